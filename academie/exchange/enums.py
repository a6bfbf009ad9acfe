"""Choices of trainings and exchanges, of signing up and of visits."""

from django.db import models


class Kind(models.TextChoices):
    """The forms in which people meet."""

    TRAINING = "training", "Training"
    WERKBEZOEK = "werkbezoek", "Werkbezoek"
    MEELOOPDAG = "meeloopdag", "Meeloopdag"
    INTERVISIE = "intervisie", "Intervisie"
    UITWISSELING = "uitwisseling", "Uitwisseling"


VISITS = frozenset({Kind.WERKBEZOEK, Kind.MEELOOPDAG})
"""Forms with a host who has duties before and after."""


class SignUpState(models.TextChoices):
    """Where a sign-up is. The first three are active: the person may still come."""

    REQUESTED = "aangevraagd", "Aangevraagd"
    WAITING = "wachtlijst", "Op de wachtlijst"
    CONFIRMED = "bevestigd", "Heeft een plaats"
    WITHDRAWN = "ingetrokken", "Afgemeld"
    REFUSED = "geweigerd", "Niet geplaatst door de gastheer"
    HANDED_OVER = "overgedragen", "Plaats doorgegeven"
    EXPIRED = "vervallen", "Vervallen"
    CANCELLED = "geannuleerd", "Moment gaat niet door"


ACTIVE = (SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.CONFIRMED)


class Reason(models.TextChoices):
    """Why a sign-up changed: the sentence that the person and the organiser read."""

    FREE = "vrij", "Er was een plaats vrij."
    FULL = "vol", "Er was geen plaats vrij."
    KEPT = "bewaard", "De vrije plaatsen zijn bewaard voor een andere kant."
    ASKED = "gevraagd", "De gastheer kijkt eerst of het past."
    APPROVED = "goedgekeurd", "De gastheer vindt het goed."
    REFUSED = "geweigerd", "De gastheer vindt dat het niet past."
    PROMOTED = "doorgeschoven", "Er kwam een plaats vrij."
    RELEASED = "vrijgegeven", "De bewaarde plaatsen kwamen vrij voor iedereen."
    MORE_PLACES = "meer plaatsen", "Er kwamen plaatsen bij."
    SIDE_CORRECTED = "kant verbeterd", "De kant klopte niet en is verbeterd."
    WITHDREW = "afgemeld", "De deelnemer meldde zich af."
    REMOVED = "verwijderd", "De organisator haalde de aanmelding weg."
    HANDED_ON = "doorgegeven", "De deelnemer gaf de plaats aan een collega."
    RECEIVED = "gekregen", "Een collega gaf haar of zijn plaats door."
    ERASED = "gewist", "De deelnemer liet alle gegevens wissen."
    TOO_LATE = "te laat", "Het moment begon voordat er een plaats was."
    CANCELLED = "gaat niet door", "Het moment gaat niet door."
    TOO_FEW = "te weinig", "Er waren te weinig aanmeldingen."
    DETAILS = "gegevens", "De gegevens zijn veranderd."
    MOVED = "verplaatst", "De tijd of de plaats is veranderd."


class ActorKind(models.TextChoices):
    """Who did it. An organiser is also known by number of account; nobody by name."""

    PERSON = "deelnemer", "Deelnemer"
    ORGANISER = "organisator", "Organisator"
    HOST = "gastheer", "Gastheer"
    SYSTEM = "systeem", "Vanzelf"


class Decision(models.TextChoices):
    """What was decided about a session with a minimum number of participants."""

    OPEN = "", "Nog niet beslist"
    GO = "gaat door", "Gaat door"
    NO_GO = "gaat niet door", "Gaat niet door"


class VisitState(models.TextChoices):
    """The life of one visit, from offer to what came of it."""

    OFFERED = "aangeboden", "Aangeboden"
    REQUESTED = "aangevraagd", "Aangevraagd"
    AGREED = "akkoord", "Akkoord"
    PREPARED = "voorbereid", "Voorbereid"
    DONE = "geweest", "Geweest"
    REFLECTED = "teruggekeken", "Teruggekeken"
    FOLLOWED_UP = "vervolg", "Vervolg"
    OFF = "niet doorgegaan", "Niet doorgegaan"
