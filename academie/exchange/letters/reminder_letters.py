"""The words of the mails before and after a session. People may refuse these."""

from datetime import timedelta

from django.utils.formats import date_format

from academie.exchange import ics, links
from academie.exchange.letters import words
from academie.exchange.models import Reminder, SignUp
from academie.exchange.visits.panel import ask_lesson

Kind = Reminder.Kind


def compose(kind: Reminder.Kind, sign_up: SignUp) -> tuple[str, str]:
    """Return subject and text of one reminder."""
    session = sign_up.session
    subject, first, *rest = _BODIES[kind](sign_up)
    return f"{subject}: {words.short_title(session.page)}", words.letter(
        words.greeting(sign_up.name),
        first,
        # The moment as it was on the day itself: this card says nothing that time changes.
        words.card(session, now=session.start - timedelta(days=1)),
        *rest,
        words.own_link(sign_up, over=kind != Kind.SOON),
        f"Geen herinneringen meer over deze aanmelding:\n{links.quiet_url(sign_up)}",
        words.kept(sign_up),
    )


def _soon(sign_up: SignUp) -> list[str]:
    start = sign_up.session.start.astimezone(ics.ZONE)
    return [
        "Binnenkort",
        f"Op {date_format(start, 'l j F')} ziet u elkaar. U hebt een plaats.",
        words.sheet(sign_up.session.page),
        "Kunt u niet komen? Geef uw plaats dan nu terug met de link hieronder. "
        "Dan kan iemand anders nog komen.",
    ]


def _look_back(sign_up: SignUp) -> list[str]:
    return [
        "Hoe was het?",
        "U was erbij. Fijn dat u kwam. Wat vond u ervan? Het zijn vijf korte vragen:\n"
        + links.look_back_url(sign_up),
        ask_lesson(sign_up),
        "Wij laten pas iets zien als vijf mensen antwoord gaven. Uw naam staat er niet bij.",
    ]


def _six_weeks(sign_up: SignUp) -> list[str]:
    return [
        "Eén vraag na zes weken",
        "Zes weken geleden was u erbij. Wij zijn benieuwd wat u ermee doet. Het is één vraag:\n"
        + links.look_back_url(sign_up, late=True),
        "Uw naam staat niet bij uw antwoord.",
    ]


_BODIES = {Kind.SOON: _soon, Kind.LOOK_BACK: _look_back, Kind.SIX_WEEKS: _six_weeks}
