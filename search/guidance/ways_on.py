"""What somebody can do who found nothing: the ways on, the one for danger always last."""

from dataclasses import replace
from datetime import datetime

from search import answers
from search.analysis import get_analyzer
from search.analysis.stopwords import STOPWORDS
from search.cards import make_cards
from search.engines.base import Page
from search.facets import chips
from search.guidance.ladder import climb
from search.params import NEWEST, SearchParams
from search.query import SearchQuery, build_query
from search.results import Chip, WayOn, WordLink
from search.sources import help_page, vocabulary
from search.sync import state
from search.tree import Everything, Marks

NEAR = 3
WORD_LINKS = 3
_FILTERS = 4
_WORD_FACETS = ("behoefte", "thema", "cluster", "rol", "sector")
_MIN_WORD = 4


def ways_on(params: SearchParams, now: datetime) -> list[WayOn]:
    """Return the ways on for a search without results, the most promising first."""
    found = [_without_filter(params, now), _our_words(params, now), _near(params, now)]
    return [*(way for way in found if way), *_ask(), _DANGER]


def _ask() -> list[WayOn]:
    """Offer to ask people and to say what is missing, when the site has a page for it."""
    url = help_page()
    if not url:
        return []
    return [
        WayOn(
            kind="ask",
            title="Stel uw vraag aan de academie",
            text="Iemand uit het gespecialiseerd onderwijs denkt mee. "
            "Schrijf over de situatie, nooit over één kind.",
            url=url,
            label="Stel uw vraag",
        ),
        WayOn(
            kind="gap",
            title="Meld dat deze kaart ontbreekt",
            text="Schrijf in één zin wat u zocht. "
            "De redactie weet dan welke kaart er nog moet komen.",
            url=url,
            label="Meld wat u mist",
        ),
    ]


_DANGER = WayOn(
    kind="danger",
    title="Is het nu niet veilig?",
    text="Zoek dan niet verder. Bel 112 bij gevaar. "
    "Of bel Veilig Thuis: 0800-2000, gratis, dag en nacht.",
)


def _without_filter(params: SearchParams, now: datetime) -> WayOn | None:
    """Say for each chosen filter how many cards there are without it."""
    sentences, removable = [], []
    for chip in chips(params)[:_FILTERS]:
        rest = tuple(v for v in params.selected(chip.facet) if v != chip.value)
        facets = {**params.facets, chip.facet: rest}
        fewer = replace(params, facets={k: v for k, v in facets.items() if v}, page=1)
        count = _count(build_query(fewer, now), params.q)
        verb = "is" if count == 1 else "zijn"
        cards = "1 kaart" if count == 1 else f"{count or 'geen'} kaarten"
        sentences.append(f"Zonder ‘{chip.label}’ {verb} er {cards}.")
        removable.append(Chip(chip.label, chip.url, chip.facet, chip.value))
    if not removable:
        return None
    return WayOn("filter", "Haal een filter weg", " ".join(sentences), chips=removable)


def _our_words(params: SearchParams, now: datetime) -> WayOn | None:
    """Find terms of our vocabularies that share a word with what was typed."""
    terms = _terms_like(params.q)
    if not terms:
        return None
    counts = _everything(now).facets
    links = [
        WordLink(label, _clean(params).url(**{facet: (slug,)}), count)
        for facet, slug, label in terms
        if (count := counts.get(facet, {}).get(slug, 0))
    ]
    if not links:
        return None
    text = "Deze woorden gebruiken wij voor wat er het meest op lijkt."
    return WayOn("words", "Probeer een van onze woorden", text, links=links[:WORD_LINKS])


def _terms_like(text: str) -> list[tuple[str, str, str]]:
    """Return (facet, slug, label) of terms with a word of the text, the most words first.

    With equally many words a support need goes before a theme, and so on: it says best what a
    teacher is looking for.
    """
    analyse = get_analyzer().analyse
    wanted = {
        token.lemma
        for token in analyse(text)
        if token.word not in STOPWORDS and len(token.word) >= _MIN_WORD
    }
    found = []
    for facet in _WORD_FACETS if wanted else ():
        for label in vocabulary(facet).values():
            words = analyse(f"{label.label} {label.short_label} {label.explanation}")
            shared = len(wanted & {token.lemma for token in words})
            if shared:
                found.append((-shared, facet, label.slug, label.label))
    return [(facet, slug, label) for _, facet, slug, label in sorted(found, key=lambda one: one[0])]


def _near(params: SearchParams, now: datetime) -> WayOn | None:
    """Find cards for the same words without any filter, else the newest ones."""
    text, marks, page = "Zonder filters vindt u deze kaarten.", Marks(), None
    if params.q and params.facets:
        found = climb(replace(_clean(params, q=params.q), per_page=NEAR), now)
        page, marks = found.answer.page, found.query.terms_to_highlight
    if page is None or not page.hits:
        page, text, marks = _everything(now), "Dit kwam er het laatst bij.", Marks()
    visible = state.indexable([hit.key for hit in page.hits])
    cards = make_cards([hit for hit in page.hits if hit.key in visible], marks)
    if not cards:
        return None
    return WayOn("near", "Deze kaarten komen in de buurt", text, cards=cards)


def _clean(params: SearchParams, q: str = "") -> SearchParams:
    """Return the search without filters, on the same address."""
    return SearchParams(q=q, sort=SearchParams(q=q).default_sort, path=params.path)


def _everything(now: datetime) -> Page:
    """Return the newest cards with the counts of every term."""
    return _search(SearchQuery(Everything(), now.date(), sort=NEWEST, limit=NEAR), "")


def _count(query: SearchQuery, text: str) -> int:
    return _search(replace(query, limit=1), text).total


def _search(query: SearchQuery, text: str) -> Page:
    return answers.search(query, text).page
