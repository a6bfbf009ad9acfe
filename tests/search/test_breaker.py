"""The circuit breaker, with a clock of its own."""

from search.breaker import Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def make() -> tuple[Breaker, Clock]:
    clock = Clock()
    return Breaker(failures=3, window=10, rest=10, clock=clock), clock


def fail(breaker: Breaker, clock: Clock, *, times: int, seconds: float = 1) -> None:
    for _ in range(times):
        clock.now += seconds
        breaker.failed()


def test_two_failures_change_nothing():
    breaker, clock = make()
    fail(breaker, clock, times=2)
    assert breaker.allows()


def test_three_failures_within_the_window_open_it():
    breaker, clock = make()
    fail(breaker, clock, times=3)
    assert not breaker.allows()


def test_three_slow_failures_do_not():
    breaker, clock = make()
    fail(breaker, clock, times=3, seconds=6)
    assert breaker.allows()


def test_an_answer_in_between_begins_the_count_anew():
    breaker, clock = make()
    fail(breaker, clock, times=2)
    breaker.succeeded()
    fail(breaker, clock, times=2)
    assert breaker.allows()


def test_after_the_rest_one_call_is_let_through():
    breaker, clock = make()
    fail(breaker, clock, times=3)
    clock.now += 10
    assert breaker.allows()
    assert not breaker.allows()


def test_that_call_succeeds_and_all_is_well():
    breaker, clock = make()
    fail(breaker, clock, times=3)
    clock.now += 10
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_that_call_fails_and_the_rest_begins_anew():
    breaker, clock = make()
    fail(breaker, clock, times=3)
    clock.now += 10
    assert breaker.allows()
    breaker.failed()
    clock.now += 9
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()
