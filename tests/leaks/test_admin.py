"""Every address of the admin, asked about an item that is outside the asker's reach.

Also the classes of Wagtail's own advisories about forgotten permission checks.
"""

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from academie.core.reach import may_reach, within_reach
from academie.taxonomy.models import Region
from tests.leaks import people, states
from tests.leaks.items import BODIES, KEY, MARKED
from tests.test_permissions import address, all_patterns, numbers

__all__ = ["numbers"]

pytestmark = [pytest.mark.django_db]

OUTSIDERS = ("specialist-van-elders", "regioredacteur-elders")
INSIDERS = ("specialist-van-hier", "regioredacteur-hier", "redacteur", "beheerder")
LISTS = (
    "/beheer/",
    "/beheer/pages/{parent}/",
    "/beheer/pages/{parent}/results/?q={key}",
    "/beheer/pages/search/?q={key}",
    "/beheer/pages/search/results/?q={key}",
    "/beheer/pages/usage/library/toolkit/",
    "/beheer/choose-page/{parent}/",
    "/beheer/choose-page/?page_type=library.Toolkit",
    "/beheer/choose-page/search/?q={key}",
    "/beheer/choose-page/chosen-multiple/?id={page}",
    "/beheer/api/main/pages/",
    "/beheer/api/main/pages/?child_of={parent}",
    "/beheer/api/main/pages/?descendant_of={parent}&fields=*",
    "/beheer/api/main/pages/?search={key}",
    "/beheer/api/main/pages/{page}/?fields=*",
    "/beheer/api/main/pages/find/?id={page}",
    "/beheer/api/main/images/?fields=*",
    "/beheer/api/main/images/?search={key}",
    "/beheer/api/main/images/{image}/?fields=*",
    "/beheer/api/main/documents/?fields=*",
    "/beheer/api/main/documents/{document}/?fields=*",
    "/beheer/images/?q={key}",
    "/beheer/images/chooser/",
    "/beheer/images/chooser/results/?q={key}",
    "/beheer/images/chooser/chosen/{image}/",
    "/beheer/images/chosen/{image}/",
    "/beheer/images/chooser/chosen-multiple/?id={image}",
    "/beheer/images/chooser/{image}/select_format/",
    "/beheer/documents/?q={key}",
    "/beheer/documents/chooser/",
    "/beheer/documents/chooser/results/?q={key}",
    "/beheer/documents/chooser/chosen/{document}/",
    "/beheer/documents/chooser/chosen-multiple/?id={document}",
    "/beheer/bulk/wagtailcore/page/publish/?id={page}&next=/beheer/",
    "/beheer/bulk/wagtailcore/page/unpublish/?id={page}&next=/beheer/",
    "/beheer/bulk/wagtailcore/page/delete/?id={page}&next=/beheer/",
    "/beheer/bulk/wagtailcore/page/move/?id={page}&next=/beheer/",
    "/beheer/bulk/wagtailcore/page/delete/?id=all&parentId={parent}&next=/beheer/",
    "/beheer/bulk/core/academieimage/delete/?id={image}&next=/beheer/",
    "/beheer/bulk/core/academieimage/add_tags/?id={image}&next=/beheer/",
    "/beheer/bulk/core/academiedocument/delete/?id={document}&next=/beheer/",
    "/beheer/bulk/core/academiedocument/add_to_collection/?id={document}&next=/beheer/",
    "/beheer/reports/locked/",
    "/beheer/reports/locked/?export=csv",
    "/beheer/reports/site-history/",
    "/beheer/reports/site-history/?export=csv",
    "/beheer/reports/aging-pages/",
    "/beheer/reports/aging-pages/?export=xlsx",
    "/beheer/reports/page-types-usage/",
    "/beheer/reports/workflow/",
    "/beheer/reports/workflow_tasks/",
)


@pytest.fixture
def everybody(site):
    return people.make_all(here=Region.objects.get(slug="rotterdam"))


