"""Addresses: what a person keeps."""

from django.urls import path

from academie.shelves import collection_views, views

app_name = "shelves"

_COLLECTION = "mijn-academie/verzamelingen/<int:pk>/"

urlpatterns = [
    path("bewaren/<uuid:item>/", views.save, name="save"),
    path("mijn-academie/", views.own_page, name="mine"),
    path("mijn-academie/verzamelingen/nieuw/", collection_views.new, name="new"),
    path(_COLLECTION, collection_views.collection, name="collection"),
    path(f"{_COLLECTION}naam/", collection_views.describe, name="describe"),
    path(f"{_COLLECTION}weggooien/", collection_views.delete, name="delete"),
    path("verzameling/<slug:key>/", collection_views.shared, name="shared"),
    path("verzameling/<slug:key>/overnemen/", collection_views.copy, name="copy"),
]
