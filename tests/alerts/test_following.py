"""Asking, confirming and leaving: the same answer to everybody, and nobody is flooded."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from academie.alerts import following, kinds
from academie.alerts.followed import from_query
from academie.alerts.models import Follower, SavedSearch
from academie.mail import on_request
from academie.mail.models import OutgoingMail
from academie.mail.on_request import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def ask(query: str = "q=TOS", email: str = "jan@school.nl", frequency: str = "week") -> Asked:
    return following.ask(email, from_query(query), frequency)


def mails(**filters) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(**filters).order_by("pk"))


def let_time_pass() -> None:
    """Mails of before stay in the count, but not under the name of these minutes."""
    for mail in mails():
        OutgoingMail.objects.filter(pk=mail.pk).update(key=f"toen:{mail.pk}")


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test crosses from one ten minutes into the next."""
    now = timezone.now().replace(minute=5)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_asking_writes_one_mail_and_confirms_nothing():
    assert ask() is Asked.DONE

    search = SavedSearch.objects.get()
    assert search.confirmed_at is None
    assert search.ends_at - timezone.now() < timedelta(days=7, minutes=1)
    (mail,) = mails()
    assert (mail.kind, mail.to) == (kinds.CONFIRM, "jan@school.nl")
    assert "/op-de-hoogte/bevestigen/?t=" in mail.text


def test_the_first_mail_says_nothing_that_a_stranger_typed():
    ask("q=Koop+nu+op+kwaad.example")

    (mail,) = mails()
    assert "kwaad" not in mail.text + mail.subject + str(mail.headers)


def test_confirming_starts_a_year():
    ask()
    search = SavedSearch.objects.get()

    confirmed = following.confirm(search.public)
    again = following.confirm(search.public)

    assert confirmed.confirmed_at == again.confirmed_at is not None
    assert timedelta(days=360) < confirmed.ends_at - timezone.now() < timedelta(days=367)


def test_pressing_twice_gives_no_second_mail_and_later_it_does():
    ask(frequency="week")
    ask(frequency="dag")

    assert len(mails()) == 1
    assert SavedSearch.objects.get().frequency == "dag"

    let_time_pass()
    ask()
    assert len(mails()) == 2
    assert SavedSearch.objects.count() == 1


def test_nobody_can_be_flooded():
    for number in range(30):
        assert ask(f"q=woord{number}") is Asked.DONE
        let_time_pass()

    assert len(mails()) == on_request.MOST_A_DAY
    assert SavedSearch.objects.count() == on_request.MOST_A_DAY, "and nothing is kept either"
    assert ask(email="piet@school.nl") is Asked.DONE
    assert len(mails(to="piet@school.nl")) == 1

    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    ask("q=nog+een")
    assert len(mails(to="jan@school.nl")) == on_request.MOST_A_DAY + 1


def test_forty_colleagues_behind_one_school_all_succeed():
    for number in range(40):
        assert ask(email=f"collega{number}@school.nl") is Asked.DONE

    assert len(mails()) == 40


def test_a_storm_on_the_whole_site_is_stopped(monkeypatch):
    monkeypatch.setattr(on_request, "MOST_AN_HOUR", 3)
    answers = [ask(email=f"vreemde{number}@ergens.nl") for number in range(5)]

    assert answers == [Asked.DONE] * 3 + [Asked.BUSY] * 2
    assert following.ask_link("vreemde0@ergens.nl") is Asked.BUSY
    assert Follower.objects.count() == 3


def test_asking_for_what_one_follows_mails_the_way_to_it(follow):
    follow("q=TOS")

    assert ask("q=TOS", frequency="dag") is Asked.DONE

    (mail,) = mails()
    assert mail.kind == kinds.KNOWN
    assert "/op-de-hoogte/mijn/?t=" in mail.text
    assert SavedSearch.objects.get().confirmed_at is not None


def test_an_address_follows_so_much_and_no_more(follow, monkeypatch):
    monkeypatch.setattr(following, "MOST_SEARCHES", 2)
    follow("q=een")
    follow("q=twee")

    assert ask("q=drie") is Asked.DONE

    assert SavedSearch.objects.count() == 2
    assert "Meer kan niet" in mails()[0].text


def test_the_way_to_it_is_mailed_to_who_follows_only(follow):
    follow("q=TOS")

    assert following.ask_link("jan@school.nl") is Asked.DONE
    assert following.ask_link("onbekend@school.nl") is Asked.DONE

    assert [mail.to for mail in mails()] == ["jan@school.nl"]
    assert not Follower.objects.filter(email="onbekend@school.nl").exists()


def test_leaving_removes_everything_also_mail_that_did_not_leave(follow):
    search = follow("q=TOS")
    follow("q=anders")
    other = follow("q=TOS", email="piet@school.nl")
    ask("q=nieuw")
    ask("q=nieuw", email="piet@school.nl")

    following.leave(search.follower.public)
    following.leave(search.follower.public)

    assert set(Follower.objects.values_list("email", flat=True)) == {"piet@school.nl"}
    assert SavedSearch.objects.filter(follower=other.follower).count() == 2
    assert [mail.to for mail in mails()] == ["piet@school.nl"]


def test_stopping_the_last_search_removes_the_address(follow):
    first, second = follow("q=een"), follow("q=twee")
    follower = first.follower

    assert following.stop(follower, first.public)
    assert Follower.objects.exists()
    assert not following.stop(follower, first.public)
    assert following.stop(follower, second.public)
    assert not Follower.objects.exists()


def test_nobody_changes_what_somebody_else_follows(follow):
    mine, theirs = follow("q=TOS"), follow("q=TOS", email="piet@school.nl")

    assert not following.change(mine.follower, theirs.public, "week")
    assert not following.renew(mine.follower, theirs.public)
    assert not following.stop(mine.follower, theirs.public)
    theirs.refresh_from_db()
    assert theirs.frequency == "dag"


def test_a_year_after_the_day_that_is_not_there_every_year():
    leap = datetime(2028, 2, 29, 12, tzinfo=timezone.get_current_timezone())

    assert following.a_year_after(leap).date().isoformat() == "2029-02-28"
