"""The books of a site whose processes are killed: a process of its own, so that it reads the truth.

`fill` makes the site with one session in a year and prints the address of its page; `free` lets the
mails of a killed worker be sent at once instead of after their lease; `read` prints everything.
"""

import json
import sys
from collections import defaultdict
from datetime import timedelta
from typing import Any

import django

CAPACITY, KEPT = 40, 12
OPEN = ("wacht", "bezig")


def fill() -> dict[str, Any]:
    """Make the site; return where to sign up."""
    from django.utils import timezone
    from wagtail.models import Locale, Page

    from tests import factories
    from tests.exchange.events import make_event, session

    Locale.objects.get_or_create(language_code="nl")
    if Page.get_first_root_node() is None:
        Page.add_root(instance=Page(title="Root", slug="root"))
    factories.make_vocabulary()
    start = timezone.now() + timedelta(days=40)
    page = make_event(
        factories.make_site(),
        session(start, capacity=CAPACITY, kept_education=KEPT, kept_care=KEPT),
        title="Een ochtend mee",
    )
    return {"path": f"/agenda/{page.slug}/"}


def free() -> dict[str, Any]:
    """Let go of what a killed worker held, and let everything be tried now; return what is left."""
    from django.utils import timezone

    from academie.mail.models import OutgoingMail

    left = OutgoingMail.objects.filter(state__in=OPEN)
    left.update(lease_until=timezone.now(), next_try=timezone.now())
    return {"left": left.count()}


def read() -> dict[str, Any]:
    """Return who is signed up, what every change and mail is, and whether the places are right."""
    from academie.exchange.capacity import counts, rules
    from academie.exchange.models import SignUp, SignUpChange, TrainingSession
    from academie.mail.models import OutgoingMail

    states: dict[str, list[str]] = defaultdict(list)
    for email, state in SignUp.objects.order_by("pk").values_list("email", "state"):
        states[email].append(state)
    mails = list(OutgoingMail.objects.values("kind", "key", "message_id", "state"))
    told = {mail["key"] for mail in mails if mail["kind"].startswith("aanmelding-")}
    session = TrainingSession.objects.get()
    numbers = rules.Numbers(session.capacity, session.kept_education, session.kept_care)
    taken = counts.taken([session.pk])[session.pk]
    waiting = SignUp.objects.filter(session=session, state="wachtlijst").order_by("number")
    return {
        "states": states,
        "silent": [pk for pk in _changes(SignUpChange) if str(pk) not in told],
        "mails": {mail["message_id"]: mail["state"] for mail in mails},
        "feasible": rules.feasible(numbers, taken),
        "idle": len(rules.walk(numbers, taken, waiting.values_list("pk", "side"))),
    }


def _changes(model: Any) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"fill": fill, "free": free, "read": read}[sys.argv[1]]()))  # noqa: T201 - the answer
