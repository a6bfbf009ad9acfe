"""Everything that we hold of a person, for the copy that she may have of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from academie.exchange.models import Certificate, SignUp, Visit, Wish
from academie.exchange.moments import place_words
from academie.exchange.personal.history import steps
from academie.exchange.privacy.mails import mails_of
from academie.exchange.roles import role_label
from academie.mail.links import absolute


def of_person(sign_up: SignUp) -> dict[str, Any]:
    """Return what is kept of whoever holds the address of this sign-up, in plain values."""
    found = SignUp.objects.filter(email_key=sign_up.email_key).select_related("session__page")
    wishes = Wish.objects.filter(email_key=sign_up.email_key)
    return {
        "gemaakt": _moment(timezone.now()),
        "aanmeldingen": [_sign_up(one) for one in found.order_by("pk")],
        "bezoekwensen": [_wish(one) for one in wishes.order_by("pk")],
    }


def as_text(held: dict[str, Any]) -> str:
    """Return the same as lines that anybody can read."""
    head = "Dit bewaren wij over u. Onderwijs-Zorg Academie."
    return "\n".join([head, "", *_lines(held, 0)]) + "\n"


def _sign_up(sign_up: SignUp) -> dict[str, Any]:
    session = sign_up.session
    return {
        "bijeenkomst": session.page.title,
        "adres van de pagina": absolute(session.page.url or "/agenda/"),
        "begint": _moment(session.start),
        "eindigt": _moment(session.end),
        "plaats": place_words(session.location, online=session.online),
        "naam": sign_up.name,
        "e-mailadres": sign_up.email,
        "e-mailadres om te vergelijken": sign_up.email_key,
        "rol": role_label(sign_up.role),
        "organisatie": sign_up.organisation,
        "kant": sign_up.get_side_display(),
        "stand": sign_up.get_state_display(),
        "volgnummer": sign_up.number,
        "stoel": sign_up.seat,
        "aangemeld": _moment(sign_up.created_at),
        "laatst veranderd": _moment(sign_up.changed_at),
        "goedgekeurd": _moment(sign_up.approved_at),
        "plaats gekregen van een collega": sign_up.from_other_id is not None,
        "aanwezig": sign_up.present,
        "aanwezigheid genoteerd": _moment(sign_up.present_at),
        "teruggekeken": _plain(sign_up.evaluated_at),
        "na zes weken teruggekeken": _plain(sign_up.evaluated_late_at),
        "openbaar nummer": str(sign_up.public),
        "sleutel van het formulier": sign_up.key,
        "wordt gewist op": _plain(sign_up.keep_until),
        "wat er gebeurde": [
            {
                "wanneer": _moment(one.at),
                "wat": one.sentence,
                "wie": one.by,
                "toelichting": one.note,
            }
            for one in steps(sign_up.changes.all())
        ],
        "mails": [
            {"soort": mail.kind, "wanneer": _moment(mail.created_at), "stand": mail.state}
            for mail in mails_of([sign_up]).order_by("pk")
        ],
        "herinneringen": [
            {"soort": one.kind, "gepland": _moment(one.due_at), "verstuurd": _moment(one.sent_at)}
            for one in sign_up.reminders.order_by("pk")
        ],
        "bewijs van deelname": _certificate(Certificate.objects.filter(sign_up=sign_up).first()),
        "bezoek": _visit(Visit.objects.filter(sign_up=sign_up).first()),
    }


def _certificate(held: Certificate | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {
        "code": held.code,
        "titel": held.title,
        "minuten": held.minutes,
        "uitgegeven": _moment(held.issued_at),
        "ingetrokken": _moment(held.revoked_at),
        "wordt gewist op": _plain(held.keep_until),
    }


def _visit(held: Visit | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {
        "stand": held.get_state_display(),
        "voorbereidingsblad verstuurd": _moment(held.sheet_sent_at),
        "geheimhouding afgesproken": _moment(held.secrecy_agreed_at),
        "wat u leerde": held.guest_lesson,
        "vervolg": held.follow_up,
    }


def _wish(wish: Wish) -> dict[str, Any]:
    return {
        "naam": wish.name,
        "e-mailadres": wish.email,
        "organisatie": wish.organisation,
        "eigen kant": wish.get_side_display(),
        "wil naar": wish.get_wants_display(),
        "buurt": wish.region.label if wish.region else "",
        "vormen": list(wish.kinds),
        "onderwerpen": list(wish.themes),
        "gemaakt": _moment(wish.created_at),
        "bevestigd": _moment(wish.confirmed_at),
        "gesloten": _moment(wish.closed_at),
        "wordt gewist op": _plain(wish.keep_until),
    }


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else None


def _plain(value: Any) -> str | None:
    return str(value) if value is not None else None


def _lines(value: Any, depth: int) -> Iterable[str]:
    indent = "  " * depth
    for name, one in value.items():
        if isinstance(one, dict):
            yield f"{indent}{name}:"
            yield from _lines(one, depth + 1)
        elif isinstance(one, list) and one and isinstance(one[0], dict):
            for number, part in enumerate(one, start=1):
                yield f"{indent}{name}, {number}:"
                yield from _lines(part, depth + 1)
        else:
            yield f"{indent}{name}: {_words(one)}"


def _words(value: Any) -> str:
    match value:
        case None | "" | []:
            return "-"
        case bool():
            return "ja" if value else "nee"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
