"""From a publication to the people who wait for it: once, later, and never in its way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from academie.alerts import matching
from academie.alerts.models import AlertMatch, MatchProgress, SavedSearch, SeenCard
from academie.core.jobs import jobs
from academie.taxonomy.models import Synonym
from search.percolate import one as document_terms
from tests import factories
from tests.search.support import key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("begun")]


def work() -> None:
    while matching.match_changes():
        pass


def matched() -> list[tuple[str, str]]:
    rows = AlertMatch.objects.order_by("pk").values_list("search__query", "doc_key")
    return list(rows)


def test_a_new_card_is_for_whom_it_fits(site, follow):
    for query in ("q=rooster", "q=rooster&niveau=school", "niveau=gebied", "q=-rooster", ""):
        follow(query)

    page = factories.make_toolkit(site, title="Een rustig rooster")
    work()

    expected = {"q=rooster", "q=rooster&niveau=school", ""}
    assert set(matched()) == {(query, key(page)) for query in expected}


def test_many_people_with_one_search_each_have_their_own_match(site, follow):
    for number in range(5):
        follow("q=rooster", email=f"jan{number}@school.nl")

    factories.make_toolkit(site, title="Rooster")
    work()

    assert len(matched()) == 5
    assert AlertMatch.objects.values("search__follower").distinct().count() == 5


def test_a_card_is_new_once_whatever_happens_to_it(site, follow):
    follow("q=rooster")
    page = factories.make_toolkit(site, title="Rooster")
    work()

    page.save_revision().publish()
    work()
    page.unpublish()
    work()
    page.save_revision().publish()
    work()
    AlertMatch.objects.all().delete()
    page.title = "Rooster voor morgen"
    page.save_revision().publish()
    work()
    matching.sweep()

    assert matched() == []


def test_a_card_that_fits_later_is_not_new(site, follow):
    follow("q=rooster")
    page = factories.make_toolkit(site, title="Iets anders")
    work()
    page.title = "Rooster"
    page.save_revision().publish()
    work()

    assert matched() == []


def test_a_draft_is_nothing_until_it_is_published(site, follow):
    follow()
    page = factories.make_toolkit(site, publish=False)
    work()
    assert matched() == []

    page.latest_revision.publish()
    work()
    assert matched() == [("", key(page))]


def test_who_asks_now_gets_nothing_that_was_there(site, follow):
    factories.make_toolkit(site, title="Rooster")
    work()
    follow("q=rooster")
    work()
    matching.sweep()

    assert matched() == []


def test_a_first_start_on_a_full_site_mails_nobody(site, follow):
    MatchProgress.objects.all().delete()
    SeenCard.objects.all().delete()
    follow()
    page = factories.make_toolkit(site)

    assert matching.sweep() is False, "not before there is a beginning"
    work()
    matching.sweep()
    assert matched() == []
    assert SeenCard.objects.filter(pk=key(page)).exists()

    new = factories.make_toolkit(site, title="Nieuw")
    work()
    assert matched() == [("", key(new))]


def test_a_closed_branch_that_opens_is_found_by_the_sweep(site, follow):
    follow("q=rooster")
    restriction = PageViewRestriction.objects.create(
        page=site.toolkits, restriction_type=PageViewRestriction.LOGIN
    )
    page = factories.make_toolkit(site, title="Rooster")
    work()
    matching.sweep()
    assert matched() == []

    restriction.delete()
    assert matching.sweep() is True
    assert matched() == [("q=rooster", key(page))]
    assert matching.sweep() is False


def test_publishing_asks_nothing_and_waits_for_nothing(site, follow, monkeypatch):
    def broken(*args):
        raise RuntimeError("het vergelijken is kapot")

    follow()
    monkeypatch.setattr(matching, "terms_of", broken)
    with CaptureQueriesContext(connection) as captured:
        page = factories.make_toolkit(site)

    assert page.live
    assert not [query for query in captured if "alerts_" in query["sql"]]
    with pytest.raises(RuntimeError):
        work()

    monkeypatch.setattr(matching, "terms_of", document_terms.terms_of)
    work()
    assert len(matched()) == 1, "the next round does what the broken one did not"


def test_nothing_to_do_costs_two_small_queries(site):
    work()
    with CaptureQueriesContext(connection) as captured:
        assert matching.match_changes() is False

    assert len(captured) <= 2


def test_a_search_dropped_while_matching_leaves_nothing(site, follow, monkeypatch):
    follow("q=rooster")
    factories.make_toolkit(site, title="Rooster")
    found = matching._found

    def found_and_gone(*args):
        result = found(*args)
        SavedSearch.objects.all().delete()
        return result

    monkeypatch.setattr(matching, "_found", found_and_gone)
    work()

    assert matched() == []


def test_a_card_that_cannot_be_read_is_tried_again(site, follow, monkeypatch):
    follow()
    good = factories.make_toolkit(site, title="Goed")
    bad = factories.make_toolkit(site, title="Kapot")
    load = matching.state.load

    def faulty(keys):
        documents, faults = load(keys)
        documents.pop(key(bad), None)
        return documents, faults | {key(bad): "kapot"}

    monkeypatch.setattr(matching.state, "load", faulty)
    work()
    assert matched() == [("", key(good))]

    monkeypatch.setattr(matching.state, "load", load)
    matching.sweep()
    assert set(matched()) == {("", key(good)), ("", key(bad))}


def test_searches_that_come_and_go_are_seen_at_once(site, follow):
    first = follow("q=rooster")
    factories.make_toolkit(site, title="Rooster")
    work()
    first.delete()
    follow("q=klas")
    page = factories.make_toolkit(site, title="Rooster in de klas")
    work()

    assert matched() == [("q=klas", key(page))]


def test_a_synonym_of_today_counts_for_a_search_of_yesterday(site, follow):
    follow("q=rooster")
    factories.make_toolkit(site, title="Iets anders")
    work()
    Synonym.objects.create(term="rooster", words="dagplanning")
    page = factories.make_toolkit(site, title="Een dagplanning voor de klas")
    work()

    assert matched() == [("q=rooster", key(page))]


def test_a_copy_of_a_page_elsewhere_is_not_news(site, follow):
    follow()
    page = factories.make_toolkit(site)
    work()
    Page.objects.get(pk=page.pk).create_alias(update_slug="kopie")
    work()

    assert len(matched()) == 1


def test_the_worker_knows_its_jobs():
    assert {
        "nieuwe kaarten vergelijken",
        "nieuwe kaarten nalopen",
        "overzichten schrijven",
        "volgers opruimen",
    } <= {job.name for job in jobs()}
