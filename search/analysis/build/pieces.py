"""Which stretches of letters may be a piece of a compound, and where in it."""

import re
from collections import defaultdict

from search.analysis import compounds
from search.analysis.build.hunspell import BEGIN, END, MIDDLE, ONLY_IN_COMPOUND, Dictionary
from search.analysis.build.inventory import Inventory
from search.analysis.build.lemmas import Frequency, Lemmas

_PARTICLES = """
aan achter af al alle aller bij bijeen binnen boven buiten daar dan dat de den der des deze die dit
doen door dus een eer elk en er ex ge geen haar had heb hem hen her het hier hij hoe hun ik in is je
kan langs los me mee met mij mis moet na naar naast neer nee niet noch nog nu of om omver onder ons
ont op open over per pre pro rond samen sinds te tegen ten ter terug toch toe toen tot tussen uit
van ver vol voor voort waar wat weer weg wel wie wij zal zelf zich zij zo zou als
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words that begin verbs and their nouns ('aanpak', 'overleg'): no part anybody searches by."""

_SUFFIXES = """
heid heden heids lijk lijke ling lingen schap schappen baar bare zaam zame loos loze loosheid
baarheid lijkheid zaamheid achtig achtige isme ismes arier ariers logisch logische logie grafie foon
tien dom nis teit iteit isch ische matig matige vol volle waard waarde ster sters aar aars ing ingen
eur tie ties ist isten nemer nemers nemen kundig kundige staand staande legger leggers genoot zins
wijs wijze
"""
SUFFIXES = frozenset(_SUFFIXES.split())
"""Endings of derived words that are also words."""

_ADJECTIVES = """
arm rijk vrij gericht gevoelig bewust veilig zwak sterk breed overstijgend gebonden
"""
ADJECTIVES = frozenset(_ADJECTIVES.split())
"""Short adjectives that end compounds: prikkelarm, autismevriendelijk, groepsoverstijgend."""

_DERIVED = re.compile(r"(lijk|isch|ig|baar|loos|matig|gericht|eel|end)e?$")
_STEM_MIN, _STEM_FREQUENCY = 5, 2.0
_LOOSE_MIN, _LOOSE_FREQUENCY = 4, 2.0
_DERIVED_FREQUENCY, _ADJECTIVE_FREQUENCY = 3.0, 3.5


Pieces = dict[str, tuple[int, str]]
"""Piece -> where it may stand (see `search.analysis.compounds`) and its lemma."""


def pieces_of(
    dictionary: Dictionary, inventory: Inventory, lemmas: Lemmas, frequency: Frequency
) -> Pieces:
    """Return every piece that the flags of the dictionary give, and the loose ones."""
    places: dict[str, int] = defaultdict(int)
    bases: dict[str, set[str]] = defaultdict(set)

    def put(text: str, place: int, word: str) -> None:
        if len(text) >= compounds.MIN_PIECE and text.isalpha():
            places[text] |= place
            bases[text].add(word)

    for entry in dictionary.entries:
        if entry.name:
            continue
        for form, flags, _ in dictionary.forms(entry):
            text = form.rstrip("-")
            place = (BEGIN in flags) * compounds.BEGIN | (MIDDLE in flags) * compounds.MIDDLE
            if END in entry.flags and ONLY_IN_COMPOUND not in flags and not entry.hyphened:
                place |= compounds.END
            if place:
                put(text, place, entry.word)
            stem = entry.finite and text == entry.word and len(text) >= _STEM_MIN
            if stem and frequency(lemmas.lemma(text)) >= _STEM_FREQUENCY:
                # 'opvoedvraag', 'meeloopdag': the dictionary flags only plain verbs.
                put(text, compounds.LOOSE_BEGIN, entry.word)
            if entry.noun and len(text) >= _LOOSE_MIN and frequency(text) >= _LOOSE_FREQUENCY:
                put(text, compounds.LOOSE_BEGIN | compounds.LOOSE_END, entry.word)
                particle = text in PARTICLES or text in SUFFIXES
                if text[-1] != "s" and not particle and not places.get(text + "s"):
                    put(text + "s", compounds.LOOSE_BEGIN, entry.word)
    for form in sorted(inventory.forms):
        least = _DERIVED_FREQUENCY if _DERIVED.search(form) else _ADJECTIVE_FREQUENCY
        likely = least == _DERIVED_FREQUENCY or inventory.is_adjective(form)
        adjective = len(form) >= 6 and likely and frequency(form) >= least
        if adjective or form in ADJECTIVES or (form[:-1] in ADJECTIVES and form[-1] == "e"):
            put(form, compounds.LOOSE_END, form)
    return {
        text: (place, _lemma(text, bases[text], lemmas, frequency))
        for text, place in places.items()
        if text not in PARTICLES and text not in SUFFIXES
    }


def _lemma(text: str, bases: set[str], lemmas: Lemmas, frequency: Frequency) -> str:
    """Return the lemma of a piece that may come from several entries."""
    own = lemmas.lemma(text)
    found = {lemmas.lemma(base) for base in bases}
    if text in bases or own in found or lemmas.is_exception(text):
        return own
    return max(sorted(found), key=frequency)
