"""What changed since somebody looked last, for who follows the changes beside the engines."""

from search.models import SearchChange
from search.sync.counter import current_version


def changes_since(seq: int, most: int) -> tuple[list[str], int] | None:
    """Return at most `most` changed keys after version `seq`, and up to where that goes.

    None when nothing changed: one small query, by far the most common answer.
    """
    # Numbers are handed out in the order of commits: up to this one every row is there.
    version = current_version()
    if seq >= version:
        return None
    changes = list(
        SearchChange.objects.filter(seq__gt=seq)
        .order_by("seq")
        .values_list("doc_key", "seq")[:most]
    )
    newest = changes[-1][1] if changes else 0
    # A key that changed again has its newest number only, so the last one seen may lie before.
    upto = newest if len(changes) == most else max(version, newest)
    return [key for key, _ in changes], upto
