"""Addresses: reading along. The screens of who decides are in the admin (wagtail_hooks)."""

from django.urls import URLPattern, URLResolver, path

from academie.moderation import reading_views

app_name = "moderation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("meelezen/", reading_views.read, name="read"),
    path("meelezen/tekst/", reading_views.text, name="text"),
    path("meelezen/vragen/<int:number>/", reading_views.ask, name="ask"),
    path("meelezen/vragen/<int:number>/intrekken/", reading_views.withdraw, name="withdraw"),
]
