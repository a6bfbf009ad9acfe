"""A process that edits pages on command, so that it can be killed in the middle of it.

It reads one command a line and answers with one line: a number is a random thing to do (its name
is the answer), `retry` lets everything that failed be tried again, `due` does what was planned for
a moment that has come, `publish WORD` publishes a card with that word in its title (the moment of
the commit is the answer).
"""

import random
import sys
import time

import django


def main() -> None:
    """Edit until the input ends."""
    django.setup()
    from wagtail.models import Locale, Page

    from academie.core import schedule
    from search.sync import outbox
    from tests import factories
    from tests.search.editing import Editing

    def tree() -> factories.Tree:
        home = factories.HomePage.objects.get()
        kinds = {
            "toolkits": factories.ToolkitIndexPage,
            "werkinstructies": factories.WerkinstructieIndexPage,
            "praktijkverhalen": factories.PraktijkverhaalIndexPage,
            "agenda": factories.AgendaIndexPage,
            "nieuws": factories.NieuwsIndexPage,
        }
        return factories.Tree(home=home, **{n: kind.objects.get() for n, kind in kinds.items()})

    if not factories.HomePage.objects.exists():
        Locale.objects.get_or_create(language_code="nl")
        if Page.get_first_root_node() is None:
            Page.add_root(instance=Page(title="Root", slug="root"))
        factories.make_vocabulary()
        factories.make_site()
        Editing(random.Random(0), tree()).begin()
    # Wagtail puts a page in its tree in two steps. Killed between them, its parent does not know
    # of it, and would be deleted without it. This is what `manage.py fixtree` mends.
    Page.fix_tree()
    print("ready", flush=True)  # noqa: T201 - the answer to the test
    for line in sys.stdin:
        if line.strip() == "retry":
            outbox.retry_now()
            name = "retry"
        elif line.strip() == "due":
            schedule.publish_what_is_due()
            name = "due"
        elif line.startswith("publish "):
            factories.make_toolkit(tree(), title=f"Kaart {line.split()[1]}")
            name = str(time.time())
        else:
            editing = Editing(random.Random(int(line)), tree())
            action = editing.dice.choice(editing.edits())
            action()
            name = action.__name__
        print(name, flush=True)  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main()
