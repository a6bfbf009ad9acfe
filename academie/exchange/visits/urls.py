"""Addresses of this part."""

from django.urls import path

from academie.exchange.visits import guest_views, wish_views

urlpatterns = [
    path("bezoek/", guest_views.visit, name="visits_guest"),
    path("uitwisselen/", wish_views.wish, name="visits_wish"),
    path("uitwisselen/verstuurd/", wish_views.sent, name="visits_wish_sent"),
    path("uitwisselen/bevestigen/", wish_views.confirm, name="visits_wish_confirm"),
    path("uitwisselen/mijn/", wish_views.mine, name="visits_wish_mine"),
]
