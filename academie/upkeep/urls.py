"""Addresses: keeping what is published true."""

from django.urls import URLPattern, URLResolver, path

from academie.upkeep.reports import views as reports
from academie.upkeep.reviewing import views as reviewing
from academie.upkeep.versions import news_views
from academie.upkeep.versions import views as versions

app_name = "upkeep"

urlpatterns: list[URLPattern | URLResolver] = [
    path("versies/geen-mail/", news_views.no_news, name="no_news"),
    path("versies/<uuid:permanent_id>/", versions.versions, name="versions"),
    path("versies/<uuid:permanent_id>/<int:number>/", versions.version, name="version"),
    path("klopt-niet-meer/verstuurd/", reports.sent, name="report_sent"),
    path("klopt-niet-meer/<uuid:permanent_id>/", reports.report, name="report"),
    path("na-te-kijken/<uuid:permanent_id>/", reviewing.review, name="review"),
]