@pytest.fixture(
    params=[states.never_published, states.changed, states.in_review], ids=lambda one: one.__name__
)
def item(request, site, everybody, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = request.param(site, "toolkit", everybody["specialist-van-hier"])
    found.page.refresh_from_db()
    return found


def numbers_of(item) -> dict[str, object]:
    return {
        "page": item.page.pk,
        "parent": item.page.get_parent().pk,
        "revision": item.page.latest_revision_id,
        "document": item.files.document.pk,
        "image": item.files.image.pk,
        "key": KEY,
    }


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def seen(client, path) -> str:
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return " ".join(MARKED.findall(body.decode("utf-8", "replace")))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_list_shows_an_item_outside_reach(item, everybody, who):
    client, here = client_of(everybody[who]), numbers_of(item)
    shown = {path: seen(client, path.format(**here)) for path in LISTS}
    assert not {path: words for path, words in shown.items() if words}


def test_the_same_lists_show_it_to_an_editor(item, everybody):
    """The control: an address that shows nothing to anybody would prove nothing."""
    client, here = client_of(everybody["redacteur"]), numbers_of(item)
    silent = {path for path in LISTS if not seen(client, path.format(**here))}
    assert len(silent) < len(LISTS) / 2, silent


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_pasted_address_tells_no_title_of_a_draft(item, everybody, who):
    field = "external-link-chooser"
    pasted = {f"{field}-url": item.page.get_url(), f"{field}-link_text": "hier"}
    answer = client_of(everybody[who]).post("/beheer/choose-external-link/", pasted)
    assert answer.status_code == 200
    assert answer.json()["step"] == "external_link_chosen"
    assert not MARKED.findall(answer.content.decode())


@pytest.mark.slow
@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_of_the_admin_shows_an_item_outside_reach(numbers, item, everybody, who):
    client, here = client_of(everybody[who]), numbers | numbers_of(item)
    shown = {}
    for pattern in all_patterns():
        if pattern.startswith("beheer/") and pattern != "beheer/logout/":
            path = address(pattern, here)
            for asked in (path, f"{path}?q={KEY}", f"{path}?id={item.page.pk}"):
                if words := seen(client, asked):
                    shown[asked] = words
    assert not shown


VIEWS = (
    "edit",
    "view_draft",
    "history",
    "workflow_history",
    "usage",
    "copy",
    "move",
    "delete",
    "unpublish",
    "set_privacy",
    "lock",
    "unlock",
    "convert_alias",
    "revisions_index",
    "preview_on_edit",
)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_view_of_a_page_opens_to_who_is_outside_reach(item, everybody, who):
    client, page = client_of(everybody[who]), item.page
    paths = [reverse(f"wagtailadmin_pages:{view}", args=[page.pk]) for view in VIEWS]
    for view in ("revisions_view", "revisions_revert", "revisions_unschedule"):
        paths.append(reverse(f"wagtailadmin_pages:{view}", args=[page.pk, page.latest_revision_id]))
    paths.append(f"/beheer/pages/{page.pk}/revisions/compare/earliest...latest/")
    paths.append(f"/beheer/pages/{page.pk}/revisions/compare/live...latest/")
    before = Page.objects.values().get(pk=page.pk)
    opened = {
        (path, method.__name__): response.status_code
        for path in paths
        for method in (client.get, client.post)
        if (response := method(path)).status_code not in {403, 404}
    }
    assert not opened
    assert Page.objects.values().get(pk=page.pk) == before


@pytest.mark.parametrize("who", INSIDERS)
def test_the_editor_opens_to_who_has_it_in_reach(item, everybody, who):
    client = client_of(everybody[who])
    for view in ("edit", "history", "usage"):
        path = reverse(f"wagtailadmin_pages:{view}", args=[item.page.pk])
        assert client.get(path).status_code == 200, view


@pytest.mark.parametrize(
    "data", [{}, {"action-publish": "1"}, {"action-submit": "1"}, {"confirm": "yes"}]
)
@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_no_choice_of_many_reaches_an_item_outside(item, everybody, action, data):
    client = client_of(everybody["regioredacteur-elders"])
    before = Page.objects.values().get(pk=item.page.pk)
    path = f"/beheer/bulk/wagtailcore/page/{action}/?id={item.page.pk}&next=/beheer/"
    assert client.post(path, data).status_code == 403
    assert Page.objects.values().get(pk=item.page.pk) == before


@pytest.mark.parametrize("written", ["{}", "%20{}", "%2B{}", "0_{}"])
def test_no_way_of_writing_a_number_gets_past_the_fence(item, everybody, written):
    client = client_of(everybody["regioredacteur-elders"])
    number = written.format(item.page.pk)
    answer = client.get(f"/beheer/bulk/wagtailcore/page/delete/?id={number}&next=/beheer/")
    assert answer.status_code == 403


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "copy", "move"])
def test_no_action_of_the_api_reaches_an_item_outside(item, everybody, action):
    client = client_of(everybody["regioredacteur-elders"])
    before = Page.objects.values().get(pk=item.page.pk)
    path = f"/beheer/api/main/pages/{item.page.pk}/action/{action}/"
    answer = client.post(path, {}, content_type="application/json")
    assert answer.status_code in {403, 404}
    assert not MARKED.search(answer.content.decode())
    assert Page.objects.values().get(pk=item.page.pk) == before


