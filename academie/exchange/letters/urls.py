"""Addresses behind the links in the letters."""

from django.urls import path

from academie.exchange.letters import views

urlpatterns = [
    path("mijn-agenda.ics", views.own_feed, name="exchange_own_feed"),
    path("geen-herinneringen/", views.quiet, name="exchange_quiet"),
]
