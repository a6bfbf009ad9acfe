"""Addresses of what stands behind the link in the mail."""

from django.urls import path

from academie.exchange.personal import views

urlpatterns = [
    path("mijn-aanmelding/", views.mine, name="own_sign_up"),
    path("mijn-aanmelding/verstuurd/", views.sent, name="own_sign_up_sent"),
    path("mijn-aanmelding/gewist/", views.erased, name="own_sign_up_erased"),
    path("mijn-aanmelding/adres/", views.address, name="own_sign_up_address"),
]
