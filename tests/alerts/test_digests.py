"""The mails with new cards: when, to whom, with what, and never twice."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.alerts import digests, following, letters, matching, upkeep
from academie.alerts.models import AlertMatch, Follower, SavedSearch
from academie.mail.models import OutgoingMail
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("begun")]


def work() -> None:
    while matching.match_changes():
        pass


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def send(now: datetime) -> int:
    return digests.send_due(budget=30, now=now)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(
    ("frequency", "now", "moment"),
    [
        ("dag", "2026-11-25T06:59", "2026-11-24T07:00"),
        ("dag", "2026-11-25T07:00", "2026-11-25T07:00"),
        ("dag", "2026-11-25T23:00", "2026-11-25T07:00"),
        ("week", "2026-11-25T12:00", "2026-11-23T07:00"),
        ("week", "2026-11-23T07:00", "2026-11-23T07:00"),
        ("week", "2026-11-23T06:59", "2026-11-16T07:00"),
        ("week", "2026-11-22T23:59", "2026-11-16T07:00"),
        # On both nights that the clock is changed, seven is seven.
        ("dag", "2027-03-28T07:30", "2027-03-28T07:00"),
        ("dag", "2027-10-31T06:30", "2027-10-30T07:00"),
    ],
)
def test_moments(frequency, now, moment):
    assert digests.latest_moment(frequency, local(now)) == local(moment)


def test_one_mail_with_everything_new(site, follow, morning):
    follow("q=rooster")
    follow("q=klas", frequency="week")
    factories.make_toolkit(site, title="Een rooster", intro="Zo werkt het. En nog meer.")
    page = factories.make_praktijkverhaal(site, title="Rust in de klas")
    factories.make_toolkit(site, title="Een rooster in de klas")
    work()

    assert send(morning) == 1

    (mail,) = mails()
    assert mail.to == "jan@school.nl"
    assert mail.subject == "3 nieuwe kaarten voor u"
    for words in ("U volgt: ‘rooster’", "U volgt: ‘klas’", "Toolkit: Een rooster\nZo werkt het."):
        assert words in mail.text
    assert "En nog meer" not in mail.text
    assert f"Praktijkverhaal: Rust in de klas\nEen korte inleiding.\n{page.full_url}" in mail.text
    assert mail.text.count("Een rooster in de klas") == 1, "once, though it fits both"
    assert mail.headers["List-Unsubscribe"] in f"<{mail.text}>" or (
        mail.headers["List-Unsubscribe"][1:-1] in mail.text
    )
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_new_is_no_mail(site, follow, morning):
    search = follow("q=rooster")
    factories.make_toolkit(site, title="Iets anders")
    work()

    assert send(morning) == 0
    assert mails() == []
    search.refresh_from_db()
    assert search.last_digest_at == morning


def test_never_the_same_card_twice(site, follow, morning):
    follow("q=rooster")
    factories.make_toolkit(site, title="Rooster")
    work()

    assert send(morning) == 1
    for days in range(1, 15):
        assert send(morning + timedelta(days=days)) == 0


def test_a_card_in_the_daily_mail_is_not_in_the_weekly_one(site, follow, morning):
    tuesday = morning + timedelta(days=1)
    follow("q=rooster", last_digest_at=morning)
    follow("q=klas", frequency="week", last_digest_at=morning)
    factories.make_toolkit(site, title="Rooster in de klas")
    factories.make_toolkit(site, title="Een stille klas")
    work()

    assert send(tuesday) == 1
    assert send(morning + timedelta(days=7)) == 1

    daily, weekly = mails()
    assert "Rooster in de klas" in daily.text
    assert "Een stille klas" not in daily.text
    assert "Rooster in de klas" not in weekly.text
    assert "Een stille klas" in weekly.text


def test_not_before_its_time(site, follow, morning):
    follow("q=rooster", frequency="week", last_digest_at=morning)
    factories.make_toolkit(site, title="Rooster")
    work()

    for days in range(1, 7):
        assert send(morning + timedelta(days=days)) == 0
    assert send(morning + timedelta(days=7)) == 1


def test_unconfirmed_and_ended_searches_get_no_mail(site, follow, morning):
    follow("q=rooster", confirmed_at=None)
    follow("q=rooster", email="piet@school.nl", ends_at=morning - timedelta(hours=1))
    factories.make_toolkit(site, title="Rooster")
    work()

    assert AlertMatch.objects.count() == 2
    assert send(morning) == 0


def test_what_was_found_before_the_confirmation_is_not_lost(site, follow, morning):
    search = follow("q=rooster", confirmed_at=None)
    factories.make_toolkit(site, title="Rooster")
    work()
    following.confirm(search.public)

    assert send(morning) == 1


@pytest.mark.parametrize("how", ["unpublish", "close", "delete", "expire"])
def test_never_a_card_that_cannot_be_found_any_more(site, follow, morning, how):
    follow("q=rooster")
    gone = factories.make_toolkit(site, title="Rooster dat weg is")
    factories.make_werkinstructie(site, title="Rooster dat blijft")
    work()
    if how == "unpublish":
        gone.unpublish()
    elif how == "close":
        PageViewRestriction.objects.create(page=gone, restriction_type="login")
    elif how == "delete":
        gone.delete()
    else:
        type(gone).objects.filter(pk=gone.pk).update(valid_until=morning.date() - timedelta(1))

    assert send(morning) == 1

    (mail,) = mails()
    assert "blijft" in mail.text
    assert "dat weg is" not in mail.text


def test_taken_off_between_reading_and_writing(site, follow, morning, monkeypatch):
    follow("q=rooster")
    page = factories.make_toolkit(site, title="Rooster")
    work()
    read = digests.Cards.read

    def read_then_gone(self, keys):
        documents = read(self, keys)
        page.unpublish()
        return documents

    monkeypatch.setattr(digests.Cards, "read", read_then_gone)

    assert send(morning) == 0
    assert mails() == []


def test_a_card_that_comes_back_before_the_mail_is_in_it(site, follow, morning):
    follow("q=rooster")
    page = factories.make_toolkit(site, title="Rooster")
    work()
    page.unpublish()
    assert send(morning) == 0
    page.save_revision().publish()

    assert send(morning + timedelta(days=1)) == 1


def test_a_crash_halfway_mails_nobody_twice_and_forgets_nobody(site, follow, morning, monkeypatch):
    for number in range(3):
        follow("q=rooster", email=f"jan{number}@school.nl")
    factories.make_toolkit(site, title="Rooster")
    work()
    queue, calls = digests.queue, []

    def crash_at_the_second(*args, **values):
        calls.append(1)
        result = queue(*args, **values)
        if len(calls) == 2:
            raise SystemExit
        return result

    with monkeypatch.context() as patch:
        patch.setattr(digests, "queue", crash_at_the_second)
        with transaction.atomic(), pytest.raises(SystemExit):
            send(morning)
    send(morning)

    assert sorted(mail.to for mail in mails()) == [f"jan{number}@school.nl" for number in range(3)]


def test_many_cards_are_cut_with_a_link_to_the_rest(site, follow, morning):
    follow("q=rooster")
    for number in range(letters.MOST_CARDS + 3):
        factories.make_toolkit(site, title=f"Rooster {number}")
    work()

    send(morning)

    (mail,) = mails()
    assert mail.text.count("Toolkit: ") == letters.MOST_CARDS
    assert "En nog 3." in mail.text
    assert "/zoeken/?q=rooster&sorteer=nieuw" in mail.text
    assert not AlertMatch.objects.filter(sent_at=None).exists()


def test_reading_cards_is_shared_between_followers(site, follow, morning, monkeypatch):
    for number in range(5):
        follow("q=rooster", email=f"jan{number}@school.nl")
    factories.make_toolkit(site, title="Rooster")
    work()
    load, loads = digests.state.load, []
    monkeypatch.setattr(digests.state, "load", lambda keys: loads.append(1) or load(keys))

    assert send(morning) == 5
    assert len(loads) == 1


def test_first_sentence():
    assert letters.first_sentence("Kort. En meer.") == "Kort."
    assert letters.first_sentence("Zonder einde") == "Zonder einde"
    assert len(letters.first_sentence("lang " * 100)) < 230


# --- what goes by itself ---------------------------------------------------------------------


def test_requests_nobody_confirms_go_after_a_week(site, follow):
    follow("q=blijft")
    search = follow("q=gaat", email="piet@school.nl", confirmed_at=None)
    soon = timezone.now() + timedelta(days=8)
    SavedSearch.objects.filter(pk=search.pk).update(ends_at=soon - timedelta(days=1))

    upkeep.tidy(soon)

    assert set(Follower.objects.values_list("email", flat=True)) == {"jan@school.nl"}


def test_after_a_year_somebody_is_asked_once_and_then_it_ends(site, follow):
    first, second = follow("q=rooster"), follow("q=klas")
    near = first.ends_at - timedelta(days=20)

    for days in range(5):
        upkeep.tidy(near + timedelta(days=days))

    (mail,) = mails()
    assert "- ‘rooster’" in mail.text
    assert "- ‘klas’" in mail.text
    assert "/op-de-hoogte/mijn/?t=" in mail.text
    assert "List-Unsubscribe" in mail.headers

    SavedSearch.objects.filter(pk=second.pk).update(ends_at=first.ends_at + timedelta(days=365))
    upkeep.tidy(first.ends_at + timedelta(days=1))
    assert list(SavedSearch.objects.all()) == [second]


def test_matches_go_when_they_have_served(site, follow, morning):
    follow("q=rooster")
    factories.make_toolkit(site, title="Rooster")
    work()
    send(morning)
    assert AlertMatch.objects.exists()

    upkeep.tidy(morning + timedelta(days=31))

    assert not AlertMatch.objects.exists()
    assert SavedSearch.objects.exists()
