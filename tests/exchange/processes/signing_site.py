"""A process that prepares a site with one event, and tells what became of it.

`prepare PLACES` makes the tree and an event with one session and says its number; `told` says, as
JSON, how many sign-ups there are in each state, and how many mails are owed to participants.
"""

import json
import sys
from collections import Counter

import django


def main() -> None:
    """Do one thing and print the answer."""
    django.setup()
    from academie.exchange.models import SignUp
    from academie.mail.models import OutgoingMail
    from tests import factories
    from tests.exchange.signing.forms import event_with, soon

    if sys.argv[1] == "prepare":
        from wagtail.models import Locale, Page

        Locale.objects.get_or_create(language_code="nl")
        if Page.get_first_root_node() is None:
            Page.add_root(instance=Page(title="Root", slug="root"))
        factories.make_vocabulary()
        event = event_with(factories.make_site(), soon(capacity=int(sys.argv[2])))
        answer: object = event.sessions.get().pk
    else:
        answer = {
            "states": Counter(SignUp.objects.values_list("state", flat=True)),
            "numbers": list(SignUp.objects.order_by("number").values_list("number", flat=True)),
            "mails": OutgoingMail.objects.filter(to__startswith="deelnemer").count(),
        }
    print(json.dumps(answer), flush=True)  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main()
