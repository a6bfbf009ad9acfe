"""The form on the page of an event: what the template shows, empty or as it came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from academie.core.enums import World
from academie.exchange.capacity.keeping import KEEP_DAYS, keep_until
from academie.exchange.moments import Moment
from academie.exchange.signing.form import LONGEST, SignUpForm
from academie.exchange.signing.roles import RoleOption, role_options
from academie.exchange.signing.stamps import new_stamp
from academie.exchange.signing.wording import CLOSED, PRESS_AGAIN, keep_words

if TYPE_CHECKING:
    from academie.exchange.models import TrainingEventPage

ANCHOR = "aanmelden"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that came back: what was typed, its stamp, and what stands in the way.

    `problem` is about the whole form; what is wrong with one field stands in the form itself.
    """

    form: SignUpForm
    stamp: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one line."""

    name: str
    label: str
    hint: str
    value: str
    error: str
    longest: int
    type: str
    inputmode: str
    autocomplete: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some: a session or a side. The first one has the id of the field."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SignUpPanel:
    """Everything that the form shows. `errors`: id of the field, '' for the whole, and sentence.

    `sole` is the only session that takes sign-ups; with more of them there is a choice.
    `is_open` is False when the last session closed while somebody was typing.
    """

    action: str
    stamp: str
    is_open: bool
    sole: int | None
    sessions: tuple[Choice, ...]
    name: Line
    email: Line
    organisation: Line
    roles: tuple[RoleOption, ...]
    sides: tuple[Choice, ...]
    session_error: str
    role_error: str
    side_error: str
    errors: tuple[tuple[str, str], ...]
    keep: str


def sign_up_context(
    page: "TrainingEventPage",
    request: HttpRequest,
    coming: Sequence[Moment],
    asked: Asked | None = None,
) -> dict[str, Any]:
    """Return `sign_up` for the template: the panel, or None when nobody can sign up here.

    `coming` are the moments as they stand now; `asked` is a form that came back. A session that was
    never saved takes nobody: that is the preview of a draft.
    """
    moments = [moment for moment in coming if moment.open and moment.pk is not None]
    if not page.slug or not (moments or asked):
        return {"sign_up": None}
    return {"sign_up": _panel(page, request, moments, asked)}


def _panel(
    page: "TrainingEventPage", request: HttpRequest, moments: list[Moment], asked: Asked | None
) -> SignUpPanel:
    typed = asked.form.typed if asked else {"session": request.GET.get("moment", "")}
    errors = asked.form.errors if asked else {}
    side = typed.get("side", "").strip().casefold()
    return SignUpPanel(
        action=reverse("exchange_sign_up", args=[page.slug]),
        stamp=asked.stamp if asked else new_stamp(timezone.now()),
        is_open=bool(moments),
        sole=_sole(moments, asked),
        sessions=tuple(
            Choice(str(one.pk), _words(one), str(one.pk) == typed["session"]) for one in moments
        ),
        name=_line("name", typed, errors, "Naam", autocomplete="name"),
        email=_line(
            "email",
            typed,
            errors,
            "E-mailadres",
            hint="Hierheen sturen wij de bevestiging, met een link om iets te veranderen.",
            kind="email",
            autocomplete="email",
        ),
        organisation=_line(
            "organisation", typed, errors, "School of organisatie", autocomplete="organization"
        ),
        roles=tuple(role_options(typed.get("role", ""))),
        sides=tuple(
            Choice(world.value, world.label, side in {world.value, world.label.casefold()})
            for world in World
        ),
        session_error=errors.get("session", ""),
        role_error=errors.get("role", ""),
        side_error=errors.get("side", ""),
        errors=_listed(asked, is_open=bool(moments)) if asked else (),
        keep=keep_words([keep_until(one.end) for one in moments], KEEP_DAYS),
    )


def _listed(asked: Asked, *, is_open: bool) -> tuple[tuple[str, str], ...]:
    """Return what stands in the way. Where the form is gone, nobody is asked to mend it."""
    errors = asked.form.errors
    if not is_open and (errors or asked.problem in PRESS_AGAIN):
        return (("", CLOSED),)
    return ((("", asked.problem),) if asked.problem else ()) + tuple(errors.items())


def _sole(moments: list[Moment], asked: Asked | None) -> int | None:
    """Return the only session to sign up for.

    None when somebody chose one that closed: she has to choose the other one herself.
    """
    if len(moments) != 1:
        return None
    sole = moments[0].pk
    return sole if asked is None or asked.form.typed["session"].strip() in {"", str(sole)} else None


def _line(
    name: str,
    typed: dict[str, str],
    errors: dict[str, str],
    label: str,
    *,
    hint: str = "",
    kind: str = "text",
    autocomplete: str,
) -> Line:
    return Line(
        name=name,
        label=label,
        hint=hint,
        value=typed.get(name, ""),
        error=errors.get(name, ""),
        longest=LONGEST[name],
        type=kind,
        inputmode=kind,
        autocomplete=autocomplete,
    )


def _words(moment: Moment) -> str:
    """Return a session as one choice: day, hours and place."""
    day = date_format(moment.start, "l j F Y" if moment.other_year else "l j F")
    words = f"{day}, {moment.hours}" if len(moment.days) == 1 else moment.hours
    if moment.place:
        words = f"{words}, {moment.place}"
    return f"{words}. Alles is bezet: u komt op de wachtlijst" if moment.full else words
