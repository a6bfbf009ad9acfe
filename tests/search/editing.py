"""Everything an editor can do to the pages of a small site, chosen at random."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from academie.core import schedule
from academie.library.models import Toolkit
from academie.taxonomy.models import SupportNeed
from home.models import ContentPage
from tests import factories


class Editing:
    """Does one random thing after another to the pages of a site."""

    def __init__(self, dice: random.Random, site: factories.Tree) -> None:
        self.dice, self.site = dice, site
        self.made = Page.objects.count()

    def begin(self) -> None:
        """Make a few pages to start from."""
        for _ in range(4):
            self.add_toolkit()
        for _ in range(3):
            self.add_page_below()

    def edits(self) -> list[Callable[[], None]]:
        """Return what can be done, the usual things twice."""
        return [
            *[self.add_toolkit, self.publish_toolkit, self.unpublish, self.delete] * 2,
            *[self.add_page_below, self.move_branch, self.rename_branch, self.restrict],
            *[self.open_again, self.rename_term, self.change_and_roll_back, self.copy],
            *[self.plan_to_publish, self.plan_to_take_off, self.do_what_is_planned],
        ]

    def any_of(self, model: type[Page]) -> Page | None:
        pages = list(model.objects.order_by("pk"))
        return self.dice.choice(pages) if pages else None

    def number(self) -> int:
        """Return a number that no page has in its name yet, also after a restart."""
        self.made += 1
        return self.made * 10_000 + self.dice.randrange(10_000)

    def add_toolkit(self) -> None:
        number = self.number()
        factories.make_toolkit(
            self.site, title=f"Kaart {number}", needs=["taal-en-spraak"], publish=number % 4 > 0
        )

    def add_page_below(self) -> None:
        number = self.number()
        parent = self.any_of(ContentPage) or self.site.home
        page = ContentPage(title=f"Pagina {number}", slug=f"p{number}", intro="Kort.")
        page.region = factories.Region.objects.get(slug="rotterdam")
        Page.objects.get(pk=parent.pk).specific.add_child(instance=page)

    def publish_toolkit(self) -> None:
        if page := self.any_of(Toolkit):
            page.title = f"{page.title[:60]} {self.dice.randint(1, 99)}"
            page.go_live_at = page.expire_at = None
            page.save_revision().publish()

    def unpublish(self) -> None:
        if page := self.any_of(self.dice.choice([Toolkit, ContentPage])):
            page.unpublish()

    def delete(self) -> None:
        if page := self.any_of(self.dice.choice([Toolkit, ContentPage])):
            page.delete()

    def copy(self) -> None:
        if page := self.any_of(Toolkit):
            page.copy(update_attrs={"slug": f"kopie-{self.number()}"}, keep_live=True)

    def move_branch(self) -> None:
        page, target = self.any_of(ContentPage), self.any_of(ContentPage)
        if page and target and not target.path.startswith(page.path):
            page.move(target, pos="last-child")

    def rename_branch(self) -> None:
        if page := self.any_of(ContentPage):
            page.slug = f"p{self.number()}"
            page.save()

    def restrict(self) -> None:
        if page := self.any_of(ContentPage):
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open_again(self) -> None:
        if restriction := PageViewRestriction.objects.first():
            restriction.delete()

    def rename_term(self) -> None:
        need = SupportNeed.objects.get(slug="taal-en-spraak")
        need.label = f"Taal {self.dice.randint(1, 99)}"
        need.save()

    def change_and_roll_back(self) -> None:
        with transaction.atomic():
            self.publish_toolkit()
            self.unpublish()
            transaction.set_rollback(True)

    def plan_to_publish(self) -> None:
        """Plan a new version for tomorrow, and let tomorrow come at once."""
        if page := self.any_of(Toolkit):
            page.title, page.expire_at = f"Gepland {self.number()}", None
            page.go_live_at = timezone.now() + timedelta(days=1)
            revision = page.save_revision()
            revision.publish()
            due = timezone.now() - timedelta(seconds=1)
            content = {**revision.content, "go_live_at": due.isoformat()}
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due, content=content)

    def plan_to_take_off(self) -> None:
        if page := self.any_of(Toolkit):
            past = timezone.now() - timedelta(seconds=1)
            Toolkit.objects.filter(pk=page.pk).update(expire_at=past)

    def do_what_is_planned(self) -> None:
        schedule.publish_what_is_due()
