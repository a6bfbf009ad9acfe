"""What happens to texts that wait too long, and what their makers read about it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academie.mail.models import OutgoingMail
from academie.moderation import deciding, kinds
from academie.moderation.claiming import claim
from academie.moderation.jobs import chase
from academie.moderation.models import Review
from academie.moderation.refusals import NotPossible
from academie.moderation.standing import standing_of, standings
from academie.moderation.submitting import submit, take_back
from academie.moderation.working_days import after
from tests.moderation.people import changed, handed_in, person, written

pytestmark = pytest.mark.django_db


def sent(kind):
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_weekends_do_not_count(day, days, expected):
    assert after(day, days) == expected


def test_reminded_and_escalated_once(site, writer, editor):
    beheer = person("beheer", "Beheerder")
    review = handed_in(site, writer)
    assert not chase()
    today = timezone.localdate()
    Review.objects.update(due_on=today - timedelta(days=1))
    assert chase()
    assert not chase()
    assert sent(kinds.REMINDER) == [editor.email]
    assert sent(kinds.ESCALATION) == []
    Review.objects.update(due_on=today - timedelta(days=15))
    assert chase()
    assert not chase()
    assert sent(kinds.ESCALATION) == [beheer.email]
    assert sent(kinds.REMINDER) == [editor.email]
    deciding.approve(review, editor)
    assert not chase()


def test_only_who_took_it_is_reminded(site, writer, editor):
    second = person("tweede", "Redacteur")
    claim(handed_in(site, writer), second)
    Review.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    chase()
    assert sent(kinds.REMINDER) == [second.email]


def test_standing_tells_every_stage(site, writer, editor, django_assert_max_num_queries):
    page = written(site, writer)
    assert standing_of(page).word == "concept"
    submit(page, writer, note="Stap 3 is nieuw.")
    review = Review.objects.get()
    assert review.note == "Stap 3 is nieuw."
    assert standing_of(page).word == "ingestuurd"
    assert standing_of(page).due_on == review.due_on
    claim(review, editor)
    assert standing_of(page).word == "wordt gelezen"
    assert standing_of(page).reviewer == "redactie"
    deciding.refuse(review, editor, reason="Dit moet echt nog anders.")
    page = type(page).objects.get(pk=page.pk)
    assert standing_of(page).word == "teruggestuurd"
    assert standing_of(page).reason == "Dit moet echt nog anders."
    page = changed(page, writer, title="Beter")
    submit(page, writer)
    deciding.approve(Review.objects.get(outcome=""), editor)
    page = type(page).objects.get(pk=page.pk)
    assert standing_of(page).word == "online"
    with django_assert_max_num_queries(2):
        standings([page])


def test_submitting_is_refused_in_plain_words(site, writer, editor):
    page = written(site, writer)
    with pytest.raises(NotPossible, match="schreef niet"):
        submit(page, person("ander", "Specialist"))
    submit(page, writer)
    with pytest.raises(NotPossible, match="ligt al bij een lezer"):
        submit(page, writer)
    with pytest.raises(NotPossible, match="schreef niet"):
        take_back(page, person("ander", "Specialist"))
    take_back(page, writer)
    assert Review.objects.get().outcome == Review.Outcome.WITHDRAWN
    with pytest.raises(NotPossible, match="niet bij een lezer"):
        take_back(page, writer)
    submit(page, writer)
    deciding.approve(Review.objects.get(outcome=""), editor)
    with pytest.raises(NotPossible, match="niets veranderd"):
        submit(page, writer)
