"""The words of the mails about wishes. Text only.

Who types somebody else's address decides nothing about what that person reads: the first mail
repeats nothing of the form.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

from academie.core.enums import World
from academie.exchange.models import Wish
from academie.exchange.visits.wish_tokens import CONFIRM_DAYS

_CLOSING = "Onderwijs-Zorg Academie"


def confirm(confirm_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that asks whether it was really you."""
    return "Bevestig uw wens om op bezoek te gaan", _letter(
        "Iemand vulde op onze site in dat u op bezoek wilt, en dat een ander bij u mag komen. "
        "Was u dat? Bevestig het dan met deze link:",
        confirm_url,
        "Daarna zoeken wij iemand die bij u past.",
        f"Was u het niet? Dan hoeft u niets te doen. Wij wissen alles na {CONFIRM_DAYS} dagen.",
    )


def kept(manage_url: str, end: date) -> tuple[str, str]:
    """Return the mail to somebody whose wish counts from now on, with the way to take it back."""
    return "Uw bezoekwens staat bij ons", _letter(
        "Uw wens telt nu mee. Past zij bij die van een ander? Dan kijkt er iemand van de academie "
        "naar. Daarna krijgt u een mail met elkaars naam en adres.",
        f"Wilt u uw wens bekijken of weghalen? Gebruik deze link:\n{manage_url}",
        f"Wij bewaren uw wens tot {_day(end)}.",
    )


def known(manage_url: str, end: date) -> tuple[str, str]:
    """Return the mail to somebody who has a wish already."""
    return "U hebt al een wens om op bezoek te gaan", _letter(
        "U vulde nog eens in dat u op bezoek wilt. Uw vorige wens staat nog. "
        f"Wij bewaren die tot {_day(end)}. Wilt u iets anders? Trek die wens dan eerst in:",
        manage_url,
        "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
    )


def together(own: Wish, visits: Wish, others: Sequence[Wish], manage_url: str) -> tuple[str, str]:
    """Return the mail that brings people together: whom `own` visits, and who all the others are.

    In a pair the two visit each other; in a ring everybody visits the next one.
    """
    ring = len(others) > 1
    who = "\n\n".join(_person(one) for one in others)
    how = (
        f"U gaat op bezoek bij {visits.organisation}. Zij gaan bij een ander, en die komt bij u."
        if ring
        else "U gaat bij elkaar op bezoek."
    )
    return "Wij vonden iemand voor een bezoek over en weer", _letter(
        f"U wilde zien hoe het bij een ander gaat: {World(own.wants).label.lower()}. "
        f"Dat kan. {how}",
        f"Met wie u dit doet:\n\n{who}",
        "Stuur elkaar een mail en kies samen een dag. Wie begint, maakt niet uit.",
        "Noem in mails geen namen van leerlingen of cliënten. "
        "Spreek vooraf af wat u niet doorvertelt.",
        f"Zij krijgen uw naam, organisatie en e-mailadres ook. "
        f"Wij bewaren uw gegevens tot {_day(own.keep_until)}. Eerder wissen kan hier:\n"
        f"{manage_url}",
    )


def _person(wish: Wish) -> str:
    side = World(wish.side).label
    return f"{wish.name}\n{wish.organisation} ({side})\n{wish.email}"


def _letter(*parts: str) -> str:
    return "\n\n".join(["Beste lezer,", *parts, _CLOSING]) + "\n"


def _day(day: date) -> str:
    return date_format(day, "j F Y")
