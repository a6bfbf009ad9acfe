"""Choices that every page type shares."""

from django.db import models


class ContentType(models.TextChoices):
    """The types a reader knows; the values are the slugs of the search facet ``type``."""

    TOOLKIT = "toolkit", "Toolkit"
    WERKINSTRUCTIE = "werkinstructie", "Werkinstructie"
    PRAKTIJKVERHAAL = "praktijkverhaal", "Praktijkverhaal"
    TRAINING = "training", "Training of uitwisseling"
    NIEUWS = "nieuws", "Voortgang"
    PAGINA = "pagina", "Pagina"


class Licence(models.TextChoices):
    """Under what terms a reader may use an item again."""

    CC_BY = "cc-by-4.0", "Vrij te gebruiken met naam van de bron (CC BY 4.0)"
    CC_BY_SA = (
        "cc-by-sa-4.0",
        "Vrij te gebruiken en te delen onder dezelfde voorwaarden (CC BY-SA 4.0)",
    )
    CC0 = "cc0-1.0", "Vrij te gebruiken zonder voorwaarden (CC0)"
    RESERVED = "alle-rechten", "Alleen lezen: vraag de maker om toestemming"


class Access(models.TextChoices):
    """Who can open an item."""

    OPEN = "open", "Open voor iedereen"
    ON_REQUEST = "op-aanvraag", "Op aanvraag bij de maker"


class AltDecision(models.TextChoices):
    """Whether an image tells something that a reader who cannot see it must be told in words."""

    DESCRIBED = "beschreven", "De afbeelding vertelt iets: ik beschrijf haar"
    DECORATIVE = "decoratief", "De afbeelding is alleen sfeer"


class Evidence(models.IntegerChoices):
    """The ladder from practice to proof for our own items."""

    ONE_PLACE = 1, "Ervaring van één plek"
    REPEATED = 2, "Herhaald op meer plekken"
    GROUNDED = 3, "Beschreven en onderbouwd"


EVIDENCE_MEANING = {
    Evidence.ONE_PLACE: "Het werkte op één plek. Het zegt niet dat het overal werkt.",
    Evidence.REPEATED: (
        "Meer plekken deden dit en zagen hetzelfde. Het zegt niet hoe groot het effect is."
    ),
    Evidence.GROUNDED: (
        "De aanpak is beschreven en rust op onderzoek of theorie. "
        "Het zegt niet dat het effect bij u is gemeten."
    ),
}


class Illustration(models.TextChoices):
    """Our own drawings, for an item without a photo: names in templates/illustrations."""

    NONE = "", "Geen"
    CARDS = "drie-kaarten", "Drie kaarten"
    TABLE = "tafel", "Vier stoelen aan tafel"
    EXCHANGE = "wissel", "Wisselen"
    TRAY = "bak", "De kaartenbak"
    STEPS = "stappen", "Stappen"
    CLOCK = "klok", "Klok"
    LADDER = "trap", "Trap"
    HOUSE = "huis", "Huis"
    BOOK = "boek", "Boek"
    NETWORK = "netwerk", "Netwerk"


class World(models.TextChoices):
    """The side that somebody's organisation is on."""

    EDUCATION = "onderwijs", "Onderwijs"
    CARE = "zorg", "Zorg"
    OTHER = "overig", "Gemeente of overig"

    @property
    def words(self) -> str:
        """The side within a sentence."""
        return str(self.label).lower()
