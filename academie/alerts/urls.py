"""Addresses for following a search by mail."""

from django.urls import path

from academie.alerts import views

app_name = "alerts"

urlpatterns = [
    path("op-de-hoogte/", views.follow, name="follow"),
    path("op-de-hoogte/verstuurd/", views.sent, name="sent"),
    path("op-de-hoogte/bevestigen/", views.confirm, name="confirm"),
    path("op-de-hoogte/mijn/", views.mine, name="mine"),
    path("op-de-hoogte/afmelden/", views.leave, name="leave"),
]
