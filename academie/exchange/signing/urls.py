"""Addresses of this part."""

from django.urls import path

from academie.exchange.signing import views

urlpatterns = [
    path("agenda/<slug:slug>/aanmelden/", views.sign_up, name="exchange_sign_up"),
    path("aanmelding/", views.signed_up, name="exchange_signed_up"),
]
