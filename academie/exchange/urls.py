"""Calendar files. Wagtail's own pattern takes no dot in an address, so these stand before it."""

from django.urls import path

from academie.exchange import views

urlpatterns = [
    path("agenda/agenda.ics", views.agenda_feed, name="agenda_feed"),
    path("agenda/<slug:slug>/agenda.ics", views.event_feed, name="event_feed"),
]
