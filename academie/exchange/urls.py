"""Addresses. Wagtail's own pattern takes no dot in an address, so files stand before it."""

from django.urls import include, path

from academie.exchange import views

urlpatterns = [
    path("agenda/agenda.ics", views.agenda_feed, name="agenda_feed"),
    path("agenda/<slug:slug>/agenda.ics", views.event_feed, name="event_feed"),
    path("", include("academie.exchange.signing.urls")),
    path("", include("academie.exchange.personal.urls")),
    path("", include("academie.exchange.letters.urls")),
    path("", include("academie.exchange.meeting.urls")),
    path("", include("academie.exchange.visits.urls")),
]
