"""Addresses of the search."""

from django.urls import path

from search import api, views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.search_page, name="page"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
    path("api/zoeken/", api.search_api, name="api"),
]
