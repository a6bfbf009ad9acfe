"""Versions: one number for every change, in the order of commits.

A version is the epoch in the high bits and the counter below it, so that one comparison orders
them. Both engines keep it beside each document and refuse an older write.
"""

from django.db import connection, transaction

from search.models import SearchCounter

SEQ_BITS = 40
_ROW = 1
_TAKE = """
    INSERT INTO search_searchcounter (id, seq, epoch) VALUES (1, %s, 1)
    ON CONFLICT (id) DO UPDATE SET seq = search_searchcounter.seq + excluded.seq
    RETURNING seq, epoch
"""


def take_versions(count: int) -> range:
    """Return the next `count` versions. Keeps the row locked until the transaction ends.

    Call it inside a transaction: the lock is what makes the order of versions that of commits.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [count])
        seq, epoch = cursor.fetchone()
    last = version_of(epoch, seq)
    return range(last - count + 1, last + 1)


def current_version() -> int:
    """Return the version of the last committed change; 0 before the first."""
    row = SearchCounter.objects.filter(pk=_ROW).values_list("epoch", "seq").first()
    return version_of(*row) if row else 0


def version_of(epoch: int, seq: int) -> int:
    """Return the version that an engine compares."""
    return (epoch << SEQ_BITS) + seq


def overtake(version: int) -> bool:
    """Begin an epoch after that of `version`, if the counter is behind it; say whether it was.

    An index that is ahead of the database was filled from another one: a backup was put back, or
    the database was made anew. Its versions would refuse every new write.
    """
    with transaction.atomic():
        SearchCounter.objects.get_or_create(pk=_ROW)
        counter = SearchCounter.objects.select_for_update().get(pk=_ROW)
        if version_of(counter.epoch, counter.seq) >= version:
            return False
        counter.epoch = (version >> SEQ_BITS) + 1
        counter.save(update_fields=["epoch"])
    return True
