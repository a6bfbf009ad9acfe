"""Drafts that nobody goes on with."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from academie.accounts import leaving
from academie.accounts.who import REDACTEUR
from academie.mail.models import OutgoingMail
from academie.moderation import submitting
from academie.moderation.deciding import refuse
from academie.writing import drafts, kinds
from academie.writing.tidying import tidy
from tests import factories
from tests.moderation.people import person, waiting
from tests.writing.forms import writer

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)
MONTH = timedelta(days=31)


@pytest.fixture
def draft(site):
    user = writer()
    page = factories.make_toolkit(site, publish=False, owner=user)
    page.save_revision(user=user)
    return page


def left(page):
    return Page.objects.filter(pk=page.pk).exists()


def mails():
    return OutgoingMail.objects.filter(kind=kinds.ABANDONED)


def test_after_a_year_one_mail_and_a_month_later_it_goes(draft):
    now = timezone.now()
    assert not tidy(now + timedelta(days=300))
    assert tidy(now + YEAR)
    assert not tidy(now + YEAR + timedelta(days=20))
    (mail,) = mails()
    assert mail.to == "schrijver@school.nl"
    assert draft.title in mail.text
    assert f"/deel-uw-kennis/{draft.pk}/titel/" in mail.text
    assert left(draft)
    assert tidy(now + YEAR + MONTH)
    assert not left(draft)


def test_who_saves_in_between_keeps_it(draft):
    now = timezone.now()
    tidy(now + YEAR)
    page = drafts.own_page(draft.pk, draft.owner)
    drafts.save(page, draft.owner, {})
    Page.objects.filter(pk=draft.pk).update(latest_revision_created_at=now + YEAR)
    assert not tidy(now + YEAR + MONTH)
    assert left(draft)


def test_what_was_handed_in_or_published_once_stays(draft, site):
    submitting.submit(draft, draft.owner)
    public = factories.make_toolkit(site, title="Online", owner=draft.owner)
    public.unpublish()
    imported = factories.make_toolkit(site, title="Van elders", publish=False)
    assert not tidy(timezone.now() + YEAR + YEAR)
    assert not mails().exists()
    assert all(left(page) for page in (draft, public, imported))


def test_what_was_given_back_and_left_lying_goes_too(draft):
    submitting.submit(draft, draft.owner)
    refuse(
        waiting(draft), person("redacteur", REDACTEUR), reason="Nog geen doel: wat leert iemand?"
    )
    now = timezone.now()
    assert tidy(now + YEAR)
    assert tidy(now + YEAR + MONTH)
    assert not left(draft)


def test_a_writer_who_leaves_takes_along_what_nobody_read(site):
    user = writer()
    secret = factories.make_toolkit(site, publish=False, owner=user)
    waiting = factories.make_toolkit(site, publish=False, owner=user)
    public = factories.make_toolkit(site, owner=user)
    for page in (secret, waiting):
        page.save_revision(user=user)
    submitting.submit(waiting, user)
    leaving.erase(user)
    assert [left(page) for page in (secret, waiting, public)] == [False, True, True]


def test_mail_about_a_draft_does_not_follow_who_left(draft):
    tidy(timezone.now() + YEAR)
    leaving.erase(draft.owner)
    assert not mails().exists()
