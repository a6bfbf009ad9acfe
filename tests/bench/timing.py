"""Fair measuring on a machine that has other things to do.

All subjects take turns within each round, so what slows the machine down for a while slows all of
them. Ratios are taken within a round, and the median of the rounds counts. Beside the time on the
clock stands the time that this process really computed, which neighbours hardly change.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Call = Callable[[], Any]


class TooSlow(Exception):
    """A call was broken off because it took longer than anybody would wait."""


@dataclass
class Subject:
    """Something to measure: `calls` gives the work of one round.

    After `budget` seconds in total it is left out of the rounds that follow. `rounds` are the
    seconds per call, `cut` counts the calls that were broken off.
    """

    name: str
    calls: Callable[[int], Iterable[Call]]
    budget: float = 60.0
    rounds: list[list[float]] = field(default_factory=list)
    computed: float = 0.0
    used: float = 0.0
    cut: int = 0

    def summary(self) -> dict[str, Any]:
        """Return milliseconds: median, 95th percentile and computing, and the number of calls."""
        times = sorted(second for one in self.rounds for second in one)
        if not times:
            return {"calls": 0, "cut": self.cut}
        return {
            "median": median(times) * 1_000,
            "p95": percentile(times, 0.95) * 1_000,
            "computed": self.computed / len(times) * 1_000,
            "calls": len(times),
            "cut": self.cut,
        }

    def run(self, number: int) -> None:
        """Do the work of one round; a negative round only warms up."""
        times: list[float] = []
        for call in self.calls(number):
            began, computed = time.perf_counter(), time.process_time()
            try:
                call()
            except TooSlow:
                self.cut += 1
            else:
                times.append(time.perf_counter() - began)
                self.computed += (time.process_time() - computed) if number >= 0 else 0.0
            self.used += time.perf_counter() - began
            if self.used >= self.budget:
                break
        if number >= 0:
            self.rounds.append(times)


def measure(subjects: Sequence[Subject], rounds: int) -> None:
    """Let the subjects take turns for so many rounds; who was first is last the next time.

    Before the first round all of them warm up.
    """
    for number in range(-1, rounds):
        shift = number % len(subjects)
        for subject in (*subjects[shift:], *subjects[:shift]):
            if subject.used < subject.budget:
                subject.run(number)


def ratio(subject: Subject, base: Subject) -> float | None:
    """Return how many times as long the subject takes: the median of the rounds both had."""
    pairs = [
        median(one) / median(other)
        for one, other in zip(subject.rounds, base.rounds, strict=False)
        if one and other
    ]
    return median(pairs) if pairs else None


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which this share of the ordered values lies (nearest rank)."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def once(work: Call) -> tuple[float, Any]:
    """Return the seconds that one piece of work takes, and its result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result
