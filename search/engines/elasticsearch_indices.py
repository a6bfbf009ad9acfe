"""The indices of Elasticsearch and their aliases: which answers, which gets writes, which is new.

Every index has an alias of its own, `<index>-only`. Writes go to that one and must find it, so a
write to an index that was just removed fails, instead of making an index without our mapping.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from time import time_ns
from typing import Any

from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    TransportError,
)

from search.engines.base import EngineTimeout, EngineUnavailable, QueryRejected
from search.engines.elasticsearch_index import LAYOUT, SETTINGS, mappings, only_alias
from search.engines.meta import fingerprint, index_meta


@contextmanager
def guard() -> Iterator[None]:
    """Turn what the client raises into one of our three errors."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineTimeout(str(error)) from error
    except TransportError as error:
        raise EngineUnavailable(str(error)) from error
    except ApiError as error:
        # Only 400 says that the question itself is wrong. The rest (no index, no permission,
        # too busy, broken) says that nobody can be answered now.
        refused = error.meta.status == 400
        raise (QueryRejected if refused else EngineUnavailable)(str(error)) from error


def read_alias(prefix: str) -> str:
    """Return the alias of the index that answers."""
    return f"{prefix}-read"


def write_alias(prefix: str) -> str:
    """Return the alias of every index that gets writes."""
    return f"{prefix}-write"


class Indices:
    """Everything about whole indices, for one prefix. Raises what the client raises."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._ours = re.compile(rf"{re.escape(prefix)}-\d{{14}}-[0-9a-f]{{8}}")

    def live(self) -> tuple[str, Mapping[str, Any]] | None:
        """Return the index that answers, and what is noted in it about its making."""
        try:
            metas = self._metas(read_alias(self._prefix))
        except NotFoundError:
            return None
        return next(iter(metas.items()))

    def targets(self) -> list[str]:
        """Return the indices that get a live write. One of another layout is left as it is.

        Without any index a first one is made; it counts as incomplete until a rebuild.
        """
        try:
            metas = self._metas(write_alias(self._prefix))
        except NotFoundError:
            return [self._create(read_alias(self._prefix), write_alias(self._prefix))]
        usable = [index for index, meta in metas.items() if meta.get("layout") == LAYOUT]
        if not usable:
            raise EngineUnavailable("The search index is of another version: run search_rebuild.")
        return usable

    def known(self, index: str) -> str:
        """Return the name of an index that exists; raises `EngineUnavailable` when it is gone."""
        if not self._client.indices.exists_alias(name=only_alias(index)):
            raise EngineUnavailable(f"Search index {index} is gone.")
        return index

    def begin(self) -> str:
        """Make an index that gets writes and does not answer; remove what was left unfinished."""
        for index, aliases in self._all().items():
            if read_alias(self._prefix) not in aliases and write_alias(self._prefix) in aliases:
                self._client.indices.delete(index=index)
        return self._create(write_alias(self._prefix))

    def promote(self, index: str) -> None:
        """Let an index answer, in one step. The one before stays, older ones are removed."""
        self._client.indices.refresh(index=index)
        # What it was made with was noted when it was begun; it may be of yesterday by now.
        made = self._metas(index)[index]
        self._client.indices.put_mapping(index=index, meta={**made, "complete": True})
        before = self._all()
        actions: list[dict[str, Any]] = []
        for other, aliases in before.items():
            for alias in (read_alias(self._prefix), write_alias(self._prefix)):
                if other != index and alias in aliases:
                    actions.append({"remove": {"index": other, "alias": alias}})
        for alias in (read_alias(self._prefix), write_alias(self._prefix)):
            actions.append({"add": {"index": index, "alias": alias}})
        self._client.indices.update_aliases(actions=actions)
        answered = [n for n, aliases in before.items() if read_alias(self._prefix) in aliases]
        for other in before:
            if other not in (index, *answered):
                self._client.indices.delete(index=other)

    def abort(self, index: str) -> None:
        """Remove an index that never answered; one that answers is left alone."""
        if read_alias(self._prefix) not in self._all().get(index, {read_alias(self._prefix)}):
            self._client.indices.delete(index=index)

    def refresh(self) -> None:
        """Make writes visible in every index that gets them."""
        self._client.indices.refresh(index=write_alias(self._prefix))

    def _create(self, *aliases: str) -> str:
        moment = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        name = f"{self._prefix}-{moment}-{fingerprint(LAYOUT, time_ns())}"
        self._client.indices.create(
            index=name,
            settings=SETTINGS,
            mappings=mappings(index_meta(LAYOUT, complete=False)),
            aliases={alias: {} for alias in (*aliases, only_alias(name))},
        )
        return name

    def _all(self) -> dict[str, set[str]]:
        """Return the aliases of every index that is ours, the oldest first."""
        found = self._client.indices.get(index=f"{self._prefix}-*", features=["aliases"]).body
        ours = sorted(name for name in found if self._ours.fullmatch(name))
        return {name: set(found[name]["aliases"]) for name in ours}

    def _metas(self, alias: str) -> dict[str, Mapping[str, Any]]:
        found = self._client.indices.get(index=alias, features=["mappings"]).body
        return {name: index["mappings"].get("_meta", {}) for name, index in found.items()}
