"""What a host owes to a guest before the page of a visit may be published."""

from academie.exchange.enums import VISITS
from academie.exchange.models import TrainingEventPage

SECRECY = (
    "Wat u tijdens dit bezoek ziet en hoort over leerlingen, gezinnen en collega's, "
    "vertelt u niet door. U maakt geen foto's."
)
"""What a guest promises when the page has no words of its own, as an imported page may."""


def missing(page: TrainingEventPage) -> dict[str, str]:
    """Return field -> Dutch sentence for what a host still has to write; empty for other forms."""
    if page.kind not in VISITS:
        return {}
    asked = {
        "host_text": "Schrijf wie de gast ontvangt en waar die wacht.",
        "preparation": "Schrijf hoe een gast zich voorbereidt. Dat komt op het voorbereidingsblad.",
        "confidentiality": "Schrijf wat een gast belooft over geheimhouding.",
    }
    return {name: words for name, words in asked.items() if not getattr(page, name).strip()}


def secrecy_of(page: TrainingEventPage) -> str:
    """Return what guest and host promise each other."""
    return page.confidentiality.strip() or SECRECY
