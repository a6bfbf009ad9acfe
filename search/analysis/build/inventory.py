"""Every form of the dictionary with the nouns, adjectives and verbs that it can be a form of."""

from collections import defaultdict

from search.analysis.build.hunspell import (
    FINITE,
    INFINITIVE,
    ONLY_IN_COMPOUND,
    PARTICIPLE,
    QUALITY,
    Dictionary,
    Entry,
)
from search.analysis.build.spelling import infinitives

_NOUN_OF_VERB = ("ing", "ingen", "er", "ers")
_UNSTRESSED = ("be", "ge", "her", "ont", "ver")


class Inventory:
    """The forms of a dictionary by what they can be; which of it they are is another question."""

    def __init__(self, dictionary: Dictionary) -> None:
        """Read all forms."""
        self.forms: set[str] = set()
        self.names: set[str] = set()
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.adjectives: dict[str, set[str]] = defaultdict(set)
        self.verbs: dict[str, set[str]] = defaultdict(set)
        self.stems: dict[str, set[str]] = defaultdict(set)
        self.prefixes = tuple(sorted(dictionary.prefixes))
        self.inflected: set[str] = set()
        self.participles: set[str] = set()
        self.persons: set[str] = set()
        self.infinitives = {
            entry.word
            for entry in dictionary.entries
            if INFINITIVE in entry.flags and not entry.name
        }
        for entry in dictionary.entries:
            if entry.name:
                self.names.add(entry.word)
            elif ONLY_IN_COMPOUND not in entry.flags and not entry.hyphened:
                self._read(dictionary, entry)
        self.names -= self.forms

    def is_noun(self, word: str) -> bool:
        """Whether the word is the base form of a noun."""
        return word in self.nouns.get(word, ())

    def is_adjective(self, form: str) -> bool:
        """Whether the form is one of an adjective and not of a noun or a verb."""
        taken = self.nouns.get(form) or self.verbs.get(form)
        return bool(self.adjectives.get(form)) and not taken

    def is_verb(self, form: str) -> bool:
        """Whether the form can only be one of a verb."""
        return bool(self.verbs.get(form)) and not self.nouns.get(form)

    def can_inflect(self, word: str) -> bool:
        """Whether the word is the base form of a noun, or a form of an adjective."""
        return self.is_noun(word) or bool(self.adjectives.get(word))

    def infinitive(self, stem: str) -> str:
        """Return the infinitive of a stem: lees, spreek, stop, begeleid; '' if there is none."""
        return next((one for one in infinitives(stem) if one in self.infinitives), "")

    def verb_of_noun(self, noun: str) -> str:
        """Return 'verlaten' for 'verlater' and 'weigeren' for 'weigering', or ''."""
        stems = (noun.removesuffix(ending) for ending in _NOUN_OF_VERB if noun.endswith(ending))
        return next(filter(None, map(self._by_spelling, stems)), "")

    def derived(self, word: str, last: str) -> bool:
        """Tell whether a word is a noun made of a verb, not a compound ending in `last`.

        'datering' comes from dateren and has no ring in it. But 'thuiszitter' has a zitter.
        """
        for ending in _NOUN_OF_VERB:
            stem = word.removesuffix(ending)
            if stem == word:
                continue
            verb = self._by_spelling(stem)
            inner = last.removesuffix(ending)
            of_verb = inner != last and bool(self._by_spelling(inner))
            if verb and (not of_verb or verb.startswith(_UNSTRESSED)):
                return True
        return False

    def _by_spelling(self, stem: str) -> str:
        """Return the infinitive that begins with this stem as it is spelled before '-ing'."""
        return next((stem + end for end in ("en", "n") if stem + end in self.infinitives), "")

    def _read(self, dictionary: Dictionary, entry: Entry) -> None:
        word, flags = entry.word, entry.flags
        self.forms.add(word)
        if PARTICIPLE in flags:
            self.participles.add(word)
        endings = {flag for flag in flags if flag[0] in "ZY" and flag != QUALITY}
        if endings and endings <= {"Zi", "Zj"}:
            self.persons.add(word)
        if entry.noun:
            self.nouns[word].add(word)
            if endings:
                self.inflected.add(word)
        if entry.adjective:
            self.adjectives[word].add(word)
        if INFINITIVE in flags:
            self.verbs[word].add(word)
        if entry.finite and (infinitive := self.infinitive(word)):
            self.verbs[word].add(infinitive)
            self.stems[infinitive].add(word)
        for form, form_flags, rule in dictionary.forms(entry):
            if not rule or ONLY_IN_COMPOUND in form_flags or not form.isalpha():
                continue
            if rule == QUALITY:
                self.nouns[form].add(word + "heid")
                self.inflected.add(word + "heid")
            elif rule[0] in "ZY":
                self.nouns[form].add(word)
            elif rule[0] == "A" or rule in ("Xe", PARTICIPLE):
                self.adjectives[form].add(word)
            elif rule == INFINITIVE:
                self.verbs[form].add(word)
            elif rule in FINITE:
                infinitive = self.infinitive(word)
                if infinitive:
                    self.verbs[form].add(infinitive)
            else:
                continue
            self.forms.add(form)
