"""Addresses of this part."""

from django.urls import path

from academie.exchange.meeting import certificate_views, day_views, door_views, look_back_views

urlpatterns = [
    path("op-de-dag/", day_views.day_list, name="exchange_day"),
    path("op-de-dag/qr/", day_views.door_code, name="exchange_door_code"),
    path("aanwezig/", door_views.door, name="exchange_door"),
    path("terugkijken/", look_back_views.look_back, name="exchange_look_back"),
    path("bewijs/mijn/", certificate_views.my_certificate, name="exchange_my_certificate"),
    path("bewijs/<slug:code>/", certificate_views.verify, name="exchange_certificate"),
]
