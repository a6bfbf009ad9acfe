"""The figures as tables, on the screen and in docs/search-quality.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from tests.quality.metrics import MEASURES, OURS, Scores, column, difference, interval, mean

BEGIN = "<!-- measured: written by `make quality ARGS=--write`, do not edit below -->"

Figures = Mapping[str, Any]


class Measured:
    """The scores of one set by system, for the queries that have an answer."""

    def __init__(self, figures: Figures) -> None:
        self.name: str = figures["name"]
        self.documents: int = figures["documents"]
        judged = [n for n, has_answer in enumerate(figures["judged"]) if has_answer]
        self.kinds = [figures["queries"][n][0] for n in judged]
        self.texts = [figures["queries"][n][1] for n in judged]
        self.told: list[bool] = figures["told"]
        self.parity: list[bool] = figures["parity"]
        self.scores = {
            system: [Scores(*rows[n]) for n in judged] for system, rows in figures["scores"].items()
        }

    def by_kind(self, system: str) -> dict[str, list[Scores]]:
        """Return the scores of a system by kind of query, in the order of the set."""
        found: dict[str, list[Scores]] = {}
        for kind, one in zip(self.kinds, self.scores[system], strict=True):
            found.setdefault(kind, []).append(one)
        return found


def headline(found: Figures) -> dict[str, float]:
    """Return the figures that floors are set for."""
    values: dict[str, float] = {}
    for one in map(Measured, found["sets"]):
        name = one.name.lower().replace(",", "").replace(" ", "_")
        ours = mean(one.scores[OURS])
        values[f"{name}_ndcg"] = ours.ndcg
        values[f"{name}_zero"] = ours.zero
        if one.told:
            values[f"{name}_told"] = sum(one.told) / len(one.told)
        if one.parity:
            values[f"{name}_parity"] = sum(one.parity) / len(one.parity)
    return values | found["gold"]


def markdown(found: Figures) -> str:
    """Return all tables."""
    parts = [part for one in map(Measured, found["sets"]) for part in _set(one)]
    parts.append(_lists(found["gold"]))
    if found["skipped"]:
        parts.append(
            "Not measured in this run:\n\n" + "\n".join(f"- {s}" for s in found["skipped"])
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def worst(found: Figures, limit: float) -> str:
    """Return the queries that our search answers worse than `limit`, by set and kind."""
    lines = []
    for one in map(Measured, found["sets"]):
        rows = zip(one.kinds, one.texts, one.scores[OURS], strict=True)
        lines += [
            f"{one.name}\t{kind}\t{text}\t{score.ndcg:.2f}"
            for kind, text, score in rows
            if score.ndcg < limit
        ]
    return "".join(f"{line}\n" for line in lines)


def _set(one: Measured) -> Iterator[str]:
    yield f"### {one.name}: {len(one.texts):,} queries over {one.documents:,} documents"
    yield _systems(one)
    yield _kinds(one)
    if one.told:
        yield (
            f"Of {len(one.told)} queries that nothing here answers, the page says so for "
            f"{sum(one.told)}."
        )
    if one.parity:
        yield (
            f"Elasticsearch gave the same ten in the same order for {sum(one.parity):,} of "
            f"{len(one.parity):,} queries."
        )


def _systems(one: Measured) -> str:
    head = ["system", "nDCG@10", "95 %", "ours minus this", "95 %"]
    head += [label for name, label in MEASURES.items() if name != "ndcg"]
    rows = []
    for system, scores in one.scores.items():
        ndcg = interval(column(scores, "ndcg"))
        means = mean(scores)
        gap, between = "", ""
        if system != OURS:
            differences = difference(one.scores[OURS], scores)
            gap = f"{sum(differences) / len(differences):+.3f}"
            between = _between(interval(differences), "+.3f")
        rest = [getattr(means, f.name) for f in fields(Scores) if f.name != "ndcg"]
        rows.append(
            [system, f"{means.ndcg:.3f}", _between(ndcg, ".3f"), gap, between]
            + [f"{value:.3f}" for value in rest[:-1]]
            + [f"{100 * rest[-1]:.1f} %"]
        )
    return table(head, rows)


def _kinds(one: Measured) -> str:
    systems = list(one.scores)
    grouped = {system: one.by_kind(system) for system in systems}
    rows = []
    for kind, ours in grouped[OURS].items():
        means = [f"{mean(grouped[system][kind]).ndcg:.2f}" for system in systems]
        rows.append([kind, str(len(ours)), *means, _between(interval(column(ours, "ndcg")), ".2f")])
    return "nDCG@10 by kind:\n\n" + table(["kind", "queries", *systems, "ours, 95 %"], rows)


def _lists(gold: Mapping[str, float]) -> str:
    if not gold:
        return ""
    rows = [[name.replace("_", " "), f"{value:g}"] for name, value in gold.items()]
    return "### Word lists\n\n" + table(["", "result"], rows)


def _between(values: tuple[float, float], form: str) -> str:
    return f"{values[0]:{form}} .. {values[1]:{form}}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; every column but the first is aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
