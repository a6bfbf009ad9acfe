"""The mails about what people write: short, and with no words of anybody in them but the reason."""

from typing import Any

from wagtail.models import Page

from academie.feedback.models import Experience, Reply, State
from academie.mail.links import absolute
from academie.mail.outbox import owe

REFUSED, ANSWERED, NEW = "ervaring-geweigerd", "ervaring-antwoord", "ervaring-nieuw"
OURS = (REFUSED, ANSWERED, NEW)

_CLOSING = "Onderwijs-Zorg Academie"


def decided(text: Experience | Reply, experience: Experience, page: Page) -> None:
    """Owe the mail that a decision calls for, in its transaction; nothing without an address."""
    if text.state == State.REFUSED:
        _mail(text.user, REFUSED, text, *_refused(text, page))
    elif isinstance(text, Reply):
        _mail(experience.user, ANSWERED, text, *_answered(page))
    elif page.owner_id != text.user_id:
        _mail(page.owner, NEW, text, *_new(page))


def _refused(text: Experience | Reply, page: Page) -> tuple[str, str]:
    what = "antwoord" if isinstance(text, Reply) else "ervaring"
    return f"Uw {what} is niet geplaatst", _letter(
        f"U schreef een {what} bij ‘{page.title}’. Een redacteur heeft uw tekst niet geplaatst. "
        "Dit is de reden:",
        text.reason,
        "U kunt uw tekst veranderen en opnieuw insturen:",
        absolute("/mijn-academie/"),
    )


def _answered(page: Page) -> tuple[str, str]:
    return "De maker antwoordt op uw ervaring", _letter(
        f"U schreef hoe u ‘{page.title}’ gebruikte. De maker heeft u geantwoord. "
        "U leest het bij de kaart:",
        absolute(page.get_url() or "/"),
    )


def _new(page: Page) -> tuple[str, str]:
    return "Iemand gebruikte uw kaart", _letter(
        f"Iemand schreef hoe het ging met ‘{page.title}’. U leest het bij de kaart:",
        absolute(page.get_url() or "/"),
        "Op uw eigen pagina kunt u antwoorden, en ziet u hoe vaak uw kaart is gelezen:",
        absolute("/mijn-academie/"),
    )


def _mail(user: Any, kind: str, text: Experience | Reply, subject: str, words: str) -> None:
    if user is None or not user.is_active or not user.email:
        return
    key = f"{type(text).__name__.lower()}:{text.pk}:{text.reviewed_at:%Y%m%d%H%M%S}"
    owe(user.email, subject, words, kind=kind, key=key)


def _letter(*parts: str) -> str:
    return "\n\n".join(("Dag,", *parts, _CLOSING)) + "\n"
