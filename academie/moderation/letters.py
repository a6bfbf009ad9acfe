"""The words of the mails about reading before publishing."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

_CLOSING = "Onderwijs-Zorg Academie"


def asked(title: str, kind: str, maker: str, note: str, due: date, url: str) -> tuple[str, str]:
    """Return subject and text of the question to read something."""
    return f"Wilt u nakijken: {title}", _letter(
        f"{maker} stuurde een {kind} in: {title}. Wilt u die lezen, uiterlijk {_day(due)}?",
        f"De maker schrijft erbij: {note}" if note else "",
        f"Lees de tekst en geef akkoord, of stuur hem terug:\n{url}",
        "Niet iedereen die deze vraag kreeg, hoeft te lezen. Kies 'Ik lees dit', dan weten de "
        "anderen dat u het doet.",
    )


def text_changed(title: str, url: str) -> tuple[str, str]:
    """Return the mail to a reader whose text was changed while she read it."""
    return f"Veranderd terwijl u las: {title}", _letter(
        f"De maker veranderde {title} terwijl u de tekst nakeek. U hoeft de oude tekst niet meer "
        "te lezen. De nieuwe wacht weer op een lezer:",
        url,
    )


def reminder(title: str, due: date, url: str) -> tuple[str, str]:
    """Return the mail to who should have read something by now."""
    return f"Nog nakijken: {title}", _letter(
        f"{title} zou gelezen zijn op {_day(due)}. De maker wacht op antwoord. "
        "Wilt u de tekst nu lezen?",
        url,
        "Lukt het u niet? Geef de tekst vrij, dan kan een ander hem lezen.",
    )


def escalation(title: str, due: date, url: str) -> tuple[str, str]:
    """Return the mail to a beheerder when nobody read something."""
    return f"Niemand leest: {title}", _letter(
        f"{title} zou gelezen zijn op {_day(due)}. Wij herinnerden de lezers eraan en er is nog "
        "geen antwoord. Wilt u iemand vragen, of zelf lezen?",
        url,
    )


def approved(title: str, reader: str, url: str, online_on: date | None) -> tuple[str, str]:
    """Return the mail to the maker whose text was approved."""
    if online_on is not None:
        return f"Goedgekeurd: {title}", _letter(
            f"{reader} las uw tekst en gaf akkoord. {title} komt online op {_day(online_on)}, "
            "op dit adres:",
            url,
        )
    return f"Online: {title}", _letter(
        f"{reader} las uw tekst en gaf akkoord. {title} staat nu online:", url, "Dank u wel."
    )


def refused(
    title: str, reader: str, reason: str, remarks: Sequence[tuple[str, str]], url: str
) -> tuple[str, str]:
    """Return the mail to the maker whose text came back, with what to do."""
    return f"Nog niet online: {title}", _letter(
        f"{reader} las {title}. De tekst kan nog niet online. Dit moet anders:",
        reason,
        "\n\n".join(f"{label}:\n{text}" for label, text in remarks),
        f"Verander uw tekst en stuur hem opnieuw in:\n{url}",
        "De lezer ziet dan wat u veranderd hebt.",
    )


def read_along(title: str, asker: str, until: date, url: str) -> tuple[str, str]:
    """Return the mail to somebody without an account who is asked to read along."""
    return f"Wilt u meelezen: {title}", _letter(
        f"{asker} vraagt of u wilt meelezen: {title}. De tekst staat nog niet op de site. "
        f"U hebt geen account nodig. De link werkt tot en met {_day(until)}:",
        url,
        "Stuur deze link niet door. Wie hem heeft, kan de tekst lezen.",
        "Was dit niet voor u? Dan hoeft u niets te doen.",
    )


def answer(title: str, role: str, verdict: str, url: str) -> tuple[str, str]:
    """Return the mail to who asked somebody to read along."""
    return f"Er is meegelezen: {title}", _letter(
        f"Uw meelezer ({role}) las {title} en zegt: {verdict.lower()}. "
        "Het is een advies. De opmerkingen staan hier:",
        url,
    )


def _letter(*parts: str) -> str:
    return "\n\n".join(["Beste lezer,", *filter(None, parts), _CLOSING]) + "\n"


def _day(day: date) -> str:
    return date_format(day, "l j F")
