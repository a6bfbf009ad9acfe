"""A reader's decision, and who may take it."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction

from academie.mail.models import OutgoingMail
from academie.moderation import deciding, kinds
from academie.moderation.claiming import claim
from academie.moderation.models import Approval, Review
from academie.moderation.refusals import NotPossible
from academie.moderation.submitting import submit
from academie.upkeep.reviewing.confirm import confirm
from tests.moderation.people import changed, handed_in, person, waiting

pytestmark = pytest.mark.django_db


def mails(kind):
    return {mail.to: mail for mail in OutgoingMail.objects.filter(kind=kind)}


def test_approved_by_somebody_else_goes_online(site, writer, editor):
    review = handed_in(site, writer)
    given = deciding.approve(review, editor)
    page = review.page.specific
    page.refresh_from_db()
    assert page.live
    assert page.live_revision_id == review.revision_id == given.revision_id
    assert given.as_what == Approval.AsWhat.EDITOR
    review.refresh_from_db()
    assert (review.outcome, review.ended_by) == (Review.Outcome.APPROVED, editor)


def test_maker_may_not_approve_her_own_text(site, editor):
    review = handed_in(site, editor)
    with pytest.raises(NotPossible, match="schreef zelf"):
        deciding.approve(review, editor)
    review.page.refresh_from_db()
    assert not review.page.live
    assert not Approval.objects.exists()


def test_superuser_who_wrote_may_not_approve(site, root, editor):
    review = handed_in(site, root)
    with pytest.raises(NotPossible, match="schreef zelf"):
        deciding.approve(review, root)
    deciding.approve(review, editor)


def test_who_changed_one_word_is_a_maker_too(site, writer, editor):
    review = handed_in(site, writer)
    changed(review.page.specific, editor, title="Een beter woord")
    again = waiting(review.page)
    assert again.pk != review.pk
    with pytest.raises(NotPossible, match="schreef zelf"):
        deciding.approve(again, editor)
    with pytest.raises(NotPossible, match="schreef zelf"):
        deciding.approve(again, writer)
    deciding.approve(again, person("ander", "Redacteur"))


def test_who_wrote_before_the_last_publication_may_read_again(site, writer, editor):
    deciding.approve(handed_in(site, writer), editor)
    page = changed(Review.objects.get().page.specific, editor, title="Nieuw")
    submit(page, editor)
    deciding.approve(waiting(page), person("derde", "Redacteur"))
    page = changed(page, writer, title="Nog nieuwer")
    submit(page, writer)
    deciding.approve(waiting(page), editor)


def test_who_wrote_an_older_version_that_was_brought_back_is_a_maker(site, writer, editor):
    page = changed(handed_in(site, writer).page.specific, editor, title="Woorden van de redacteur")
    older = page.latest_revision
    third = person("derde", "Redacteur")
    deciding.approve(waiting(changed(page, writer, title="Woorden van de schrijver")), third)
    page.refresh_from_db()
    RevertToPageRevisionAction(page, older, user=writer).execute(skip_permission_checks=True)
    submit(page, writer)
    again = waiting(page)
    assert again.revision.content["title"] == "Woorden van de redacteur"
    with pytest.raises(NotPossible, match="schreef zelf"):
        deciding.approve(again, editor)
    deciding.approve(again, third)


def test_edit_under_review_begins_again_and_ends_the_claim(site, writer, editor):
    review = handed_in(site, writer)
    claim(review, editor)
    changed(review.page.specific, writer, title="Toch anders")
    review.refresh_from_db()
    assert review.outcome == Review.Outcome.EDITED
    again = waiting(review.page)
    assert again.claimed_by is None
    assert again.task_state.revision_id == again.revision_id != review.revision_id
    assert set(mails(kinds.CHANGED)) == {"redactie@voorbeeld.invalid"}
    with pytest.raises(NotPossible, match="al beslist"):
        deciding.approve(review, editor)


def test_saving_the_same_text_again_changes_nothing(site, writer, editor):
    review = handed_in(site, writer)
    changed(review.page.specific, writer)
    assert waiting(review.page).pk == review.pk
    deciding.approve(review, editor)
    review.page.refresh_from_db()
    assert review.page.live


def test_klopt_nog_meanwhile_does_not_stand_in_the_way(site, writer, editor):
    """It moves the date of the version that waits, and no word of it."""
    review = handed_in(site, writer)
    deciding.approve(review, editor)
    page = changed(review.page.specific, writer, intro="Nieuwe inleiding.")
    submit(page, writer)
    confirm(page.specific, editor)
    deciding.approve(waiting(page), editor)
    page.refresh_from_db()
    assert page.intro == "Nieuwe inleiding."


def test_text_that_was_overwritten_after_it_was_read_is_not_approved(site, writer, editor):
    """Wagtail's editor keeps one version while somebody types; its number says nothing."""
    review = handed_in(site, writer)
    seen = review.digest
    page = review.page.specific.get_latest_revision_as_object()
    page.title = "Stiekem anders"
    page.save_revision(user=writer, overwrite_revision=review.revision)
    again = waiting(page)
    assert again.revision_id == review.revision_id
    with pytest.raises(NotPossible, match="veranderd"):
        deciding.approve(again, editor, digest=seen)


def test_reason_is_needed_to_send_back(site, writer, editor):
    review = handed_in(site, writer)
    with pytest.raises(NotPossible, match="Schrijf"):
        deciding.refuse(review, editor, reason="   nee   ")
    deciding.refuse(
        review,
        editor,
        reason="Stap 2 klopt niet met de regels van de gemeente.",
        remarks={"purpose": ("Doel", "Te lang.")},
    )
    mail = mails(kinds.REFUSED)["schrijver@voorbeeld.invalid"]
    assert "Stap 2 klopt niet" in mail.text
    assert "Doel:\nTe lang." in mail.text
    assert f"/beheer/pages/{review.page_id}/edit/" in mail.text


def test_maker_hears_that_it_is_online(site, writer, editor):
    deciding.approve(handed_in(site, writer), editor)
    mail = mails(kinds.APPROVED)["schrijver@voorbeeld.invalid"]
    assert "/toolkits/zo-geeft-u-een-opdracht/" in mail.text


def test_only_our_own_mails_leave(site, writer, editor):
    review = handed_in(site, writer)
    assert {mail.kind for mail in OutgoingMail.objects.all()} == {kinds.ASKED}
    deciding.refuse(review, editor, reason="Dit moet echt nog anders.")
    assert {mail.kind for mail in OutgoingMail.objects.all()} == {kinds.ASKED, kinds.REFUSED}


def test_one_open_review_a_page(site, writer):
    review = handed_in(site, writer)
    again = {"page": review.page, "revision": review.revision, "due_on": review.due_on}
    elsewhere = review.task_state.copy()
    for state in (review.task_state, elsewhere):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(task_state=state, digest="x", **again)
