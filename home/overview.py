"""What is there: counts, engine, data and demo logins, for whoever starts the site."""

from collections.abc import Iterator

from django.conf import settings
from wagtail.models import Page, get_page_models

from academie.accounts.backends import demo_allowed
from academie.accounts.demo import DEMO_PASSWORD
from academie.accounts.models import User
from academie.taxonomy import selectors


def overview(address: str) -> Iterator[str]:
    """Yield the lines that `manage.py serve` prints before the site starts."""
    counts = list(_page_counts())
    yield "Onderwijs-Zorg Academie"
    yield f"  Inhoud       {', '.join(counts) if counts else 'nog niets gepubliceerd'}"
    terms = sum(len(selectors.terms(model.facet)) for model in selectors.TERM_MODELS)
    yield f"  Woordenlijst {terms} begrippen, {len(selectors.synonyms())} synoniemen"
    yield f"  Zoekmachine  {_engine()}"
    yield f"  Gegevens     {settings.DATA_DIR}"
    if mail := getattr(settings, "EMAIL_FILE_PATH", None):
        yield f"  Mail         {mail}/*.eml"
    yield f"  Site         {address}/"
    yield f"  Beheer       {address}/beheer/"
    if demo_allowed():
        yield from _logins()
    yield "  Stoppen      Ctrl+C"


def _page_counts() -> Iterator[str]:
    for model in get_page_models():
        if getattr(model, "search_type", None):
            count = Page.objects.live().exact_type(model).count()
            if count:
                name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
                yield f"{count} {name}"


def _engine() -> str:
    if settings.SEARCH_ENGINE == "elasticsearch":
        return f"Elasticsearch op {settings.ELASTICSEARCH_URL}"
    return "ingebouwd (geen aparte server nodig)"


def _logins() -> Iterator[str]:
    people = User.objects.filter(is_demo=True, is_active=True).prefetch_related("groups")
    people = people.order_by("pk")
    for number, person in enumerate(people):
        groups = ", ".join(group.name for group in person.groups.all())
        yield f"  {'Inloggen' if number == 0 else '':<12} {person.username:<20} ({groups})"
    if people:
        yield f"  {'Wachtwoord':<12} {DEMO_PASSWORD}"
