"""Loads the demo content: files become published pages, once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from academie.accounts.demo import ensure_demo_accounts
from academie.exchange.models import AgendaIndexPage, TrainingEventPage
from academie.initiatives.models import Nieuwsbericht, NieuwsIndexPage
from academie.library.models import (
    Praktijkverhaal,
    PraktijkverhaalIndexPage,
    Toolkit,
    ToolkitIndexPage,
    Werkinstructie,
    WerkinstructieIndexPage,
)
from home.demo import (
    aanmeldingen,
    nieuws,
    paginas,
    praktijkverhalen,
    toolkits,
    trainingen,
    werkinstructies,
)
from home.demo.context import DemoContext
from home.demo.files import DemoItem, read_items
from home.demo.front_page import fill_front_page
from home.demo.gebruik import show_use
from home.demo.ingestuurd import hand_in
from home.demo.links import set_links
from home.models import ContentPage, HomePage
from home.tree import ensure_tree


@dataclass(frozen=True, slots=True)
class Kind:
    """How the items of one folder become pages."""

    model: type[Page]
    shelf: type[Page]
    build: Callable[[DemoItem, DemoContext], Any]


KINDS: Mapping[str, Kind] = {
    "werkinstructies": Kind(Werkinstructie, WerkinstructieIndexPage, werkinstructies.build),
    "toolkits": Kind(Toolkit, ToolkitIndexPage, toolkits.build),
    "praktijkverhalen": Kind(Praktijkverhaal, PraktijkverhaalIndexPage, praktijkverhalen.build),
    "trainingen": Kind(TrainingEventPage, AgendaIndexPage, trainingen.build),
    "nieuws": Kind(Nieuwsbericht, NieuwsIndexPage, nieuws.build),
    "paginas": Kind(ContentPage, HomePage, paginas.build),
}


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was loaded: per folder the new pages and those that were there, and what went wrong.

    `signed_up` is how many made-up people were signed up.
    """

    new: Mapping[str, int]
    kept: Mapping[str, int]
    problems: tuple[str, ...]
    signed_up: int


def load_demo(folder: Path, *, today: date) -> DemoReport:
    """Publish the items that are not there yet; pages that exist keep what editors made of them.

    Dates are relative to ``today``. Raises ``DemoRefusedError`` outside the demo.
    """
    people = ensure_demo_accounts()
    home = ensure_tree().home
    items, problems = read_items(folder)
    context = DemoContext(people, today, problems)
    with transaction.atomic():
        known = _known(items)
        pages = {item.slug: known[item.name] for item in items if item.name in known}
        drafts: list[tuple[DemoItem, Any]] = []
        for name, kind in KINDS.items():
            new = [item for item in items if item.folder == name and item.name not in known]
            drafts += _add(kind, new, context)
        pages |= {item.slug: page for item, page in drafts}
        done = [pair for pair in drafts if _publish(*pair, pages, context)]
        signed_up = sum(
            aanmeldingen.fill(item, page)
            for item, page in done
            if isinstance(page, TrainingEventPage)
        )
        fill_front_page(home, pages)
        hand_in(folder, context)
        show_use(pages, {page.pk for _, page in done}, people)
    return DemoReport(
        new=Counter(item.folder for item, _ in done),
        kept=Counter(item.folder for item in items if item.name in known),
        problems=tuple(context.problems),
        signed_up=signed_up,
    )


def _known(items: Iterable[DemoItem]) -> dict[str, Page]:
    """Return item name -> page, for items loaded before, wherever they stand now."""
    found: dict[str, Page] = {}
    for name, kind in KINDS.items():
        names = {item.permanent_id: item.name for item in items if item.folder == name}
        for page in kind.model._default_manager.filter(permanent_id__in=names):
            found[names[page.permanent_id]] = page
    return found


def _add(kind: Kind, items: Iterable[DemoItem], context: DemoContext) -> list[tuple[DemoItem, Any]]:
    """Add drafts without a revision: links can only be made when all pages have a number."""
    shelf = kind.shelf._default_manager.get()
    added: list[tuple[DemoItem, Any]] = []
    for item in items:
        try:
            with transaction.atomic():
                page = kind.build(item, context)
                context.mark(page, item)
                page.published_by_the_system = True
                with disable_reference_index_auto_update():
                    shelf.add_child(instance=page)
        except (KeyError, ValueError, ValidationError) as error:
            context.problems.append(f"{item.name}: niet geladen ({error}).")
        else:
            added.append((item, page))
    return added


def _publish(item: DemoItem, page: Any, pages: Mapping[str, Page], context: DemoContext) -> bool:
    set_links(page, item, pages, context)
    try:
        with transaction.atomic():
            # A publish saves the page and its parts six times; its references need one look.
            with disable_reference_index_auto_update():
                # Publishing checks the whole page; checking it twice tells nothing new.
                revision = page.save_revision(user=page.owner, clean=False)
                # The demo is the system's: no person asks, so nobody has to have read it.
                revision.publish()
            ReferenceIndex.create_or_update_for_object(page)
    except ValidationError as error:
        context.problems.append(f"{item.name}: blijft een concept ({error}).")
        return False
    Page.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)
    return True
