"""Every way to publish that Wagtail has, tried by the maker of a text: none reaches readers."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.edit import EditAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Page, Revision

from academie.core.publishing import NotPublishedError
from academie.core.schedule import publish_what_is_due
from academie.library.models import Toolkit
from academie.moderation import deciding
from academie.moderation.digest import digest_of
from academie.moderation.submitting import submit
from tests import factories
from tests.moderation.invariant import own_work_online
from tests.moderation.people import changed, handed_in, person, waiting, written

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=1)


@pytest.fixture(params=["redactie", "super"])
def maker(request, site):
    """Somebody with every right there is to publish, who wrote the text herself."""
    group = "Redacteur" if request.param == "redactie" else ""
    return person(request.param, group, is_superuser=request.param == "super")


@pytest.fixture
def maker_client(client, maker):
    client.force_login(maker)
    return client


def is_public(page):
    return Page.objects.get(pk=page.pk).live


def test_no_button_publishes(site, maker, maker_client):
    page = written(site, maker)
    html = maker_client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
    assert "action-publish" not in html
    assert "action-submit" in html
    form = maker_client.get(f"/beheer/pages/add/library/toolkit/{site.toolkits.pk}/")
    assert "action-publish" not in form.content.decode()


def test_forced_button_keeps_the_text_as_a_draft(site, maker, maker_client):
    from tests.proofing.forms import toolkit_form

    page = written(site, maker)
    values = toolkit_form(page, title="Hard gedrukt") | {"action-publish": "1"}
    answer = maker_client.post(f"/beheer/pages/{page.pk}/edit/", values, follow=True)
    assert "Iemand die er niet aan schreef" in answer.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert page.draft_title == "Hard gedrukt"


def test_forced_button_on_a_new_page_keeps_a_draft(site, maker, maker_client):
    from tests.proofing.forms import toolkit_form

    values = toolkit_form(
        Toolkit(), title="Meteen online", slug="meteen-online", licence=Toolkit().licence
    )
    values["action-publish"] = "1"
    answer = maker_client.post(f"/beheer/pages/add/library/toolkit/{site.toolkits.pk}/", values)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Toolkit.objects.get(slug="meteen-online")
    assert not made.live
    assert made.draft_title == "Meteen online"


def test_bulk_action_publishes_nothing(site, maker, maker_client):
    page = written(site, maker)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    maker_client.post(f"{url}?id={page.pk}", {"include_descendants": "on"})
    assert not is_public(page)
    # The shelf above it is public; its drafts are not taken along.
    maker_client.post(f"{url}?id={site.toolkits.pk}", {"include_descendants": "on"})
    assert not is_public(page)


def test_api_publishes_nothing(site, maker, maker_client):
    page = written(site, maker)
    api = f"/beheer/api/main/pages/{page.pk}/"
    # The page is there for her: what follows is a refusal, not an address that does not exist.
    assert maker_client.get(api).status_code == 200
    url = f"{api}action"
    assert maker_client.post(f"{url}/publish/").status_code == 403
    assert not is_public(page)
    data = {"recursive": False, "keep_live": True, "slug": "kopie", "title": "Kopie"}
    answer = maker_client.post(f"{url}/copy/", json.dumps(data), content_type="application/json")
    assert answer.status_code in {201, 403}
    assert not Page.objects.filter(slug="kopie", live=True).exists()
    alias = json.dumps({"destination_page_id": site.toolkits.pk, "update_slug": "alias"})
    answer = maker_client.post(f"{url}/create_alias/", alias, content_type="application/json")
    assert answer.status_code in {201, 403}
    assert not Page.objects.filter(alias_of=page, live=True).exists()


def test_approval_publishes_and_no_button_is_needed(site, maker, maker_client):
    """The reader's word puts a text online; the API publishes neither before nor after it.

    Wagtail asks one right for its button in the editor, for the bulk action and for the API, and
    the button saves a new version, which nobody read. So that right is nobody's.
    """
    review = handed_in(site, maker)
    url = f"/beheer/api/main/pages/{review.page_id}/action"
    assert maker_client.post(f"{url}/publish/").status_code == 403
    deciding.approve(review, person("lezer", "Redacteur"))
    assert is_public(review.page)
    assert maker_client.post(f"{url}/unpublish/").status_code == 200
    assert maker_client.post(f"{url}/publish/").status_code == 403
    assert not is_public(review.page)
    # What was read may come back, to the letter: below the buttons, or by handing it in again.
    PublishPageRevisionAction(review.revision, user=maker).execute(skip_permission_checks=True)
    assert is_public(review.page)
    assert own_work_online() == []


def test_api_reverts_to_a_draft(site, maker, maker_client, editor):
    other = person("ander", "Redacteur")
    review = handed_in(site, maker)
    deciding.approve(review, other)
    page = changed(review.page.specific, maker, title="Tweede tekst")
    data = json.dumps({"revision_id": review.revision_id})
    url = f"/beheer/api/main/pages/{page.pk}/action/revert_to_page_revision/"
    maker_client.post(url, data, content_type="application/json")
    page.refresh_from_db()
    assert page.live_revision_id == review.revision_id
    assert own_work_online() == []


def test_actions_below_the_buttons(site, maker):
    """Also with Wagtail's own check left out, as its editor does."""
    page = written(site, maker)
    revision = page.latest_revision
    for skip in (False, True):
        action = PublishPageRevisionAction(revision, user=maker)
        with pytest.raises(PermissionDenied):
            action.execute(skip_permission_checks=skip)
        with pytest.raises(PermissionDenied):
            revision.publish(user=maker, skip_permission_checks=skip)
        fresh = Toolkit.objects.get(pk=page.pk)
        fresh.title = "Anders"
        with pytest.raises(PermissionDenied):
            EditAction(fresh, user=maker, publish=True).execute(skip_permission_checks=skip)
    assert not is_public(page)
    assert own_work_online() == []


