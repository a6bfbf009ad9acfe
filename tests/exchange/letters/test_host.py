"""Mail to who receives the participants: what has to be decided, without names."""

from datetime import timedelta

import pytest

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import organiser
from academie.exchange.capacity.session_life import decide_by_calendar
from academie.exchange.letters import host, host_day, kinds
from academie.mail.models import OutgoingMail
from tests import factories
from tests.exchange.letters.people import join, mails, moment
from tests.exchange.letters.test_invitations import publish
from tests.exchange.letters.test_reminders import at

pytestmark = pytest.mark.django_db

CONTACT = {"contact_email": "Gastheer@zorg.nl"}


def to_host(kind):
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


def test_request_is_told_with_a_link_and_without_a_name(site):
    found = moment(site, approval=True, page=CONTACT)
    join(found, "Noor Vos")
    join(found, "Bram", World.EDUCATION)
    first, second = to_host(kinds.HOST_REQUEST)
    assert first.to == "gastheer@zorg.nl"
    assert first.subject == "Nieuwe aanvraag: Een ochtend mee"
    assert f"/beheer/deelnemers/{found.pk}/" in first.text
    assert "De kant is: zorg." in first.text
    assert "Er wachten nu 2 aanvragen op u." in second.text
    for personal in ("Noor", "Vos", "noor@school.nl", "Regenboog"):
        assert personal not in first.subject + first.text


def test_other_changes_are_not_told(site):
    found = moment(site, page=CONTACT)
    join(found)
    join(found, "Bram")
    assert not OutgoingMail.objects.filter(to="gastheer@zorg.nl").exists()


def test_without_a_contact_the_owner_gets_it(site):
    owner = factories.make_user("eigenaar")
    type(owner).objects.filter(pk=owner.pk).update(email="eigenaar@zorg.nl")
    found = moment(site, approval=True, page={"owner": owner})
    join(found)
    assert [mail.to for mail in to_host(kinds.HOST_REQUEST)] == ["eigenaar@zorg.nl"]


@pytest.mark.parametrize("email", ["", "geen adres"])
def test_without_any_address_nothing_fails(site, email):
    owner = factories.make_user("eigenaar")
    type(owner).objects.filter(pk=owner.pk).update(email=email)
    found = moment(site, approval=True, page={"owner": owner})
    join(found)
    assert to_host(kinds.HOST_REQUEST) == []
    assert len(mails("Noor")) == 1


def test_warning_comes_once_and_says_how_many(site):
    found = moment(site, days=20, capacity=5, minimum=3, page=CONTACT)
    join(found)
    day = found.start - timedelta(days=found.decide_days + 2)
    assert decide_by_calendar(found.pk, now=day)
    decide_by_calendar(found.pk, now=day + timedelta(hours=1))
    (mail,) = to_host(kinds.HOST_SESSION)
    assert mail.subject == "Te weinig mensen: Een ochtend mee"
    assert "Er heeft nu 1 mens een plaats." in mail.text
    assert "3 mensen of meer" in mail.text


def test_too_few_and_cancelled_are_told(site):
    few = moment(site, capacity=5, minimum=3, page=CONTACT | {"title": "Te stil"})
    off = moment(site, page=CONTACT | {"title": "Ziek"})
    actor = organiser(factories.make_user("o").pk)
    desk.decide(few.pk, False, actor=actor)
    desk.cancel(off.pk, actor=actor, note="Ziek.")
    subjects = [mail.subject for mail in to_host(kinds.HOST_SESSION)]
    assert subjects == ["Gaat niet door: Te stil", "Gaat niet door: Ziek"]
    assert "Er waren minder dan 3 mensen." in to_host(kinds.HOST_SESSION)[0].text


def test_going_on_is_no_mail(site):
    found = moment(site, capacity=5, minimum=1, page=CONTACT)
    join(found)
    desk.decide(found.pk, True, actor=organiser(factories.make_user("o").pk))
    assert to_host(kinds.HOST_SESSION) == []


def test_long_title_is_cut_at_a_word(site):
    found = moment(site, page={"title": "Woorden " * 25})
    subject, _ = host.asked(found, "zorg", now=found.start)
    assert subject.endswith("Woorden …")
    assert len(subject) < 140


def test_list_for_the_day_comes_once_and_again_after_a_move(site):
    found = moment(site, capacity=4, page=CONTACT)
    moment(site, capacity=4, page=CONTACT | {"title": "Niemand komt"})
    join(found, "Noor")
    join(found, "Bram", World.EDUCATION)
    assert host_day.send_due(at(found.start, -2, 8)) == 0
    assert [host_day.send_due(at(found.start, -2, hour)) for hour in (9, 10)] == [1, 0]
    (mail,) = to_host(kinds.HOST_DAY)
    assert mail.subject == "Wie er komen: Een ochtend mee"
    assert "2 mensen: 1 van onderwijs, 1 van zorg." in mail.text
    assert links.day_url(found) in mail.text
    assert "Noor" not in mail.text
    publish(found, shift=timedelta(days=5))
    assert host_day.send_due(at(found.start, -2, 10)) == 0
    assert host_day.send_due(at(found.start, 3, 10)) == 1


def test_cancelled_session_has_no_list(site):
    found = moment(site, page=CONTACT)
    join(found)
    desk.cancel(found.pk, actor=organiser(factories.make_user("o").pk), note="")
    assert host_day.send_due(at(found.start, -2, 10)) == 0
