"""The words of the mails about accounts. No names in them: who types an address decides nothing."""

from datetime import date

from django.utils.formats import date_format

from academie.accounts.links import MINUTES

_CLOSING = "Onderwijs-Zorg Academie"
_NOT_YOU = "Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Stuur deze mail niet door."


def login(url: str) -> tuple[str, str]:
    """Return subject and text of the mail with the link to log in."""
    return "Uw link om in te loggen", _letter(
        "U wilt inloggen bij de Onderwijs-Zorg Academie. Open deze link en druk op de knop:",
        url,
        f"De link werkt {MINUTES} minuten en één keer.",
        _NOT_YOU,
    )


def join(url: str) -> tuple[str, str]:
    """Return the mail to an address without an account."""
    return "U hebt nog geen account", _letter(
        "Iemand wilde met dit adres inloggen bij de Onderwijs-Zorg Academie. Bij dit adres hoort "
        "geen account. Misschien gebruikt u bij ons een ander adres.",
        "Wilt u een account maken? Dat kan met deze link:",
        url,
        f"De link werkt {MINUTES} minuten. Lezen en zoeken kan ook zonder account.",
        "Was u dit niet? Dan hoeft u niets te doen. Wij wissen uw adres.",
    )


def stopped() -> tuple[str, str]:
    """Return the mail to an account that may not be used."""
    return "U kunt niet inloggen", _letter(
        "U wilt inloggen bij de Onderwijs-Zorg Academie. Uw account is stopgezet. "
        "Vraag de beheerder van de academie waarom, of om het weer te openen.",
        "Hebt u niet willen inloggen? Dan hoeft u niets te doen.",
    )


def security(what: str, url: str) -> tuple[str, str]:
    """Return the mail that tells of a change in how somebody logs in."""
    return "Uw beveiliging is veranderd", _letter(
        f"Er is iets veranderd aan hoe u inlogt bij de Onderwijs-Zorg Academie: {what}.",
        "Deed u dit zelf? Dan hoeft u niets te doen.",
        "Deed u dit niet? Log dan in, kijk dit na en vertel het de beheerder:",
        url,
    )


def address_changed() -> tuple[str, str]:
    """Return the mail to the former address of an account."""
    return "Uw account heeft een ander adres", _letter(
        "Uw account bij de Onderwijs-Zorg Academie gebruikt voortaan een ander e-mailadres. "
        "Op dit adres krijgt u geen mail meer van uw account.",
        "Deed u dit niet? Vertel het dan meteen de beheerder van de academie.",
    )


def new_address(url: str) -> tuple[str, str]:
    """Return the mail to an address that somebody wants for her account."""
    return "Is dit uw nieuwe adres?", _letter(
        "U wilt dit adres gebruiken voor uw account bij de Onderwijs-Zorg Academie. "
        "Open deze link in de browser waarin u bent ingelogd en druk op de knop:",
        url,
        f"De link werkt {MINUTES} minuten.",
        _NOT_YOU,
    )


def address_taken() -> tuple[str, str]:
    """Return the mail to an address that somebody wants and that has an account already."""
    return "Dit adres heeft al een account", _letter(
        "Iemand wil dit adres gebruiken voor een ander account bij de Onderwijs-Zorg Academie. "
        "Dat kan niet: bij dit adres hoort al een account. Log daar gewoon mee in.",
        "Was u dit niet? Dan hoeft u niets te doen.",
    )


def leaving(ends_on: date, url: str) -> tuple[str, str]:
    """Return the mail before an account goes that nobody uses."""
    day = date_format(ends_on, "j F Y")
    return "Uw account loopt af", _letter(
        "U hebt uw account bij de Onderwijs-Zorg Academie lang niet gebruikt. "
        f"Op {day} wissen wij het, met uw naam en uw adres. Wat u schreef blijft staan, "
        "zonder uw naam.",
        "Wilt u het houden? Log dan één keer in:",
        url,
        "Wilt u het niet houden? Dan hoeft u niets te doen.",
    )


def gone() -> tuple[str, str]:
    """Return the last mail: the account was deleted."""
    return "Uw account is gewist", _letter(
        "Uw account bij de Onderwijs-Zorg Academie is gewist, met uw naam en uw adres. "
        "Wat u schreef blijft staan, zonder uw naam. Dit is onze laatste mail."
    )


def _letter(*parts: str) -> str:
    return "\n\n".join(("Goedendag,", *parts, f"Met vriendelijke groet,\n{_CLOSING}")) + "\n"
