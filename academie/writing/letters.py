"""The words of the mails."""

from datetime import date

from django.utils.formats import date_format

_CLOSING = "Onderwijs-Zorg Academie"


def abandoned(title: str, url: str, gone_on: date) -> tuple[str, str]:
    """Return subject and text of the mail about a draft that nobody touched for a year."""
    day = date_format(gone_on, "j F Y")
    parts = (
        "Beste lezer,",
        f"Een jaar geleden begon u aan een kaart: {title}. U stuurde haar nooit in.",
        f"Wilt u verder? Open haar dan en bewaar haar: {url}",
        f"Doet u niets, dan gooien wij het concept weg op {day}. U hoeft daar niets voor te doen.",
        _CLOSING,
    )
    return "Uw concept ligt er al een jaar", "\n\n".join(parts) + "\n"
