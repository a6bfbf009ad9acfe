"""What head and side of a detail page show."""

import pytest
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from academie.core.detail import Detail
from academie.library.models import ReadingLink
from academie.taxonomy.models import Region
from tests import factories
from tests.pages import few_queries

pytestmark = pytest.mark.django_db


def detail_of(page, **query):
    return Detail(page, RequestFactory().get("/", query))


def add_reading(page, target, place="daarna"):
    page.reading_links.add(ReadingLink(target=target, place=place))
    page.save()
    return type(page).objects.get(pk=page.pk)


def test_all_vocabularies_and_the_region_come_in_one_query(site):
    page = factories.make_toolkit(
        site,
        clusters=["cluster-2"],
        needs=["taal-en-spraak"],
        sectors=["po", "vo"],
        region=Region.objects.get(slug="carnisse"),
    )
    detail = detail_of(page)
    assert detail.levels  # fills the copy of the vocabularies
    detail = detail_of(page)
    with few_queries(1):
        assert detail.cluster_words == "2: horen, taal en spraak"
        assert detail.needs.names == ["Taal en spraak (TOS)"]
        assert detail.sectors.names == ["PO", "VO"]
        assert detail.levels.names == ["School"]
        assert detail.region_words == "Carnisse, Rotterdam"
        assert detail.number == f"T2S {page.pk:03d}"


def test_more_clusters_are_named_by_their_numbers(site):
    page = factories.make_toolkit(site, clusters=["cluster-2", "cluster-4", "cluster-x"])
    assert detail_of(page).cluster_words == "2, 4, Niet clustergebonden"


def test_page_without_terms_has_empty_cells(site):
    page = factories.make_toolkit(site, levels=[], roles=[], themes=[], adopted=True, region=None)
    detail = detail_of(page)
    assert detail.cluster_words == detail.region_words == ""
    assert not detail.levels
    assert detail.found_by == []
    assert detail.number == f"TXX {page.pk:03d}"


def test_crumbs_and_linked_pages_come_in_two_queries_however_many(site):
    page = factories.make_toolkit(site)
    for number in range(5):
        page = add_reading(page, factories.make_toolkit(site, title=f"Volgende {number}"))
    assert detail_of(page).crumbs  # fills Wagtail's copy of the sites' addresses
    request = RequestFactory().get("/")
    Site.find_for_request(request)  # has been asked by Wagtail before a page is shown
    with few_queries(2):
        detail = Detail(page, request)
        assert [crumb.label for crumb in detail.crumbs] == ["Toolkits"]
        assert len(detail.next) == 5
        assert detail.next[0].type == "toolkit"
    assert detail.first == []


def test_draft_and_private_pages_are_not_linked(site):
    page = factories.make_toolkit(site)
    page = add_reading(page, factories.make_toolkit(site, title="Concept", publish=False))
    secret = factories.make_toolkit(site, title="Besloten")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    page = add_reading(page, secret, "eerst")
    detail = detail_of(page)
    assert detail.first == detail.next == []


def test_editors_can_be_asked_when_there_is_a_page_for_it(site):
    page = factories.make_toolkit(site)
    assert detail_of(page).question_url == ""
    factories.make_content_page(site, title="Een vraag stellen", slug="vraag-stellen")
    assert detail_of(page).question_url == "/vraag-stellen/"


def test_preview_shows_terms_that_are_not_saved(site):
    page = factories.make_toolkit(site)
    page.sectors = list(factories.Sector.objects.filter(slug="po"))
    request = RequestFactory().get("/")
    request.is_preview = True
    assert Detail(page, request).sectors.names == ["PO"]
    assert detail_of(page).sectors.names == []


def test_only_an_adopted_page_says_what_it_lacks(site):
    assert detail_of(factories.make_toolkit(site)).missing == []
    adopted = factories.make_toolkit(
        site, adopted=True, minutes=None, escalate_when="", title="Overgenomen"
    )
    assert detail_of(adopted).missing == ["wanneer u hulp vraagt", "hoeveel tijd het kost"]
