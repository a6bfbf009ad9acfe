"""The report 'Zoekindex' in the admin: who sees it, what it says, and the button."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from search.models import SearchOutbox
from search.sync import enqueue
from tests import factories
from tests.search.support import Index

pytestmark = pytest.mark.django_db


def log_in(client: Client, *codenames: str) -> None:
    """Log in somebody who publishes, and so may see reports, with these permissions."""
    user = factories.make_user("iemand")
    group = Group.objects.create(name="Publiceren")
    publish = Permission.objects.get(codename="publish_page")
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=group, page=root, permission=publish)
    user.groups.add(group)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)


@pytest.fixture
def rows(search_index: Index) -> list[SearchOutbox]:
    enqueue(["page:1", "page:2", "page:3"])
    SearchOutbox.objects.filter(doc_key="page:1").update(error="geen ruimte", attempts=3)
    SearchOutbox.objects.filter(doc_key="page:2").update(error="<fout>", next_try=None)
    return list(SearchOutbox.objects.order_by("doc_key"))


def test_shows_backlog_and_what_went_wrong(client, rows):
    log_in(client, "view_searchoutbox", "change_searchoutbox")

    text = client.get(reverse("search_outbox")).text

    assert "geen ruimte" in text
    assert "&lt;fout&gt;" in text
    assert "page:3" not in text
    assert text.index("&lt;fout&gt;") < text.index("geen ruimte"), "refused comes first"
    assert "Probeer alles opnieuw (2)" in text


def test_calm_when_nothing_went_wrong(client, search_index):
    search_index.make_empty()
    log_in(client, "view_searchoutbox")

    text = client.get(reverse("search_outbox")).text

    assert "Er ging niets mis." in text
    assert "werkt, met 0 documenten" in text


def test_button_tries_one_again(client, rows):
    log_in(client, "view_searchoutbox", "change_searchoutbox")

    response = client.post(reverse("search_outbox_retry"), {"row": rows[1].pk}, follow=True)

    assert "1 document wordt opnieuw geprobeerd." in response.text
    row = SearchOutbox.objects.get(pk=rows[1].pk)
    assert (row.error, row.attempts, row.is_refused) == ("", 0, False)
    assert row.next_try <= timezone.now()
    assert SearchOutbox.objects.exclude(error="").count() == 1


def test_button_tries_all_again(client, rows):
    log_in(client, "view_searchoutbox", "change_searchoutbox")

    response = client.post(reverse("search_outbox_retry"), follow=True)

    assert "2 documenten worden opnieuw geprobeerd." in response.text
    assert not SearchOutbox.objects.exclude(error="").exists()


def test_who_may_only_look_has_no_button(client, rows):
    log_in(client, "view_searchoutbox")

    assert "Probeer" not in client.get(reverse("search_outbox")).text
    refused = client.post(reverse("search_outbox_retry"), {"row": rows[1].pk})

    assert SearchOutbox.objects.exclude(error="").count() == 2
    assert refused.status_code in (302, 403)


def test_who_may_not_look_sees_neither_menu_nor_report(client, rows):
    log_in(client)

    response = client.get(reverse("search_outbox"), follow=True)

    assert "geen ruimte" not in response.text
    assert reverse("search_outbox") not in client.get(reverse("wagtailadmin_home")).text
