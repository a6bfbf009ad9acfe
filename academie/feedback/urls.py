"""Addresses: what users say of an item."""

from django.urls import path

from academie.feedback import own_views, tap_views

app_name = "feedback"

urlpatterns = [
    path("bruikbaar/<uuid:item>/", tap_views.tap, name="tap"),
    path("bruikbaar/<uuid:item>/miste/", tap_views.missed, name="missed"),
    path("bruikbaar/<uuid:item>/bedankt/", tap_views.thanks, name="thanks"),
    path("ervaring/<uuid:item>/", own_views.tell, name="tell"),
    path("ervaring/<uuid:item>/bedankt/", own_views.told, name="told"),
    path("ervaring/<uuid:item>/intrekken/", own_views.withdraw, name="withdraw"),
    path("ervaringen/<int:pk>/antwoord/", own_views.answer, name="answer"),
    path("mijn-academie/gebruik/<uuid:item>/", own_views.use, name="use"),
]
