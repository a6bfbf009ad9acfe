"""Which lemma every form of the dictionary belongs to.

A form can belong to several entries ('vragen': the plural of 'vraag', and a verb); a search has
no context to choose by, so the choice is made here, once, by these rules:

1. a form that is a noun itself stays itself, unless it is the noun of an adjective ('zieke');
2. a verb whose stem is a noun becomes that noun ('toetsen', 'toetst' and 'toets' meet);
3. else the plural of a noun and a verb compete, and the more common of the two wins.
"""

from collections.abc import Callable, Mapping

from search.analysis.build.inventory import Inventory
from search.analysis.build.spelling import singulars

Frequency = Callable[[str], float]
Lemmatizer = Callable[[str], str]

_MAX_CHAIN = 4
_COMMON, _MUCH, _LITTLE = 4.5, 1.5, 0.5


class Lemmas:
    """The one lemma of each form of the dictionary."""

    def __init__(
        self,
        inventory: Inventory,
        frequency: Frequency,
        lemmatizer: Lemmatizer,
        exceptions: Mapping[str, str],
    ) -> None:
        """Choose from an inventory; `frequency` and `lemmatizer` only help.

        `exceptions` says of some forms what they are a form of; that goes before everything.
        """
        self._all, self._exceptions = inventory, exceptions
        self._frequency, self._second_opinion = frequency, lemmatizer
        self._found: dict[str, str] = {}

    def lemma(self, form: str) -> str:
        """Return the lemma of a form of the dictionary; another word is its own lemma."""
        known = self._found.get(form)
        if known is None:
            known = form
            for _ in range(_MAX_CHAIN):
                step = self._step(known)
                if step == known:
                    break
                known = step
            self._found[form] = known
        return known

    def is_exception(self, form: str) -> bool:
        """Whether somebody wrote down what this is a form of."""
        return form in self._exceptions

    def _step(self, form: str) -> str:
        """Return what a form is a form of, or the form itself."""
        if form in self._exceptions:
            return self._exceptions[form]
        nouns, verbs = self._all.nouns.get(form, set()), self._all.verbs.get(form, set())
        adjectives = self._all.adjectives.get(form, set())
        if form in nouns:
            return self._adjective_of_noun(form) or self._singular(form) or form
        if nouns:
            noun = self._best_noun(nouns, verbs)
            return self._noun_or_verb(noun, min(verbs)) if verbs else noun
        if form in verbs:
            return self._noun_of(form) or form
        if verbs and self._stands_alone(form, min(verbs)):
            return form
        if form in adjectives and form not in self._all.participles:
            verb = self._participle(form)
            if verb and not self._stands_alone(form, verb):
                return verb
            return self._irregular(form)
        if adjectives and form not in adjectives and not verbs:
            return min(adjectives, key=lambda word: (len(word), word))
        if verbs:
            return min(verbs)
        return self._participle(form) or self._irregular(form)

    def _adjective_of_noun(self, form: str) -> str:
        """Return 'ziek' for 'zieke', '' for nouns such as 'waarde' and 'jongere'."""
        if form[:-1] not in self._all.adjectives.get(form, ()) and form in self._all.inflected:
            return ""
        if form in self._all.inflected and (form not in self._all.persons or form[-1] != "e"):
            return ""
        bases = self._all.adjectives.get(form, set()) - {form}
        return min(bases, key=lambda word: (len(word), word), default="")

    def _singular(self, form: str) -> str:
        """Return the singular of a plural with an entry of its own ('gesprekken'), or ''."""
        if form in self._all.inflected:
            return ""
        if form[:-1] in self._all.persons and form[-1] == "n":
            return form[:-1]
        opinion = self._second_opinion(form)
        if opinion != form and opinion in self._all.inflected:
            return opinion
        if len(opinion) < len(form) and self._all.can_inflect(opinion):
            return opinion
        least = self._frequency(form) - _LITTLE
        likely = (one for one in singulars(form) if self._frequency(one) >= least)
        return next((one for one in likely if self._all.can_inflect(one)), "")

    def _best_noun(self, nouns: set[str], verbs: set[str]) -> str:
        stems = {stem for verb in verbs for stem in self._all.stems.get(verb, ())}
        return max(
            sorted(nouns),
            key=lambda word: (
                word in stems,
                word in self._all.persons,
                self._frequency(word),
                -len(word),
            ),
        )

    def _stands_alone(self, form: str, verb: str) -> bool:
        """Tell whether a form says much more than its verb: 'zonder', 'bekend'."""
        own = self._frequency(form)
        return own >= _COMMON and own > self._frequency(verb) + _MUCH

    def _noun_or_verb(self, noun: str, verb: str) -> str:
        stems = self._all.stems.get(verb, set())
        if noun in stems:
            return noun
        finite = max((self._frequency(stem + "t") for stem in stems), default=0.0)
        if noun + "n" == verb:
            # 'wijzen' is the plural of 'wijze' too, but who writes that?
            finite += _MUCH
        return noun if self._frequency(noun) >= finite else verb

    def _noun_of(self, infinitive: str) -> str:
        """Return the noun that is the stem of this verb, or ''."""
        nouns = [stem for stem in self._all.stems.get(infinitive, ()) if self._all.is_noun(stem)]
        return min(nouns, default="")

    def _participle(self, form: str) -> str:
        """Return the infinitive of a participle ('gepest', 'begeleid'), or ''."""
        if form not in self._all.participles and not form.startswith("ge"):
            return ""
        opinion = self._second_opinion(form)
        if opinion in self._all.infinitives:
            return opinion
        stem = form.removeprefix("ge")
        for base in (stem[:-1], stem, form[:-1]):
            if form in self._all.participles and base and (found := self._all.infinitive(base)):
                return found
        return ""

    def _irregular(self, form: str) -> str:
        """Return the lemma of a form that stands in the dictionary by itself ('leden')."""
        if form not in self._all.forms:
            return form
        for prefix in self._all.prefixes:
            rest = form.removeprefix(prefix)
            if rest != form and rest in self._all.forms:
                verb = prefix + self._verb_of(rest)
                if verb in self._all.infinitives:
                    return verb
        if self._all.adjectives.get(form):
            return form
        opinion = self._second_opinion(form)
        bases = (self._all.nouns, self._all.adjectives, self._all.verbs)
        if any(opinion in table.get(opinion, ()) for table in bases):
            return opinion
        return self._singular(form) or form

    def _verb_of(self, form: str) -> str:
        """Return the infinitive of a form that may be a verb, or ''."""
        verbs = self._all.verbs.get(form)
        if verbs:
            return min(verbs)
        opinion = self._second_opinion(form)
        return opinion if opinion in self._all.infinitives else self._participle(form)
