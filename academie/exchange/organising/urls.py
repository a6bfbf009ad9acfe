"""Addresses of the screens about participants, below the admin."""

from django.urls import path

from academie.exchange.organising.adding import add
from academie.exchange.organising.ending import cancel, go_on
from academie.exchange.organising.exporting import export_csv, export_xlsx
from academie.exchange.organising.message import message
from academie.exchange.organising.overview import overview
from academie.exchange.organising.person import (
    approve,
    change_details,
    correct_side,
    hand_over,
    person,
    refuse,
    withdraw,
)
from academie.exchange.organising.places_screen import places, release
from academie.exchange.organising.selection import selection
from academie.exchange.organising.session_screen import session_screen

_SESSION = "deelnemers/<int:session_id>/"
_PERSON = f"{_SESSION}<int:sign_up_id>/"
_NAME = "exchange_organise"

urlpatterns = [
    path("deelnemers/", overview, name=_NAME),
    path(_SESSION, session_screen, name=f"{_NAME}_session"),
    path(f"{_SESSION}selectie/", selection, name=f"{_NAME}_selection"),
    path(f"{_SESSION}erbij/", add, name=f"{_NAME}_add"),
    path(f"{_SESSION}plaatsen/", places, name=f"{_NAME}_places"),
    path(f"{_SESSION}vrijgeven/", release, name=f"{_NAME}_release"),
    path(f"{_SESSION}annuleren/", cancel, name=f"{_NAME}_cancel"),
    path(f"{_SESSION}gaat-door/", go_on, name=f"{_NAME}_go_on"),
    path(f"{_SESSION}mail/", message, name=f"{_NAME}_message"),
    path(f"{_SESSION}lijst.xlsx", export_xlsx, name=f"{_NAME}_xlsx"),
    path(f"{_SESSION}lijst.csv", export_csv, name=f"{_NAME}_csv"),
    path(_PERSON, person, name=f"{_NAME}_person"),
    path(f"{_PERSON}goedkeuren/", approve, name=f"{_NAME}_approve"),
    path(f"{_PERSON}weigeren/", refuse, name=f"{_NAME}_refuse"),
    path(f"{_PERSON}afmelden/", withdraw, name=f"{_NAME}_withdraw"),
    path(f"{_PERSON}kant/", correct_side, name=f"{_NAME}_side"),
    path(f"{_PERSON}gegevens/", change_details, name=f"{_NAME}_details"),
    path(f"{_PERSON}doorgeven/", hand_over, name=f"{_NAME}_hand_over"),
]
