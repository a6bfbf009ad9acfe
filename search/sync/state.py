"""The current state of documents, as operations for an engine."""

import logging
from collections.abc import Mapping, Sequence

from django.db import DatabaseError, InterfaceError

from search.documents import Document
from search.engines.base import Delete, Operation, Upsert
from search.sources import SearchSource, sources

logger = logging.getLogger(__name__)


def group_by_source(keys: Sequence[str]) -> list[tuple[SearchSource, list[str]]]:
    """Return the keys per source ('page:12' is of the source 'page'); of nobody: left out."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(key.partition(":")[0], []).append(key)
    return [(source, groups[source.name]) for source in sources() if source.name in groups]


def load(keys: Sequence[str]) -> tuple[dict[str, Document], dict[str, str]]:
    """Return the documents that belong in an index, and what went wrong for which key.

    A document that cannot be made (a fault in one page type) does not stand in the way of the
    others. A database that is away is no such fault and is raised.
    """
    documents: dict[str, Document] = {}
    faults: dict[str, str] = {}
    for source, own in group_by_source(keys):
        try:
            documents |= source.load(own)
        except (DatabaseError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001 - one by one tells which document is at fault
            for key in own:
                _load_one(source, key, documents, faults)
    return documents, faults


def _load_one(
    source: SearchSource, key: str, documents: dict[str, Document], faults: dict[str, str]
) -> None:
    try:
        documents |= source.load([key])
    except (DatabaseError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("The document %s cannot be read.", key)
        faults[key] = f"Niet te lezen: {type(error).__name__}: {error}"


def operations(
    versions: Mapping[str, int],
) -> tuple[list[Operation], dict[str, str]]:
    """Return what to do for each key with its version: put it in, or take it out."""
    documents, faults = load(list(versions))
    wanted: list[Operation] = []
    for key, version in versions.items():
        if key in documents:
            wanted.append(Upsert(documents[key], version))
        elif key not in faults:
            wanted.append(Delete(key, version))
    return wanted, faults


def indexable(keys: Sequence[str]) -> set[str]:
    """Return which of these keys belong in an index, without reading the documents."""
    return {key for source, own in group_by_source(keys) for key in source.visible(own)}