def test_copy_is_a_draft(site, maker, maker_client, editor):
    review = handed_in(site, person("ander", "Specialist"))
    deciding.approve(review, person("lezer", "Redacteur"))
    page = review.page.specific
    page.refresh_from_db()
    values = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": site.toolkits.pk,
        "publish_copies": "on",
    }
    form = maker_client.get(f"/beheer/pages/{page.pk}/copy/").content.decode()
    assert "publish_copies" not in form
    maker_client.post(f"/beheer/pages/{page.pk}/copy/", values)
    assert not Page.objects.get(slug="kopie").live
    for skip in (False, True):
        action = CopyPageAction(page, user=maker, keep_live=True, update_attrs={"slug": "k2"})
        with pytest.raises(PermissionDenied):
            action.execute(skip_permission_checks=skip)
    assert not Page.objects.filter(slug="k2", live=True).exists()


def test_alias_shows_only_what_was_read(site, maker):
    review = handed_in(site, maker)
    draft = review.page.specific
    hidden = CreatePageAliasAction(draft, user=maker, update_slug="voor").execute(
        skip_permission_checks=True
    )
    assert not hidden.live
    deciding.approve(review, person("lezer", "Redacteur"))
    page = Toolkit.objects.get(pk=draft.pk)
    title = page.title
    alias = CreatePageAliasAction(page, user=maker, update_slug="na").execute(
        skip_permission_checks=True
    )
    changed(page, maker, title="Nog niet gelezen")
    assert Toolkit.objects.get(pk=alias.pk).title == title
    own = ConvertAliasPageAction(Toolkit.objects.get(pk=alias.pk), user=maker).execute()
    assert own.title == title
    later = changed(own, maker, title="Ook niet gelezen")
    with pytest.raises(PermissionDenied):
        later.latest_revision.publish(user=maker)


def test_reverting_makes_a_draft(site, maker, maker_client):
    other = person("lezer", "Redacteur")
    review = handed_in(site, maker)
    first = review.revision
    deciding.approve(review, other)
    page = changed(Toolkit.objects.get(pk=review.page_id), maker, title="Tweede tekst")
    submit(page, maker)
    deciding.approve(waiting(page), other)
    page.refresh_from_db()
    RevertToPageRevisionAction(page, first, user=maker).execute()
    fresh = Toolkit.objects.get(pk=page.pk)
    assert fresh.title == "Tweede tekst"
    assert fresh.draft_title == first.as_object().title
    html = maker_client.get(f"/beheer/pages/{page.pk}/revisions/{first.pk}/revert/")
    assert "action-publish" not in html.content.decode()
    assert own_work_online() == []


def test_move_and_unpublish_show_no_new_text(site, maker, maker_client):
    review = handed_in(site, maker)
    deciding.approve(review, person("lezer", "Redacteur"))
    page = changed(Toolkit.objects.get(pk=review.page_id), maker, title="Nog niet gelezen")
    title = page.title
    maker_client.post(f"/beheer/pages/{page.pk}/unpublish/")
    assert not is_public(page)
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish(user=maker)
    # What was read before may come back; only somebody who did not write it decides that anew.
    review.revision.refresh_from_db()
    review.revision.publish(user=maker)
    page.refresh_from_db()
    assert page.title == title
    assert own_work_online() == []


def test_approved_and_planned_goes_online_at_its_moment(site, maker, time_machine_of):
    review = handed_in(site, maker, go_live_at=timezone.now() + SOON)
    deciding.approve(review, person("lezer", "Redacteur"))
    publish_what_is_due()
    assert not is_public(review.page)
    time_machine_of(timezone.now() + 2 * SOON)
    publish_what_is_due()
    assert is_public(review.page)


