"""Addresses of the front door that are no Wagtail pages."""

from django.urls import path

from home import views

urlpatterns = [
    path("cluster/<slug:slug>/", views.landing, {"facet": "cluster"}, name="landing_cluster"),
    path("niveau/<slug:slug>/", views.landing, {"facet": "niveau"}, name="landing_niveau"),
    path("rol/<slug:slug>/", views.landing, {"facet": "rol"}, name="landing_rol"),
    path("stijl/", views.style, name="style"),
    path("gezond/", views.alive, name="alive"),
    path("gereed/", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
