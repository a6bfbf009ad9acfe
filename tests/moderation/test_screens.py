"""The screens of who reads: the list, one review, the way out and its report."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from academie.accounts.who import display_name
from academie.mail.models import OutgoingMail
from academie.moderation import deciding, kinds
from academie.moderation.claiming import claim
from academie.moderation.models import Approval, Review
from academie.moderation.refusals import NotPossible
from academie.moderation.submitting import submit
from academie.proofing.finding import STOP, Finding
from tests.moderation.invariant import own_work_online
from tests.moderation.people import changed, handed_in, person, waiting, written

pytestmark = pytest.mark.django_db


def url(name, review):
    return reverse(f"moderation_{name}", args=[review.pk])


@pytest.fixture
def review(site, writer):
    return handed_in(site, writer)


@pytest.fixture
def reader(client, editor):
    client.force_login(editor)
    return client


def test_from_the_mail_to_online_in_two_clicks(reader, review):
    mail = OutgoingMail.objects.get(kind=kinds.ASKED)
    assert url("review", review) in mail.text
    html = reader.get(url("review", review)).content.decode()
    assert "Akkoord, zet online" in html
    answer = reader.post(url("approve", review), {"digest": review.digest}, follow=True)
    assert "staat online" in answer.content.decode()
    review.page.refresh_from_db()
    assert review.page.live


def test_text_is_shown_as_readers_will_see_it(reader, review):
    answer = reader.get(url("example", review))
    assert "Zo geeft u een opdracht" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_maker_and_strangers_find_nothing(client, site, writer, review):
    other = person("ver weg", "Regioredacteur")
    for user in (writer, other):
        client.force_login(user)
        assert client.get(url("review", review)).status_code == 404
        assert client.get(url("example", review)).status_code == 404
        assert client.post(url("approve", review), {"digest": review.digest}).status_code == 404
    assert not Approval.objects.exists()


def test_a_look_decides_nothing(reader, review):
    for name in ("take", "give_back", "approve", "refuse"):
        assert reader.get(url(name, review)).status_code == 405


def test_approval_without_the_text_that_was_read(reader, review):
    html = reader.post(url("approve", review), {}).content.decode()
    assert "veranderd sinds u hem las" in html
    assert "Fout: " in html
    assert not Approval.objects.exists()


def test_list_shows_what_is_free_mine_and_late(reader, editor, review, site):
    Review.objects.update(due_on="2026-01-02")
    html = reader.get(reverse("moderation_queue")).content.decode()
    assert "te laat" in html
    assert "nog niemand" in html
    assert "Nakijken (1)" in html
    reader.post(url("take", review))
    assert "Die u leest (1)" in reader.get(reverse("moderation_queue")).content.decode()
    assert (
        review.page.title
        not in reader.get(reverse("moderation_queue") + "?regio=delft").content.decode()
    )


def test_one_reader_at_a_time(reader, editor, review):
    second = person("tweede", "Redacteur")
    claim(review, second)
    html = reader.post(url("take", review), follow=True).content.decode()
    assert "Een ander leest deze tekst al" in html
    answer = reader.post(url("approve", review), {"digest": review.digest})
    assert "Een ander leest" in answer.content.decode()
    assert not Approval.objects.exists()
    reader.post(url("give_back", review))
    review.refresh_from_db()
    assert review.claimed_by == second
    reader.force_login(person("beheer", "Beheerder"))
    reader.post(url("give_back", review))
    review.refresh_from_db()
    assert review.claimed_by is None


def test_sending_back_asks_a_reason_and_keeps_what_was_typed(reader, review):
    data = {"reason": "nee", "bij-purpose": "Te <b>lang</b>"}
    html = reader.post(url("refuse", review), data).content.decode()
    assert "Fout: " in html
    assert "Te &lt;b&gt;lang&lt;/b&gt;" in html
    data["reason"] = "De tweede stap klopt niet."
    reader.post(url("refuse", review), data)
    review.refresh_from_db()
    assert review.outcome == Review.Outcome.REFUSED
    assert review.remarks.get().text == "Te <b>lang</b>"


def test_handed_in_again_shows_what_changed(reader, review, writer):
    reader.post(url("refuse", review), {"reason": "De titel zegt te weinig."})
    page = changed(review.page.specific, writer, title="Een opdracht in drie stappen")
    submit(page, writer)
    html = reader.get(url("review", waiting(page))).content.decode()
    assert "Veranderd sinds hij terugging" in html
    assert "De titel zegt te weinig." in html
    assert "drie" in html


def test_change_of_a_public_page_is_shown_against_it(reader, review, writer):
    reader.post(url("approve", review), {"digest": review.digest})
    page = changed(review.page.specific, writer, minutes=25)
    submit(page, writer)
    html = reader.get(url("review", waiting(page))).content.decode()
    assert "Verschil met wat nu online staat" in html
    assert "25" in html


def test_story_needs_the_tick_of_its_reader(reader, site, writer, editor):
    review = handed_in(site, writer, "praktijkverhaal", not_traceable=False)
    html = reader.get(url("review", review)).content.decode()
    assert "niemand is te herkennen" in html
    assert "Toestemming" in html
    data = {"digest": review.digest}
    assert "Vink aan" in reader.post(url("approve", review), data).content.decode()
    assert "approve" not in {
        name: 1 for name, *_ in review.task_state.task.specific.get_actions(review.page, editor)
    }
    with pytest.raises(NotPossible):
        review.task_state.task.specific.on_action(review.task_state, editor, "approve")
    review.page.refresh_from_db()
    assert not review.page.live
    reader.post(url("approve", review), data | {"nobody_recognisable": "1"})
    page = review.page.specific_class.objects.get(pk=review.page_id)
    assert page.live
    assert page.second_reader == editor
    assert page.not_traceable
    assert page.second_read_at
    assert own_work_online() == []


def test_story_without_consent_goes_no_further(reader, site, writer, editor):
    page = written(site, writer, "praktijkverhaal", not_traceable=False, consent_given=False)
    page.get_workflow().start(page, writer)
    review = waiting(page)
    assert "Akkoord, zet online" not in reader.get(url("review", review)).content.decode()
    data = {"digest": review.digest, "nobody_recognisable": "1"}
    reader.post(url("approve", review), data)
    page.refresh_from_db()
    assert not page.live


def test_superuser_publishes_alone_with_a_reason_that_everybody_sees(client, site, root):
    page = written(site, root)
    client.force_login(root)
    way_out = reverse("moderation_override", args=[page.pk])
    assert way_out in client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
    assert "Fout: " in client.post(way_out, {"reason": "spoed"}).content.decode()
    page.refresh_from_db()
    assert not page.live
    reason = "Storing bij het meldpunt, niemand bereikbaar."
    client.post(way_out, {"reason": reason})
    page.refresh_from_db()
    assert page.live
    assert PageLogEntry.objects.filter(page=page, action="academie.publish.without_reader").exists()
    assert reason in client.get(f"/beheer/pages/{page.pk}/history/").content.decode()
    client.force_login(person("beheer", "Beheerder"))
    assert reason in client.get(reverse("moderation_report")).content.decode()


def test_way_out_is_for_superusers(client, site, writer, editor):
    page = written(site, editor)
    for user in (writer, editor, person("beheer", "Beheerder")):
        client.force_login(user)
        client.post(reverse("moderation_override", args=[page.pk]), {"reason": "x" * 30})
    page.refresh_from_db()
    assert not page.live
    assert not Approval.objects.exists()


@pytest.mark.parametrize("read_before", [False, True])
def test_story_has_a_second_reader_on_the_way_out_too(client, site, root, read_before):
    """That somebody read an earlier version says nothing of this one."""
    ticked = {"not_traceable": read_before}
    if read_before:
        ticked |= {"second_reader": person("eerder", "Redacteur")}
    page = written(site, root, "praktijkverhaal", **ticked)
    client.force_login(root)
    data = {"reason": "Er is echt niemand die kan lezen."}
    html = client.post(reverse("moderation_override", args=[page.pk]), data).content.decode()
    assert "nooit zonder tweede lezer" in html
    page.refresh_from_db()
    assert not page.live
    assert not Approval.objects.exists()


def test_editor_of_a_story_offers_no_tick_of_its_reader(reader, site, writer, editor):
    """Whoever saves in the editor is a maker; the tick is on the review screen alone."""
    review = handed_in(site, writer, "praktijkverhaal", not_traceable=False)
    address = f"/beheer/pages/{review.page_id}/edit/"
    html = reader.get(address).content.decode()
    assert 'name="consent_given"' in html
    assert 'name="not_traceable"' not in html
    assert "Laatst nagelezen door" in html
    assert "nog niet" in _field(html)
    reader.post(url("approve", review), {"digest": review.digest, "nobody_recognisable": "1"})
    assert display_name(editor) in _field(reader.get(address).content.decode())


def _field(html):
    """Return the line of the editor that tells who read the story."""
    return html.partition("Laatst nagelezen door")[2].partition("Laatst nagelezen op")[0]


def test_maker_hands_a_story_in_from_the_editor(client, site, writer):
    page = written(site, writer, "praktijkverhaal", not_traceable=False)
    values = {"title": page.title, "slug": page.slug, "intro": page.intro, "consent_given": "on"}
    empty = {"moments": streamfield([]), "lessons": streamfield([])}
    empty |= {"reading_links": inline_formset([]), "comments": inline_formset([])}
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(data=nested_form_data(values | empty), instance=page, for_user=writer)
    form.is_valid()
    # The page itself says that a second reader is missing; who hands it in does not hear of it.
    assert "not_traceable" in page.publish_problems()
    assert "lessons" in form.errors
    assert "tweede lezer" not in str(form.errors)
    unsure = written(site, writer, "praktijkverhaal", slug="b", consent_given=False)
    with pytest.raises(NotPossible, match="toestemming"):
        submit(unsure, writer)


def test_story_of_a_source_needs_no_second_consent(site, writer, editor):
    review = handed_in(
        site,
        writer,
        "praktijkverhaal",
        adopted=True,
        consent_given=False,
        not_traceable=False,
        vouched_note="Geregeld bij de bron.",
    )
    deciding.approve(review, editor, nobody_recognisable=True)
    page = review.page.specific_class.objects.get(pk=review.page_id)
    assert page.live
    assert page.second_reader == editor


def test_what_stops_a_text_stops_its_approval(reader, review, editor, monkeypatch):
    """A check may know more today than when the text was handed in."""
    stop = Finding("intro", "Inleiding", STOP, "Hier staat een nummer.", "123", "Haal weg.", "x")
    monkeypatch.setattr("academie.moderation.stops.findings_of", lambda page: [stop])
    monkeypatch.setattr("academie.moderation.screens.sight.findings_of", lambda page: [stop])
    html = reader.get(url("review", review)).content.decode()
    assert "Akkoord, zet online" not in html
    assert "Hier staat een nummer." in html
    html = reader.post(url("approve", review), {"digest": review.digest}).content.decode()
    assert "Fout: " in html
    assert "Hier staat een nummer. Haal weg." in html
    with pytest.raises(NotPossible):
        review.task_state.task.specific.on_action(review.task_state, editor, "approve")
    review.page.refresh_from_db()
    assert not review.page.live
    assert not Approval.objects.exists()


def test_reader_writes_no_pupil_data_either(reader, review):
    reason = "Het gaat over leerling 123456782, dat is te herkennen."
    html = reader.post(url("refuse", review), {"reason": reason}).content.decode()
    assert "Fout: " in html
    assert reason in html
    review.refresh_from_db()
    assert review.is_open


def test_editor_leads_to_the_review_screen(reader, review):
    html = reader.get(f"/beheer/pages/{review.page_id}/edit/").content.decode()
    assert url("review", review) in html
    assert "action-publish" not in html


def test_what_was_decided_is_told_calmly(reader, review, editor):
    deciding.refuse(review, editor, reason="Dit moet echt nog anders.")
    html = reader.get(url("review", review), follow=True).content.decode()
    assert "al beslist" in html
    html = reader.post(url("approve", review), {"digest": review.digest}, follow=True)
    assert "al beslist" in html.content.decode()
