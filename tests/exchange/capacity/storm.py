"""Many people who do anything at any time: random steps from threads, checked at each commit."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import changes, check, desk, jobs
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, SYSTEM, Applicant
from academie.exchange.capacity.room import numbers_of
from academie.exchange.capacity.rules import is_released
from academie.exchange.capacity.turn import turn
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import Seating, SignUp, TrainingSession

BY_TURN = {Reason.FREE, Reason.PROMOTED, Reason.RELEASED, Reason.MORE_PLACES}
PEOPLE = 40


@dataclass
class Storm:
    """What happened: steps per kind, how many were refused, and everything that went wrong."""

    sessions: list[int]
    done: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    acknowledged: set[int] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)

    def run(self, threads: int, steps: int, seed: int = 1) -> None:
        """Let so many threads do so many steps each."""
        started = threading.Barrier(threads)

        def work(number: int) -> None:
            chance = random.Random(f"{seed}.{number}")
            started.wait()
            try:
                for _ in range(steps):
                    self._step(chance)
            finally:
                connections.close_all()

        workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def _step(self, chance: random.Random) -> None:
        names, weights = zip(*WEIGHTS.items(), strict=True)
        name = chance.choices(names, weights)[0]
        where = chance.choice(self.sessions)
        try:
            # The look is inside the transaction of the step, so it is at every single commit.
            with turn(), transaction.atomic():
                try:
                    with transaction.atomic():
                        getattr(self, name)(where, chance)
                    self.done[name] += 1
                except NotPossible as refused:
                    self.refused[name] += 1
                    if not refused.sentence.endswith("."):
                        self.wrong.append(f"no sentence: {refused.sentence}")
                self.wrong += [f"after {name}: {one}" for one in check.broken(where)]
        except Exception as error:  # noqa: BLE001 - every fault is a finding
            self.wrong.append(f"{name}: {type(error).__name__} {error}")

    def _row(self, where: int, chance: random.Random, *states: SignUpState) -> int:
        rows = SignUp.objects.filter(session=where)
        pks = list((rows.filter(state__in=states) if states else rows).values_list("pk", flat=True))
        if not pks:
            raise NotPossible("Er is niemand.")
        return chance.choice(pks)

    def _somebody(self, chance: random.Random) -> Applicant:
        number = chance.randrange(PEOPLE)
        address = chance.choice(["p{}@voorbeeld.nl", "P{}@Voorbeeld.NL"]).format(number)
        return Applicant("Deelnemer", address, "ib", "Organisatie", chance.choice(list(World)))

    def sign_up(self, where: int, chance: random.Random) -> None:
        key = chance.choice(["", f"k{chance.randrange(10**6)}", "same"])
        outcome = desk.sign_up(where, self._somebody(chance), key=key)
        self.acknowledged.add(outcome.sign_up.pk)

    def withdraw(self, where: int, chance: random.Random) -> None:
        desk.withdraw(self._row(where, chance), actor=PERSON)

    def approve(self, where: int, chance: random.Random) -> None:
        desk.approve(self._row(where, chance, SignUpState.REQUESTED), actor=SYSTEM)

    def refuse(self, where: int, chance: random.Random) -> None:
        states = SignUpState.REQUESTED, SignUpState.WAITING
        desk.refuse(self._row(where, chance, *states), actor=SYSTEM, note="Past niet.")

    def hand_over(self, where: int, chance: random.Random) -> None:
        pk = self._row(where, chance, SignUpState.CONFIRMED)
        self.acknowledged.add(desk.hand_over(pk, self._somebody(chance), actor=PERSON).pk)

    def correct_side(self, where: int, chance: random.Random) -> None:
        pk, side = self._row(where, chance), chance.choice(list(World))
        desk.correct_side(pk, side, actor=SYSTEM, may_wait=chance.random() < 0.5)

    def change_details(self, where: int, chance: random.Random) -> None:
        one = self._somebody(chance)
        desk.change_details(
            self._row(where, chance),
            name="Anders",
            role="ib",
            organisation="Elders",
            email=one.email,
            actor=PERSON,
        )

    def change_places(self, where: int, chance: random.Random) -> None:
        capacity = chance.randint(2, 14)
        education = chance.randint(0, capacity)
        care = chance.randint(0, capacity - education)
        places = desk.Places(capacity, education, care, chance.choice([5, 10]))
        desk.change_places(where, places, actor=SYSTEM)

    def publish(self, where: int, chance: random.Random) -> None:
        session = TrainingSession.objects.get(pk=where)
        session.capacity, session.kept_care = chance.randint(2, 14), 0
        session.kept_education = chance.randint(0, session.capacity)
        session.approval = chance.random() < 0.3
        session.location = chance.choice(["Wijkteam", "Gymzaal"])
        session.save()

    def release(self, where: int, chance: random.Random) -> None:
        if chance.random() < 0.1:
            desk.release(where, actor=SYSTEM)

    def erase(self, where: int, chance: random.Random) -> None:
        pk = self._row(where, chance)
        self.erased.add(pk)
        desk.erase(pk)

    def cancel(self, where: int, chance: random.Random) -> None:
        if where == self.sessions[-1] and chance.random() < 0.02:
            desk.cancel(where, actor=SYSTEM, note="Ziek.")

    def expire(self, where: int, chance: random.Random) -> None:
        jobs.settle_session(where)
        jobs.expire(where)
        jobs.decide_by_calendar(where)


WEIGHTS = {
    "sign_up": 40,
    "withdraw": 14,
    "approve": 8,
    "refuse": 3,
    "hand_over": 6,
    "correct_side": 6,
    "change_details": 4,
    "change_places": 6,
    "publish": 3,
    "release": 1,
    "erase": 3,
    "cancel": 1,
    "expire": 5,
}


def watch_turns(monkeypatch, storm: Storm) -> None:
    """Look at every place that is given: nobody of the same side, or of any once nothing is kept,
    may have waited longer."""

    def look(change) -> None:
        if change.new != SignUpState.CONFIRMED or change.reason not in BY_TURN:
            return
        row = change.sign_up
        session = TrainingSession.objects.get(pk=row.session_id)
        released_at = Seating.objects.get(pk=session.pk).released_at
        released = is_released(session.start, session.release_days, released_at, timezone.now())
        earlier = SignUp.objects.filter(
            session=session, state=SignUpState.WAITING, number__lt=row.number
        )
        if numbers_of(session).keeps and not released:
            earlier = earlier.filter(side=row.side)
        if earlier.exists():
            storm.wrong.append(f"{row.pk} jumped the queue ({change.reason})")

    listeners = [*changes._change_listeners, look]
    monkeypatch.setattr(changes, "_change_listeners", listeners)
