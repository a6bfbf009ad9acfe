"""Addresses: items for other machines and on paper."""

from django.urls import URLPattern, URLResolver, path

from academie.outlet import file_views, views
from academie.outlet.oai.views import oai

app_name = "outlet"

urlpatterns: list[URLPattern | URLResolver] = [
    path("oai/", oai, name="oai"),
    path("atom.xml", views.feed, name="atom"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_part, name="sitemap_part"),
    path("begrippen/<slug:facet>.jsonld", views.concept_list, name="concepts"),
    path("kaart/<uuid:permanent_id>.pdf", file_views.item_pdf, name="pdf"),
    path("kaart/<uuid:permanent_id>.zip", file_views.item_zip, name="zip"),
    path("kaart/<uuid:permanent_id>/", views.permanent, name="permanent"),
]
