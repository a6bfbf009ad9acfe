"""Addresses: how much an item is used."""

from django.urls import path

from academie.figures import views

app_name = "figures"

urlpatterns = [
    path("tel/", views.beacon, name="beacon"),
]
