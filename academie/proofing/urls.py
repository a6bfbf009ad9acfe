"""Addresses: what a text still needs. Those of the editor are under /beheer/ (wagtail_hooks)."""

from django.urls import path

from academie.proofing import views

app_name = "proofing"

urlpatterns = [
    path("deel-uw-kennis/bijna-hetzelfde/", views.nearly_the_same_view, name="nearly_the_same"),
]
