"""What a synonym or a word rule would do, worked out without saving it and without an index."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from academie.taxonomy import thesaurus
from academie.taxonomy.models import Synonym, WordRule
from academie.taxonomy.search_vocabulary import word_rule_of
from academie.taxonomy.selectors import rows_of
from search import answers, sources
from search.analysis.chain import Analyzer
from search.analysis.synonyms import Synonyms, compile_rules
from search.params import NEWEST, RELEVANCE
from search.query import SearchQuery, read_words
from search.sources import SynonymRule
from search.sources import WordRule as Rule
from search.sync import state

SHOWN = 5
"""Results shown for each question."""

MOST_QUESTIONS = 8
"""Questions that are tried out: the preferred term and the first words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result; `new` when the rule brought it here."""

    title: str
    url: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds. `limited` when no engine answered and only titles were looked at."""

    total: int
    hits: tuple[Hit, ...] = ()
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One question without and with the rule."""

    question: str
    before: Found
    after: Found

    @property
    def difference(self) -> int:
        """How many cards more (or fewer) are found."""
        return self.after.total - self.before.total


@dataclass(frozen=True, slots=True)
class SynonymPreview:
    """All there is to say about a synonym: `problems` stand in the way, `warnings` do not."""

    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Analysed:
    """One form of a word: how the search reads it now and with the rule."""

    word: str
    lemma_now: str
    parts_now: tuple[str, ...]
    known_now: bool
    lemma: str
    parts: tuple[str, ...]

    @property
    def split_now(self) -> bool:
        """Whether the word has parts now."""
        return self.parts_now != (self.lemma_now,)

    @property
    def split(self) -> bool:
        """Whether the word has parts with the rule."""
        return self.parts != (self.lemma,)

    @property
    def same(self) -> bool:
        """Whether the rule changes nothing here."""
        return (self.lemma_now, self.parts_now) == (self.lemma, self.parts)


@dataclass(frozen=True, slots=True)
class WordPreview:
    """All there is to say about a word rule. `found` is what the word finds now."""

    problems: tuple[str, ...] = ()
    analysed: tuple[Analysed, ...] = ()
    word: str = ""
    found: Found | None = None

    @property
    def useless(self) -> bool:
        """Whether the rule changes nothing at all."""
        return bool(self.analysed) and all(one.same for one in self.analysed)


def preview_synonym(synonym: Synonym) -> SynonymPreview:
    """Compare what its words find without and with this synonym, saved or not."""
    row = thesaurus.row_of(synonym)
    if not row.term and not row.words:
        return SynonymPreview()
    stored = Synonym.objects.filter(pk=synonym.pk).first() if synonym.pk else None
    others = [thesaurus.row_of(one) for one in Synonym.objects.exclude(pk=synonym.pk)]
    problems = thesaurus.problems(row, others)
    before = list(sources.synonym_rules())
    after = list(before)
    if stored and (old := thesaurus.rule_of(thesaurus.row_of(stored))) in after:
        after.remove(old)
    if row.term and row.words:
        after.append(thesaurus.rule_of(row))
    questions = [text for text in dict.fromkeys((row.term, *row.words)) if text]
    return SynonymPreview(
        problems=(*problems.term, *problems.words),
        warnings=tuple(thesaurus.warnings(row)),
        hints=tuple(thesaurus.needless(row)),
        compared=_compare(questions[:MOST_QUESTIONS], before, after),
        left_out=max(0, len(questions) - MOST_QUESTIONS),
    )


def preview_word_rule(rule: WordRule) -> WordPreview:
    """Show how the word is read now and with this rule, saved or not."""
    if not rule.word.strip():
        return WordPreview()
    try:
        rule.full_clean(exclude=["note"])
    except ValidationError as error:
        return WordPreview(problems=tuple(error.messages), word=rule.word, found=find(rule.word))
    stored = WordRule.objects.filter(pk=rule.pk).first() if rule.pk else None
    own = set(_rules(stored)) if stored else set()
    others = [one for one in sources.word_rules() if one not in own]
    draft = _rules(rule)
    before, after = Analyzer(others), Analyzer([*others, *draft])
    return WordPreview(
        analysed=tuple(_analysed(one.word, before, after) for one in draft),
        word=rule.word,
        found=find(rule.word),
    )


def find(text: str, synonyms: Synonyms | None = None) -> Found:
    """Return what somebody finds who types this, by these synonyms or those of the editors."""
    read = read_words(text, synonyms)
    query = SearchQuery(
        tree=read.tree,
        today=timezone.localdate(),
        sort=RELEVANCE if read.scores else NEWEST,
        limit=SHOWN,
    )
    answer = answers.search(query, text)
    visible = state.indexable([hit.key for hit in answer.page.hits])
    hits = [hit for hit in answer.page.hits if hit.key in visible]
    return Found(
        total=answer.page.total - (len(answer.page.hits) - len(hits)),
        hits=tuple(Hit(hit.document.title, hit.document.url) for hit in hits),
        limited=answer.engine == answers.DATABASE,
    )


def _compare(
    questions: Sequence[str], before: Sequence[SynonymRule], after: Sequence[SynonymRule]
) -> tuple[Compared, ...]:
    old, new = compile_rules(before), compile_rules(after)
    compared = []
    for question in questions:
        first = find(question, old)
        second = find(question, new)
        known = {hit.url for hit in first.hits}
        hits = tuple(Hit(hit.title, hit.url, hit.url not in known) for hit in second.hits)
        compared.append(Compared(question, first, Found(second.total, hits, second.limited)))
    return tuple(compared)


def _rules(rule: WordRule) -> list[Rule]:
    return [word_rule_of(row) for row in rows_of(rule)]


def _analysed(word: str, before: Analyzer, after: Analyzer) -> Analysed:
    lemma_now, parts_now = before.forms(word)
    lemma, parts = after.forms(word)
    return Analysed(word, lemma_now, parts_now, before.known(word), lemma, parts)
