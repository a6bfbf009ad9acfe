"""From a change in the database to both engines (docs/search-sync.md).

`enqueue` writes down, inside the caller's transaction, which documents changed; the worker reads
their current state and sends that. Nobody else decides between adding, updating and deleting.
"""

from search.sync.outbox import enqueue, enqueue_wide

__all__ = ["enqueue", "enqueue_wide"]