def test_changed_after_the_approval_is_not_planned(site, maker, time_machine_of):
    review = handed_in(site, maker, go_live_at=timezone.now() + SOON)
    deciding.approve(review, person("lezer", "Redacteur"))
    page = changed(Toolkit.objects.get(pk=review.page_id), maker, title="Stiekem")
    newest = page.latest_revision
    for skip in (False, True):
        with pytest.raises(PermissionDenied):
            PublishPageRevisionAction(newest, user=maker).execute(skip_permission_checks=skip)
    # Whoever writes the plan into the version itself gets no further than the clock.
    type(newest).objects.filter(pk=newest.pk).update(approved_go_live_at=timezone.now())
    time_machine_of(timezone.now() + 2 * SOON)
    publish_what_is_due()
    page.refresh_from_db()
    assert page.title != "Stiekem"
    assert own_work_online() == []


def test_version_is_not_saved_with_a_plan(site, maker, time_machine_of):
    page = written(site, maker)
    with pytest.raises(NotPublishedError):
        page.save_revision(user=maker, approved_go_live_at=timezone.now() + SOON)
    time_machine_of(timezone.now() + 2 * SOON)
    publish_what_is_due()
    assert not is_public(page)


def test_written_over_after_the_approval(site, maker, time_machine_of):
    """The editor keeps one version while somebody types: the approval is of the words."""
    review = handed_in(site, maker, go_live_at=timezone.now() + SOON)
    title = review.page.draft_title
    deciding.approve(review, person("lezer", "Redacteur"))
    page = Toolkit.objects.get(pk=review.page_id)
    newest = page.get_latest_revision_as_object()
    newest.title = "Stiekem"
    review.revision.refresh_from_db()
    plan = {"approved_go_live_at": timezone.now() + SOON}
    with pytest.raises(NotPublishedError):
        newest.save_revision(user=maker, overwrite_revision=review.revision, **plan)
    review.revision.refresh_from_db()
    later = newest.save_revision(user=maker, overwrite_revision=review.revision)
    # What was approved keeps its plan and its words; what came later is a version of its own.
    assert later.pk != review.revision_id
    Revision.objects.filter(pk=later.pk).update(**plan)
    time_machine_of(timezone.now() + 2 * SOON)
    publish_what_is_due()
    assert Toolkit.objects.get(pk=page.pk).title == title
    assert own_work_online() == []
    with pytest.raises(NotPublishedError):
        Toolkit.objects.get(pk=page.pk).latest_revision.publish(user=maker)


def test_version_whose_words_were_changed_in_the_database(site, maker, time_machine_of):
    review = handed_in(site, maker, go_live_at=timezone.now() + SOON)
    deciding.approve(review, person("lezer", "Redacteur"))
    revision = Revision.objects.get(pk=review.revision_id)
    revision.content["title"] = "Stiekem"
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    time_machine_of(timezone.now() + 2 * SOON)
    publish_what_is_due()
    assert not is_public(review.page)
    with pytest.raises(NotPublishedError):
        Revision.objects.get(pk=revision.pk).publish(user=maker)


@pytest.mark.parametrize("offline", [False, True], ids=["online", "taken off again"])
def test_writing_on_after_the_text_went_online(site, maker, maker_client, offline):
    """The tab of the editor stays open and writes over its own version: that one was read.

    Otherwise her new words would stand in a version that counts as seen by readers, a colleague
    would save on top of it, and she could approve her own text.
    """
    from tests.proofing.forms import toolkit_form

    review = handed_in(site, maker)
    deciding.approve(review, person("lezer", "Redacteur"))
    page = Toolkit.objects.get(pk=review.page_id)
    if offline:
        page.unpublish()
    values = toolkit_form(page, title="Nog niet gelezen") | {
        "overwrite_revision_id": review.revision_id
    }
    assert maker_client.post(f"/beheer/pages/{page.pk}/edit/", values).status_code == 302
    page.refresh_from_db()
    assert page.draft_title == "Nog niet gelezen"
    assert page.latest_revision_id != review.revision_id
    assert digest_of(Revision.objects.get(pk=review.revision_id)) == review.digest
    colleague = person("collega", "Redacteur")
    page = changed(page, colleague, minutes=25)
    submit(page, colleague)
    assert not deciding.may_decide(waiting(page), maker)
    assert own_work_online() == []


def test_system_publishes_what_no_person_wrote(site):
    assert factories.make_toolkit(site).live


def test_approval_does_not_travel_with_a_copy(site, maker):
    review = handed_in(site, maker)
    deciding.approve(review, person("lezer", "Redacteur"))
    page = Toolkit.objects.get(pk=review.page_id)
    copy = CopyPageAction(
        page, user=maker, keep_live=False, update_attrs={"slug": "kopie"}
    ).execute()
    with pytest.raises(PermissionDenied):
        copy.latest_revision.publish(user=maker)
