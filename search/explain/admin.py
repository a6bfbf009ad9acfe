"""The page 'Zoekuitleg': what a search shows and why, for who publishes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from search import engines
from search.answers import DATABASE
from search.engines.base import EngineError
from search.explain.reasons import explain, explain_card, find_key
from search.explain.tree import describe
from search.guidance import ladder
from search.params import parse_params

TITLE = "Zoekuitleg"
AWAY = "Geen zoekmachine antwoordt nu. Probeer het later opnieuw."
UNKNOWN = "Deze kaart staat niet in de zoekindex. Kijk of zij gepubliceerd is en niet verlopen."
MAX_CARD = 40


def may_explain(user: Any) -> bool:
    """Return whether the user may publish somewhere."""
    allowed: bool = policy_registry.get_by_type(Page).user_has_permission(user, "publish")
    return allowed


@require_safe
def explanation(request: HttpRequest) -> HttpResponse:
    """Explain the first page of a search (`q` and any filter), or one card of it (`kaart`)."""
    if not may_explain(request.user):
        raise PermissionDenied
    params = parse_params(request.GET)
    card = request.GET.get("kaart", "")[:MAX_CARD]
    context: dict[str, Any] = {
        "header_title": TITLE,
        "page_title": TITLE,
        "header_icon": "search",
        "q": params.q,
        "card": card,
        "filters": [f"{facet}: {', '.join(chosen)}" for facet, chosen in params.facets.items()],
        "problem": "",
    }
    if params.q:
        context |= _explained(params, card)
    return render(request, "search_admin/explain.html", context)


def _explained(params: Any, card: str) -> dict[str, Any]:
    """Return what the template shows of a search; a sentence when there is nothing to show."""
    now = timezone.localtime()
    climb = ladder.climb(params, now)
    if climb.answer.engine == DATABASE:
        return {"problem": AWAY}
    engine = engines.get_engine(climb.answer.engine)
    try:
        if card:
            one = explain_card(engine, climb, find_key(engine, card, now), now)
            explained = [one] if one else []
        else:
            explained = explain(engine, climb, now)
    except EngineError:
        return {"problem": AWAY}
    return {
        "climb": climb,
        "tree": "\n".join(describe(climb.query.tree)),
        "explained": explained,
        "problem": UNKNOWN if card and not explained else "",
    }


class ExplainMenuItem(MenuItem):
    """Shown to whoever may see the page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the page."""
        return may_explain(request.user)
