"""Pages that the editors put first: which question gets them, and what they may choose."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.taxonomy.models import BestBet
from search.params import parse_params
from search.service import run_search
from search.sources import best_bets
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def toolkit(site):
    return factories.make_toolkit(site)


def bet(page, *expressions, **values):
    made = BestBet(page=page.page_ptr, expressions="\n".join(expressions), **values)
    made.full_clean()
    made.save()
    return made


def key(page):
    return f"page:{page.pk}"


@pytest.mark.parametrize(
    "typed",
    [
        "warme overdracht",
        "Warme Overdracht",
        "overdracht warme",
        "de warme overdracht",
        "  warme   overdrachten?",
        "een overdracht, maar warm",
    ],
)
def test_the_words_of_a_tip_in_any_order_and_form(toolkit, typed):
    bet(toolkit, "warme overdracht")
    assert best_bets(typed) == (key(toolkit),)


@pytest.mark.parametrize(
    "typed", ["", "overdracht", "warme overdracht po", "warme overdracht -vo", "maar"]
)
def test_another_question_has_no_tip(toolkit, typed):
    bet(toolkit, "warme overdracht", "warme overdracht vo")
    assert best_bets(typed) == ()


def test_each_line_is_a_question(toolkit):
    bet(toolkit, "thuiszitter", "", "niet naar school")
    assert best_bets("thuiszitters") == best_bets("niet naar de school") == (key(toolkit),)


def test_two_pages_come_in_the_editors_order_each_once(site):
    first, second = factories.make_toolkit(site), factories.make_werkinstructie(site)
    bet(second, "verzuim", order=20)
    bet(first, "verzuim", "het verzuim", order=10)
    bet(second, "verzuim", order=5, note="nog eens")
    assert best_bets("verzuim") == (key(second), key(first))


def test_a_tip_ends_after_its_last_day(toolkit):
    today = timezone.localdate()
    bet(toolkit, "verzuim", valid_until=today)
    ended = bet(toolkit, "pesten", valid_until=today - timedelta(days=1))
    assert best_bets("verzuim") == (key(toolkit),)
    assert best_bets("pesten") == ()
    assert ended.state == "verlopen"


def test_a_change_counts_at_once_and_reading_asks_nothing(toolkit):
    made = bet(toolkit, "verzuim")
    assert best_bets("verzuim")
    with CaptureQueriesContext(connection) as queries:
        best_bets("verzuim")
        best_bets("iets anders")
    assert len(queries) == 0
    made.expressions = "pesten"
    made.save()
    assert (best_bets("verzuim"), best_bets("pesten")) == ((), (key(toolkit),))
    made.delete()
    assert best_bets("pesten") == ()


def test_a_page_that_goes_takes_its_tip_along(toolkit):
    bet(toolkit, "verzuim")
    toolkit.delete()
    assert best_bets("verzuim") == ()
    assert not BestBet.objects.exists()


@pytest.mark.parametrize("expressions", ["", " \n ", "verzuim\n?!"])
def test_a_tip_without_words_is_refused(toolkit, expressions):
    with pytest.raises(ValidationError) as refused:
        bet(toolkit, expressions)
    assert set(refused.value.message_dict) == {"expressions"}


def test_more_questions_than_anybody_asks_are_refused(toolkit):
    with pytest.raises(ValidationError, match="hoogstens 50"):
        bet(toolkit, *(f"woord{number}" for number in range(51)))


def test_a_page_that_nobody_can_find_is_refused(site):
    with pytest.raises(ValidationError) as refused:
        bet(site.home, "verzuim")
    assert set(refused.value.message_dict) == {"page"}


def test_a_draft_may_be_chosen_and_says_that_it_does_not_work_yet(site):
    draft = factories.make_toolkit(site, publish=False)
    assert bet(draft, "verzuim").state == "werkt niet: de pagina is niet gepubliceerd"


def test_an_editor_makes_a_tip_in_the_admin(client, toolkit):
    editor = factories.make_user("redactie")
    editor.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(editor)
    add = reverse("wagtailsnippets_taxonomy_bestbet:add")
    assert "precies deze woorden" in client.get(add).content.decode()
    client.post(
        add, {"expressions": "verzuim", "page": toolkit.pk, "order": "10", "valid_until": ""}
    )
    assert best_bets("het verzuim") == (key(toolkit),)
    answer = client.get(reverse("wagtailsnippets_taxonomy_bestbet:list"))
    assert toolkit.title in answer.content.decode()


# --- in the results -------------------------------------------------------------------------------


def found(words, **chosen):
    data = QueryDict(mutable=True)
    data.update({"q": words, **chosen})
    return run_search(parse_params(data))


@pytest.fixture
def library(site, index):
    """A card with the words of a question, and the card that editors want first."""
    first = factories.make_werkinstructie(site, title="Een leerling zit thuis")
    factories.make_toolkit(site, title="Verzuim bespreken")
    bet(first, "verzuim")
    index.drain()
    return first


def test_the_page_comes_first_though_it_lacks_the_words_and_counts_as_a_hit(library):
    results = found("het verzuim")
    assert [card.title for card in results.hits] == [library.title, "Verzuim bespreken"]
    assert [card.pinned for card in results.hits] == [True, False]
    assert results.total == 2
    assert found("verzuim bespreken").hits[0].title == "Verzuim bespreken"


def test_a_filter_holds_for_it_as_well(library):
    assert [card.title for card in found("verzuim", type="toolkit").hits] == ["Verzuim bespreken"]


def unpublish(page):
    page.unpublish()


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def expire(page):
    page.valid_until = timezone.localdate() - timedelta(days=1)
    page.save_revision().publish()


@pytest.mark.parametrize("change", [unpublish, close, expire])
def test_a_page_that_nobody_may_see_is_not_put_first(library, index, change):
    change(library)
    index.drain()
    results = found("verzuim")
    assert [card.title for card in results.hits] == ["Verzuim bespreken"]
    assert results.total == 1
