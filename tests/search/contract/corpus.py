"""1,500 Dutch-looking documents out of word lists: the same ones on every machine, every run.

The words are those of the field, common ones much more frequent, with inflections, accents,
hyphens and apostrophes. One in eight repeats the text of another, so that equal scores are not
rare, and one in twelve may no longer be found.
"""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache

from search.documents import TYPES, Attachment, Document

SIZE = 1_500
TODAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def _listed(text: str) -> list[str]:
    return text.split()


NOUNS = _listed("""
leerling leerlingen klas klassen school scholen groep leerkracht leerkrachten ouder ouders kind
kinderen zorg ondersteuning gesprek gesprekken plan plannen wijkteam overdracht escalatie
thuiszitter thuiszitters verzuim gedrag taal spraak TOS taalontwikkelingsstoornis autisme
prikkels angst rekenen lezen dyslexie toets toetsen instructie werkinstructie opdracht
opdrachten signaal signalen coördinator zorgcoördinator begeleider begeleiders IB'er jeugdhulp
jeugdarts leerplichtambtenaar gemeente buurt gebied samenwerkingsverband arrangement expertise
specialist logopedist psycholoog rooster pauze plein stoel koptelefoon time-timer foto's
pictogrammen kaart kaarten stappenplan peuter kleuters kleuter brugklas po-vo vmbo mbo-4 diploma
stage afscheid verhuizing scheiding
""")
ADJECTIVES = _listed("""
warme rustige drukke passende vroege late extra nieuwe jonge vaste duidelijke korte moeilijke
gezamenlijke hoogbegaafde slechtziende dove snelle veilige zieke eigen laatste beste kleine
""")
VERBS = _listed("""
helpt begeleidt bespreekt signaleert overlegt ondersteunt oefent leest rekent kiest maakt vraagt
belt schrijft regelt wacht stopt begint lukt werkt voelt ziet hoort meldt
""")
SMALL = _listed("""
de het een en van in op met voor niet zonder meer aan bij door als dan zij hij u wij uit over naar
""")
FIXED = (
    "warme overdracht",
    "groep 3",
    "intern begeleider",
    "samenwerken 1 plan",
    "op de gang",
    "van po naar vo",
    "één gezin één plan",
)
NUMBERS = ("1", "2", "3", "4", "5", "6", "7", "8", "10", "12", "2026")

VALUES = {
    "cluster": tuple(f"cluster-{n}" for n in "1234x"),
    "niveau": ("school", "buurt", "gebied"),
    "rol": ("leerkracht", "ib", "zoco", "schoolleider", "smw", "wijkteam", "jgz", "leerplicht"),
    "sector": ("vve", "po", "sbo", "so", "vo", "vso", "mbo"),
    "behoefte": tuple(f"behoefte-{n:02}" for n in range(18)),
    "thema": tuple(f"thema-{n:02}" for n in range(24)),
}
AREAS = {f"gebied-{n:02}": "rotterdam" for n in range(14)}
REGIONS = ("rotterdam", "amsterdam", "twente", *AREAS)


@cache
def documents() -> tuple[Document, ...]:
    """Return the corpus; key 'page:1' up to 'page:1500'."""
    dice = random.Random(20260901)
    texts: list[tuple[str, str, str]] = []
    return tuple(_document(number, dice, texts) for number in range(1, SIZE + 1))


def _document(number: int, dice: random.Random, texts: list[tuple[str, str, str]]) -> Document:
    if texts and dice.random() < 0.125:
        title, intro, body = dice.choice(texts)
    else:
        title = _words(dice, dice.randint(2, 7)).capitalize()
        intro = _sentences(dice, dice.randint(1, 2)) if dice.random() < 0.95 else ""
        body = _sentences(dice, dice.randint(2, 16)) if dice.random() < 0.97 else ""
        texts.append((title, intro, body))
    kind = dice.choice(TYPES)
    published = NOW - timedelta(days=dice.randint(0, 900), minutes=dice.randint(0, 1_400))
    facets = {name: _some(dice, values) for name, values in VALUES.items()}
    region = dice.choice(REGIONS)
    facets["regio"] = (region, AREAS[region]) if region in AREAS else (region,)
    expires = None
    if dice.random() < 0.25:
        expires = TODAY + timedelta(days=dice.randint(-60, 120))
    return Document(
        key=f"page:{number}",
        type=kind,
        title=title,
        intro=intro,
        body=body,
        keywords=tuple(_words(dice, dice.randint(1, 2)) for _ in range(dice.randint(0, 4))),
        attachments=_attachments(number),
        url=f"/{kind}/{number}/",
        facets=facets,
        published=published,
        starts=NOW + timedelta(days=dice.randint(-90, 200)) if kind == "training" else None,
        minutes=dice.choice((None, 5, 10, 10, 15, 25, 60)),
        expires=expires,
        external_id=f"ext-{number}" if dice.random() < 0.3 else "",
        number=f"{kind[0].upper()}{dice.choice('1234X')}S {number:03}",
        card={"roles": ["Leerkracht"], "seats": {"care": number % 5}},
    )


def _attachments(number: int) -> tuple[Attachment, ...]:
    """Return the files of one document in five; some are longer than what is stored of them."""
    dice = random.Random(f"bijlage {number}")
    if dice.random() < 0.8:
        return ()
    sizes = (dice.choice((1, 3, 12, 60)) for _ in range(dice.choice((1, 1, 2, 6))))
    texts = (_sentences(dice, size) for size in sizes)
    return tuple(Attachment(f"Bijlage {at}", text) for at, text in enumerate(texts, start=1))


def _some(dice: random.Random, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return none to three values, the first ones more often."""
    many = dice.choice((0, 1, 1, 1, 2, 3))
    weights = [1 / (rank + 1) for rank in range(len(values))]
    return tuple(dict.fromkeys(dice.choices(values, weights, k=many)))


def _word(dice: random.Random) -> str:
    if dice.random() < 0.12:
        return dice.choice(FIXED)
    words = dice.choices((SMALL, NOUNS, ADJECTIVES, VERBS, NUMBERS), (30, 40, 12, 15, 3))[0]
    # Squaring a chance makes the words at the front of a list the common ones.
    return words[int(len(words) * dice.random() ** 2)]


def _words(dice: random.Random, count: int) -> str:
    return " ".join(_word(dice) for _ in range(count))


def _sentences(dice: random.Random, count: int) -> str:
    made = (_words(dice, dice.randint(5, 16)).capitalize() for _ in range(count))
    return ". ".join(made) + "."
