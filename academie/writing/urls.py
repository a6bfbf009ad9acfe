"""Addresses: writing an item step by step. The start is for everybody, the rest for its writer."""

from django.urls import URLPattern, URLResolver, path

from academie.writing.views import beside, last, start, step

app_name = "writing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("deel-uw-kennis/", start.start, name="start"),
    path("deel-uw-kennis/mijn/", start.mine, name="mine"),
    path("deel-uw-kennis/lijkt-op/", beside.alike, name="alike"),
    path("deel-uw-kennis/nieuw/<slug:kind>/", step.begin, name="begin"),
    path("deel-uw-kennis/<int:page_id>/nakijken/", last.last, name="last"),
    path("deel-uw-kennis/<int:page_id>/ingestuurd/", last.thanks, name="thanks"),
    path("deel-uw-kennis/<int:page_id>/terughalen/", last.take_back, name="take_back"),
    path("deel-uw-kennis/<int:page_id>/lezer/", beside.preview, name="preview"),
    path("deel-uw-kennis/<int:page_id>/weg/", beside.delete, name="delete"),
    path("deel-uw-kennis/<int:page_id>/<slug:step>/", step.step, name="step"),
]