# --- reach --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BODIES)
def test_reach_is_the_same_for_every_type(site, everybody, kind):
    page = states.never_published(site, kind, everybody["specialist-van-hier"]).page
    found = {name for name, user in everybody.items() if may_reach(user, page.pk)}
    assert found == set(INSIDERS)


def test_a_place_inside_a_region_belongs_to_it(site, everybody):
    inside = Region.objects.get(slug="carnisse")
    page = states.never_published(site, "toolkit", everybody["specialist-van-hier"]).page
    page.region = inside
    page.save_revision()
    assert may_reach(everybody["regioredacteur-hier"], page.pk)


def test_a_draft_that_went_to_another_region_is_the_other_editors(site, everybody):
    page = states.never_published(site, "toolkit", everybody["specialist-van-hier"]).page
    page.region = people.elsewhere()
    page.save_revision()
    assert may_reach(everybody["regioredacteur-elders"], page.pk)
    assert not may_reach(everybody["regioredacteur-hier"], page.pk)


def test_a_draft_without_a_region_is_for_its_writer_and_the_editors(site, everybody):
    page = states.never_published(site, "toolkit", everybody["specialist-van-hier"]).page
    page.region = None
    page.save_revision(clean=False)
    found = {name for name, user in everybody.items() if may_reach(user, page.pk)}
    assert found == {"specialist-van-hier", "redacteur", "beheerder"}


def test_who_left_reaches_nothing(site, everybody):
    page = states.never_published(site, "toolkit", everybody["specialist-van-hier"]).page
    for name in INSIDERS:
        user = everybody[name]
        user.is_active = False
        user.save()
        fresh = type(user).objects.get(pk=user.pk)
        assert not Page.objects.filter(within_reach(fresh), pk=page.pk).exists()


# --- what of Wagtail's advisories is about parts that we do not have ----------------------------


@pytest.mark.parametrize(
    "app",
    [
        "wagtail.contrib.forms",
        "wagtail.contrib.settings",
        "wagtail.contrib.simple_translation",
        "wagtail.contrib.table_block",
        "wagtail.api.v2",
    ],
)
def test_parts_with_advisories_that_nobody_needs_are_not_there(app):
    assert not apps.is_installed(app)


def test_there_is_one_language_and_no_address_of_the_image_url_generator(site, everybody, item):
    assert not settings.WAGTAIL_I18N_ENABLED
    client = client_of(everybody["redacteur"])
    path = f"/beheer/images/{item.files.image.pk}/generate_url/"
    assert client.get(path).status_code == 404
