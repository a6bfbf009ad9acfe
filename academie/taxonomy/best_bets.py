"""Finds the pages that the editors put first for what somebody typed.

A tip fits when the question has exactly its words: the same lemmas, whatever their order, and
stop words aside. So 'thuiszitters' gets the tip for 'thuiszitter', and 'thuiszitter met autisme',
which is another question, does not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from academie.core.page_keys import key_of
from academie.taxonomy import selectors
from academie.taxonomy.models import BestBet
from academie.taxonomy.questions import content_words
from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.sources import register_best_bets

_LEFT_OUT = re.compile(r"(?:^|\s)-\S")
"""A question that leaves words out ('angst -faalangst') is never the one of a tip."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A page, and the last day on which it comes first."""

    key: str
    valid_until: date | None


def best_bets(text: str) -> tuple[str, ...]:
    """Return the keys of the pages to put first, in the editors' order; () for most questions.

    Whether a page may be seen is not asked here: only what is in the index can be put first.
    """
    if _LEFT_OUT.search(text):
        return ()
    tips = _tips(selectors.copy_number(), get_analyzer())
    if not tips:
        return ()
    today = timezone.localdate()
    found = tips.get(content_words(text), ())
    valid = (tip.key for tip in found if tip.valid_until is None or tip.valid_until >= today)
    return tuple(dict.fromkeys(valid))


@lru_cache(maxsize=2)
def _tips(copy: int, analyzer: Analyzer) -> Mapping[frozenset[str], tuple[Tip, ...]]:
    """Read the tips once for each copy of the vocabularies, and again after other word rules."""
    found: dict[frozenset[str], list[Tip]] = {}
    for bet in BestBet.objects.all():
        tip = Tip(key_of(bet.page_id), bet.valid_until)
        for words in dict.fromkeys(map(content_words, bet.expression_list)):
            if words:
                found.setdefault(words, []).append(tip)
    return MappingProxyType({words: tuple(tips) for words, tips in found.items()})


def register() -> None:
    """Called once, when the app is ready."""
    register_best_bets(best_bets)
    for signal, name in ((post_save, "save"), (post_delete, "delete")):
        signal.connect(selectors.forget, sender=BestBet, dispatch_uid=f"best-bets-{name}")
