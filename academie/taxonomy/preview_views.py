"""The preview of a word list's form: the fragment for the script, a page for who has none."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from academie.core.numbers import whole_number
from academie.taxonomy.models import Synonym, WordRule
from academie.taxonomy.previews import preview_synonym, preview_word_rule

_Row = TypeVar("_Row", bound=Model)

SYNONYM_TEMPLATE = "taxonomy/admin/_synonym_preview.html"
WORD_RULE_TEMPLATE = "taxonomy/admin/_word_rule_preview.html"
PAGE = "taxonomy/admin/preview_page.html"
MAX_TEXT = 5_000

# Reading only, but a form is too long for an address; both ways work.
_both_ways = require_http_methods(["GET", "HEAD", "POST"])


@_both_ways
def synonym_preview(request: HttpRequest) -> HttpResponse:
    """Show what the synonym in the form would find."""
    typed = _typed(request, Synonym)
    synonym = _filled(Synonym, typed, request, ("term", "words", "direction"))
    synonym.weight = _weight(typed.get("weight", ""))
    return _answer(request, SYNONYM_TEMPLATE, preview_synonym(synonym))


@_both_ways
def word_rule_preview(request: HttpRequest) -> HttpResponse:
    """Show how the word in the form would be read."""
    typed = _typed(request, WordRule)
    rule = _filled(WordRule, typed, request, ("word", "kind", "lemma", "parts", "forms"))
    return _answer(request, WORD_RULE_TEMPLATE, preview_word_rule(rule))


def _typed(request: HttpRequest, model: type[Model]) -> dict[str, str]:
    """Return what was typed. Raises `PermissionDenied` for who may not edit this list."""
    meta = model._meta
    if not any(
        request.user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}")
        for action in ("add", "change")
    ):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else request.GET
    return {name: str(value)[:MAX_TEXT] for name, value in data.items()}


def _filled(
    model: type[_Row], typed: dict[str, str], request: HttpRequest, names: tuple[str, ...]
) -> _Row:
    """Return an unsaved object with what was typed, in the place of the one it is a change of."""
    row = model(**{name: typed[name] for name in names if name in typed})
    number = whole_number(request.GET.get("regel", ""))
    if number is not None:
        row.pk, row._state.adding = number, False
    return row


def _weight(text: str) -> float:
    """Return a weight within bounds; what is no number counts as the usual one."""
    usual = Synonym._meta.get_field("weight").get_default()
    try:
        return min(max(float(text.replace(",", ".")), 0.1), 1.0)
    except ValueError:
        return float(usual)


def _answer(request: HttpRequest, template: str, preview: Any) -> HttpResponse:
    alone = request.headers.get("X-Requested-With") == "fetch"
    context = {
        "preview": preview,
        "fragment": template,
        "page_title": "Voorbeeld",
        "header_title": "Voorbeeld",
        "header_icon": "view",
    }
    response = render(request, template if alone else PAGE, context)
    response["Cache-Control"] = "private, no-store"
    return response
