"""Words that the analyser of the search gets wrong, put right by editors."""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import models

from academie.core.text import lines
from search.analysis.tokens import split_words
from search.documents import clean_text

_BETWEEN = re.compile(r"[\s|+,]+")
MOST_FORMS = 12


def as_word(text: str) -> str:
    """Return a word as the analyser looks it up, or '' when the text is not exactly one word."""
    words = [raw.word for raw in split_words(clean_text(text)) if not raw.overlay]
    return words[0] if len(words) == 1 else ""


class WordRule(models.Model):
    """How one word is read: its base form, its parts, or that it is never taken apart."""

    class Kind(models.TextChoices):
        """What goes otherwise than the analyser would do it."""

        INFLECT = "inflect", "Anders verbuigen: dit woord hoort bij een ander grondwoord"
        SPLIT = "split", "Zo splitsen: dit is een samenstelling van deze woorden"
        WHOLE = "whole", "Nooit splitsen: dit is één woord"

    word = models.CharField(
        "woord",
        max_length=60,
        unique=True,
        help_text="Eén woord, zoals iemand het schrijft. Bijvoorbeeld: leerplichtambtenaar.",
    )
    kind = models.CharField("wat moet er gebeuren", max_length=8, choices=Kind, default=Kind.SPLIT)
    lemma = models.CharField(
        "grondwoord",
        max_length=60,
        blank=True,
        help_text="De vorm uit het woordenboek: enkelvoud, of het hele werkwoord. Bijvoorbeeld: "
        "klas bij ‘klassen’. Mag leeg blijven als u alleen splitst.",
    )
    parts = models.CharField(
        "delen",
        max_length=120,
        blank=True,
        help_text="De woorden waaruit het bestaat, met een streep ertussen. Bijvoorbeeld: "
        "leerplicht | ambtenaar. Wie één van de delen zoekt, vindt ook het hele woord.",
    )
    forms = models.TextField(
        "andere vormen",
        blank=True,
        help_text="Meervoud en verkleinvorm waarvoor dezelfde regel geldt, één per regel. "
        "Bijvoorbeeld: leerplichtambtenaren.",
    )
    note = models.TextField(
        "toelichting", blank=True, help_text="Waarom deze regel nodig is, voor uw collega's."
    )

    class Meta:
        ordering = ["word"]
        verbose_name = "woordregel"
        verbose_name_plural = "woordregels"

    def __str__(self) -> str:
        return self.word

    @property
    def form_list(self) -> list[str]:
        """The other forms, without empty lines."""
        return lines(self.forms)

    @property
    def part_list(self) -> list[str]:
        """The parts of the compound, in order."""
        return [part for part in _BETWEEN.split(self.parts.strip()) if part]

    @property
    def effect(self) -> str:
        """What the rule does, in a few words."""
        if self.kind == self.Kind.SPLIT:
            return f"splitsen: {self.parts}"
        return "nooit splitsen" if self.kind == self.Kind.WHOLE else f"hoort bij: {self.lemma}"

    @property
    def base(self) -> str:
        """The base form that all forms get; '' leaves it to the analyser."""
        return self.lemma or (self.word if self.form_list else "")

    def clean(self) -> None:
        """Refuse what the analyser could do nothing with, and write the rest in one way."""
        super().clean()
        self.word, self.lemma = clean_text(self.word).lower(), clean_text(self.lemma).lower()
        self.parts = clean_text(self.parts).lower()
        self.forms = "\n".join(clean_text(form).lower() for form in self.form_list)
        problems = {
            name: message
            for name, message in (
                ("word", self._wrong_word()),
                ("lemma", self._wrong_lemma()),
                ("parts", self._wrong_parts()),
                ("forms", self._wrong_forms()),
            )
            if message
        }
        if problems:
            raise ValidationError(problems)
        self.parts = " | ".join(self.part_list)

    def _wrong_word(self) -> str:
        if not as_word(self.word):
            return "Schrijf precies één woord op, zonder spatie of streepje."
        other = self._taken([self.word])
        return f"Voor dit woord is er al een regel: ‘{other}’. Verander die." if other else ""

    def _wrong_lemma(self) -> str:
        if self.kind == self.Kind.INFLECT and not self.lemma:
            return "Schrijf op bij welk grondwoord dit woord hoort."
        if self.lemma and not as_word(self.lemma):
            return "Een grondwoord is precies één woord, zonder spatie of streepje."
        if self.kind == self.Kind.INFLECT and as_word(self.lemma) == as_word(self.word):
            return "Het grondwoord is hetzelfde als het woord. Kies dan ‘Nooit splitsen’."
        return ""

    def _wrong_parts(self) -> str:
        parts = self.part_list
        if self.kind != self.Kind.SPLIT:
            return "Delen horen alleen bij ‘Zo splitsen’. Maak dit veld leeg." if parts else ""
        if len(parts) < 2:
            return "Schrijf ten minste twee delen op, met een streep ertussen."
        for part in parts:
            if not as_word(part):
                return f"‘{part}’ is niet één woord."
            if len(part) >= len(self.word):
                return f"‘{part}’ is geen deel van ‘{self.word}’: het is niet korter."
        return ""

    def _wrong_forms(self) -> str:
        forms = self.form_list
        if len(forms) > MOST_FORMS:
            return f"Schrijf hoogstens {MOST_FORMS} vormen op."
        for form in forms:
            if not as_word(form):
                return f"‘{form}’ is niet één woord."
        if as_word(self.word) in {as_word(form) for form in forms}:
            return "Het woord zelf hoeft u hier niet te herhalen."
        other = self._taken(forms)
        return f"Voor één van deze vormen is er al een regel: ‘{other}’." if other else ""

    def _taken(self, words: Sequence[str]) -> str:
        """Return the word of another rule that is already about one of these words, or ''."""
        wanted = set(map(as_word, words))
        for rule in WordRule.objects.exclude(pk=self.pk):
            if wanted & set(rule.looked_up()):
                return rule.word
        return ""

    def looked_up(self) -> Iterable[str]:
        """Return every form this rule is about, as the analyser looks it up."""
        return dict.fromkeys(
            word for form in (self.word, *self.form_list) if (word := as_word(form))
        )
