"""Whatever happens, in whatever order, in the end index and database are equal."""

import random
from collections.abc import Callable

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from academie.library.models import Toolkit
from academie.taxonomy.models import SupportNeed
from home.models import ContentPage
from search.sync import outbox, rebuild, verify
from tests import factories
from tests.search.support import Flaky, Index, busy

STEPS = 350


class Chaos:
    """Does one random thing after another to a small site and to its engine."""

    def __init__(self, seed: int, site: factories.Tree, index: Index, flaky: Flaky) -> None:
        self.dice = random.Random(seed)
        self.site, self.index, self.flaky = site, index, flaky
        self.made = 0
        for _ in range(4):
            self.add_toolkit()
        for _ in range(3):
            self.add_page_below()

    def step(self) -> str:
        """Do something; return its name, to read the story of a failure by."""
        actions: list[Callable[[], None]] = [
            *[self.add_toolkit, self.publish_toolkit, self.unpublish, self.delete] * 2,
            *[self.add_page_below, self.move_branch, self.rename_branch, self.restrict],
            *[self.open_again, self.rename_term, self.change_and_roll_back, self.copy],
            *[self.engine_leaves, self.engine_returns, self.engine_is_busy, self.die_while_writing],
            *[self.drain] * 4,
            self.rebuild,
        ]
        action = self.dice.choice(actions)
        action()
        return action.__name__

    def any_of(self, model: type[Page]) -> Page | None:
        pages = list(model.objects.order_by("pk"))
        return self.dice.choice(pages) if pages else None

    def add_toolkit(self) -> None:
        self.made += 1
        factories.make_toolkit(
            self.site, title=f"Kaart {self.made}", needs=["taal-en-spraak"], publish=self.made % 4
        )

    def add_page_below(self) -> None:
        self.made += 1
        parent = self.any_of(ContentPage) or self.site.home
        page = ContentPage(title=f"Pagina {self.made}", slug=f"p{self.made}", intro="Kort.")
        page.region = factories.Region.objects.get(slug="rotterdam")
        Page.objects.get(pk=parent.pk).specific.add_child(instance=page)

    def publish_toolkit(self) -> None:
        if page := self.any_of(Toolkit):
            page.title = f"{page.title[:60]} {self.dice.randint(1, 99)}"
            page.save_revision().publish()

    def unpublish(self) -> None:
        if page := self.any_of(self.dice.choice([Toolkit, ContentPage])):
            page.unpublish()

    def delete(self) -> None:
        if page := self.any_of(self.dice.choice([Toolkit, ContentPage])):
            page.delete()

    def copy(self) -> None:
        if page := self.any_of(Toolkit):
            self.made += 1
            page.copy(update_attrs={"slug": f"kopie-{self.made}"}, keep_live=True)

    def move_branch(self) -> None:
        page, target = self.any_of(ContentPage), self.any_of(ContentPage)
        if page and target and not target.path.startswith(page.path):
            page.move(target, pos="last-child")

    def rename_branch(self) -> None:
        if page := self.any_of(ContentPage):
            self.made += 1
            page.slug = f"p{self.made}"
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

    def engine_leaves(self) -> None:
        self.flaky.away = True

    def engine_returns(self) -> None:
        self.flaky.away = False
        self.flaky.answer = lambda op: None

    def engine_is_busy(self) -> None:
        self.flaky.answer = lambda op: busy(op) if self.dice.random() < 0.3 else None

    def die_while_writing(self) -> None:
        def die() -> None:
            raise KeyboardInterrupt

        self.flaky.after_apply = die
        try:
            self.drain()
        except KeyboardInterrupt:
            pass
        finally:
            self.flaky.after_apply = lambda: None

    def drain(self) -> None:
        outbox.retry_now()
        self.index.drain()

    def rebuild(self) -> None:
        if not self.flaky.away:
            self.flaky.answer = lambda op: None
            rebuild.rebuild(self.index.name)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_the_end_index_and_database_are_equal(site, search_index: Index, monkeypatch, seed):
    from search import engines

    search_index.make_empty()
    flaky = Flaky(search_index.engine)
    monkeypatch.setattr(engines, "get_engine", lambda name: flaky)
    chaos = Chaos(seed, site, search_index, flaky)

    story = [chaos.step() for _ in range(STEPS)]
    chaos.engine_returns()
    chaos.drain()

    search_index.assert_equals_database()
    assert not verify.verify(search_index.name), story
    assert len(set(story)) > 15
