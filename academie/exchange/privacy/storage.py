"""Taking what was deleted off the disk too.

SQLite overwrites what is deleted (`PRAGMA secure_delete`), but the log that it writes first still
holds it until the log is emptied, and where pages were filled up and split a few old copies stay
until the file is written anew. PostgreSQL does this by itself (autovacuum).
"""

import logging

from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

_PATIENCE_MS = 2000


def empty_log() -> bool:
    """Empty the write-ahead log of SQLite; say whether nothing is left in it.

    Somebody who reads at that moment holds it up: then the next time.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def write_anew() -> bool:
    """Write the file of SQLite anew, without a trace of what was deleted; say whether that worked.

    Who wants to write waits meanwhile; readers do not.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except OperationalError:
        # Somebody held it for very long, or the disk is too full for a second copy.
        logger.warning("The database file could not be written anew; the next night it is tried.")
        return False
    return empty_log()
