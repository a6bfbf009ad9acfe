"""Which saved searches does a new card answer? Done by the worker, after the publication.

Publishing writes nothing for this: every change already leaves its version in `SearchChange`, in
its own transaction. The worker goes through what changed since the last time, and takes the cards
that can be found now and never could before. What reaches readers without such a row (a branch
that is opened, a page that is moved) is found by `sweep`, once an hour.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils import timezone

from academie.alerts.models import AlertMatch, MatchProgress, SavedSearch, SeenCard
from academie.alerts.standing import standing
from search.documents import Document
from search.percolate.one import terms_of
from search.sources import sources
from search.sync import state
from search.sync.changes import changes_since
from search.sync.counter import current_version

logger = logging.getLogger(__name__)

CHUNK = 100
CHANGES = 1_000
_ROW = 1


def match_changes() -> bool:
    """Look at one piece of what changed; say whether there was any. Two small queries if not.

    The first time ever there is nothing to compare with: everything that can be found is known
    from then on, and nobody gets mail about it.
    """
    progress = MatchProgress.objects.filter(pk=_ROW).first()
    if progress is None:
        begin()
        return True
    changed = changes_since(progress.seq, CHANGES)
    if changed is None:
        return False
    keys, upto = changed
    _take_in(keys)
    MatchProgress.objects.filter(pk=_ROW, seq__lt=upto).update(seq=upto)
    return bool(keys)


def sweep() -> bool:
    """Look at every card that can be found now and was never seen, however it came there."""
    if not MatchProgress.objects.filter(pk=_ROW).exists():
        return False
    found = False
    for source in sources():
        keys = source.keys()
        while chunk := list(islice(keys, CHANGES)):
            found |= _take_in(chunk)
    return found


def begin() -> None:
    """Know everything that is there; only what comes later is new."""
    version = current_version()
    for source in sources():
        keys = source.keys()
        while chunk := list(islice(keys, CHANGES)):
            _remember(chunk)
    MatchProgress.objects.get_or_create(pk=_ROW, defaults={"seq": version})


def _take_in(keys: Sequence[str]) -> bool:
    """Match those of these cards that are new; say whether there were any."""
    seen = set(SeenCard.objects.filter(doc_key__in=keys).values_list("doc_key", flat=True))
    fresh = state.indexable([key for key in keys if key not in seen])
    new = [key for key in dict.fromkeys(keys) if key in fresh]
    for at in range(0, len(new), CHUNK):
        _match(new[at : at + CHUNK])
    return bool(new)


def _match(keys: Sequence[str]) -> None:
    """Write down for whom these new cards are, and that they were seen, as one step.

    Two workers at once do the same work and write the same rows.
    """
    documents, _ = state.load(keys)
    today = timezone.localdate()
    found = _found(documents.values(), today)
    with transaction.atomic():
        # Somebody may have left in the meantime.
        there = set(
            SavedSearch.objects.filter(pk__in={pk for pk, _ in found}).values_list("pk", flat=True)
        )
        AlertMatch.objects.bulk_create(
            [AlertMatch(search_id=pk, doc_key=key) for pk, key in found if pk in there],
            ignore_conflicts=True,
        )
        # What cannot be read now stays unseen, and `sweep` tries it again.
        _remember(documents)
    logger.info("%d new cards, %d matches with saved searches.", len(documents), len(found))


def _found(documents: Iterable[Document], today: date) -> list[tuple[int, str]]:
    """Return (saved search, card) for every pair that fits."""
    searches = standing.current()
    if not searches:
        return []
    return [
        (pk, document.key)
        for document in documents
        for pk in searches.matching(terms_of(document), today)
    ]


def _remember(keys: Iterable[str]) -> None:
    SeenCard.objects.bulk_create([SeenCard(doc_key=key) for key in keys], ignore_conflicts=True)
