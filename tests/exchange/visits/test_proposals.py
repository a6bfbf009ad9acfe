"""Proposals: the same night after night, and nothing leaves before a person says yes."""

import pytest

from academie.exchange.capacity.people import organiser
from academie.exchange.models import Match, Wish
from academie.exchange.visits import jobs, proposals, wishes
from academie.exchange.visits.errors import VisitNotPossible
from academie.mail.models import OutgoingMail
from academie.taxonomy.models import Region
from tests import factories
from tests.exchange.visits.people import wish

pytestmark = pytest.mark.django_db
TOGETHER = "bezoekwens-koppeling"


@pytest.fixture
def editor(db):
    return organiser(factories.make_user("koppelaar").pk)


def pair():
    return wish("Anna"), wish("Bram", "zorg", "onderwijs")


def members(match):
    return [member.wish.name for member in match.members.all()]


def test_every_night_the_same(site):
    pair()

    assert jobs.propose()
    before = list(Match.objects.values())

    assert not jobs.propose()
    assert list(Match.objects.values()) == before
    assert members(Match.objects.get()) == ["Anna", "Bram"]


def test_only_confirmed_and_open_wishes_count(site):
    wish("Anna", confirmed=False)
    wish("Bram", "zorg", "onderwijs")

    assert proposals.propose() == 0


def test_regions_of_the_site_count(site):
    district = Region.objects.get(slug="charlois")
    wish("Anna", region=Region.objects.get(slug="carnisse"))
    wish("Ver", "zorg", "onderwijs")
    wish("Dichtbij", "zorg", "onderwijs", region=district)

    proposals.propose()

    assert members(Match.objects.get()) == ["Anna", "Dichtbij"]


def test_a_newcomer_does_not_disturb_what_was_proposed(site):
    pair()
    proposals.propose()
    known = Match.objects.get()
    wish("Cas"), wish("Dirk", "zorg", "onderwijs")

    assert proposals.propose() == 1

    assert Match.objects.filter(pk=known.pk).exists()
    assert Match.objects.count() == 2


def test_nobody_hears_of_it_before_a_person_says_yes(site, editor):
    anna, bram = pair()
    proposals.propose()
    assert not OutgoingMail.objects.filter(kind=TOGETHER).exists()

    match = proposals.confirm(Match.objects.get().pk, actor=editor)

    assert (match.state, match.user_id) == (Match.State.CONFIRMED, editor.user_id)
    mails = {mail.to: mail.text for mail in OutgoingMail.objects.filter(kind=TOGETHER)}
    assert set(mails) == {anna.email, bram.email}
    for words in ("Bram", "Organisatie Bram", bram.email, "/uitwisselen/mijn/?t="):
        assert words in mails[anna.email]
    assert anna.email in mails[bram.email]
    assert not Wish.objects.filter(closed_at=None).exists()
    assert proposals.propose() == 0


def test_in_a_ring_everybody_hears_whom_to_visit(site, editor):
    wish("Anna", "onderwijs", "zorg")
    wish("Bram", "zorg", "overig")
    wish("Cas", "overig", "onderwijs")
    proposals.propose()

    proposals.confirm(Match.objects.get().pk, actor=editor)

    text = OutgoingMail.objects.get(kind=TOGETHER, to="bram@werk.nl").text
    assert "U gaat op bezoek bij Organisatie Cas." in text
    assert "anna@werk.nl" in text
    assert "cas@werk.nl" in text


def test_deciding_twice_is_refused_and_mails_nobody_again(site, editor):
    pair()
    proposals.propose()
    pk = Match.objects.get().pk
    proposals.confirm(pk, actor=editor)
    count = OutgoingMail.objects.count()

    for decide in (proposals.confirm, proposals.reject):
        with pytest.raises(VisitNotPossible, match="al beslist"):
            decide(pk, actor=editor)

    assert OutgoingMail.objects.count() == count


def test_who_was_rejected_is_not_proposed_again(site, editor):
    pair()
    proposals.propose()

    proposals.reject(Match.objects.get().pk, actor=editor)

    assert not OutgoingMail.objects.filter(kind=TOGETHER).exists()
    assert proposals.propose() == 0
    cas = wish("Cas", "zorg", "onderwijs")
    assert proposals.propose() == 1
    assert members(Match.objects.get(state=Match.State.PROPOSED)) == ["Anna", cas.name]


def test_a_wish_that_was_taken_back_takes_the_proposal_along(site, editor):
    anna, _ = pair()
    proposals.propose()
    pk = Match.objects.get().pk

    wishes.erase(anna.public)

    with pytest.raises(VisitNotPossible, match="niet meer"):
        proposals.confirm(pk, actor=editor)
    assert not OutgoingMail.objects.filter(kind=TOGETHER).exists()


def test_organisations_that_met_make_way_for_new_ones(site, editor):
    pair()
    proposals.propose()
    proposals.confirm(Match.objects.get().pk, actor=editor)
    wish("Anna2", organisation="Organisatie Anna")
    wish("Bram2", "zorg", "onderwijs", organisation="Stichting Organisatie Bram")
    wish("Cas", "zorg", "onderwijs")

    proposals.propose()

    assert members(Match.objects.get(state=Match.State.PROPOSED)) == ["Anna2", "Cas"]


def test_never_within_one_organisation(site):
    wish("Anna", organisation="De Brug")
    wish("Bram", "zorg", "onderwijs", organisation="Stichting de brug")

    assert proposals.propose() == 0
