"""Bulk writes to one index of Elasticsearch, with an answer for every single operation.

The client's own bulk helpers raise for the whole batch, or try again on their own; here one
document that is refused must not hold up the others, and the outbox decides when to try again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from search.engines.base import Delete, Operation, OpResult, OpStatus
from search.engines.elasticsearch_index import only_alias, source_of
from search.engines.rows import row_of

BULK = 500
"""Operations in one request: some megabytes."""

_Action = tuple[int, list[dict[str, Any]]]


def write_bulk(client: Elasticsearch, index: str, ops: Sequence[Operation]) -> list[OpResult]:
    """Write to one index; one result for each operation, in their order."""
    results: dict[int, OpResult] = {}
    actions: list[_Action] = []
    for at, op in enumerate(ops):
        try:
            actions.append((at, _lines(op)))
        except (TypeError, ValueError) as error:
            results[at] = OpResult(op.key, OpStatus.POISON, str(error))
    for start in range(0, len(actions), BULK):
        results |= _send(client, index, ops, actions[start : start + BULK])
    return [results[at] for at in range(len(ops))]


def _send(
    client: Elasticsearch, index: str, ops: Sequence[Operation], actions: Sequence[_Action]
) -> dict[int, OpResult]:
    """Send one request. When it is refused as a whole, halve it until the culprit is alone."""
    lines = [line for _, action in actions for line in action]
    try:
        answer = client.bulk(index=only_alias(index), operations=lines, require_alias=True)
    except ApiError as error:
        if error.meta.status not in (400, 413):
            raise
        if len(actions) == 1:
            at = actions[0][0]
            return {at: OpResult(ops[at].key, OpStatus.POISON, str(error))}
        half = len(actions) // 2
        first = _send(client, index, ops, actions[:half])
        return first | _send(client, index, ops, actions[half:])
    items = zip(actions, answer["items"], strict=True)
    return {at: _result(ops[at].key, item) for (at, _), item in items}


def _lines(op: Operation) -> list[dict[str, Any]]:
    """Return the bulk lines of an operation. Equal versions are written again: retries are."""
    head = {"_id": op.key, "version": op.version, "version_type": "external_gte"}
    if isinstance(op, Delete):
        return [{"delete": head}]
    return [{"index": head}, source_of(row_of(op))]


def _result(key: str, item: Mapping[str, Any]) -> OpResult:
    """Read the answer to one operation of a bulk request."""
    kind, answer = next(iter(item.items()))
    status = answer["status"]
    error = answer.get("error") or {}
    if status < 300 or (kind == "delete" and status == 404 and not error):
        return OpResult(key, OpStatus.OK)
    reason = f"{error.get('type', '')}: {error.get('reason', '')}"
    if status == 409:
        return OpResult(key, OpStatus.STALE, reason)
    # 404: the index went away under us, as at the end of a rebuild. The next try finds another.
    if status in (404, 429) or status >= 500:
        return OpResult(key, OpStatus.RETRY, reason)
    return OpResult(key, OpStatus.POISON, reason)
