"""Every screen for every role: only who manages the session gets in, and others learn nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from academie.exchange.models import ExportLog, SignUp, SignUpChange
from academie.exchange.organising.urls import urlpatterns
from academie.mail.models import OutgoingMail
from academie.taxonomy.models import Region
from tests import factories
from tests.exchange.organising.people import account, make_session, sign_up

pytestmark = pytest.mark.django_db

NAMES = sorted(pattern.name for pattern in urlpatterns if pattern.name != "exchange_organise")
OF_A_PERSON = {"person", "approve", "refuse", "withdraw", "side", "details", "hand_over"}


@pytest.fixture
def mine(site):
    """A session in Rotterdam of the first owner, with somebody in it."""
    session = make_session(
        site,
        title="Bezoek aan Zuid",
        owner=account("eigenaar-een", "Specialist"),
        region=Region.objects.get(slug="carnisse"),
        approval=True,
    )
    return sign_up(session, "Anna Bakker")


@pytest.fixture
def theirs(site):
    """A session in Utrecht of the second owner, with somebody in it."""
    session = make_session(
        site,
        title="Bezoek aan de Dom",
        owner=account("eigenaar-twee", "Specialist"),
        region=factories.make_region("utrecht", "Utrecht", Region.Kind.MUNICIPALITY),
        approval=True,
    )
    return sign_up(session, "Bram de Wit")


def log_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(name, person):
    short = name.removeprefix("exchange_organise_")
    arguments = [person.session_id, person.pk] if short in OF_A_PERSON else [person.session_id]
    return reverse(name, args=arguments)


def regional(*slugs):
    user = account("regio", "Regioredacteur")
    user.regions.set(Region.objects.filter(slug__in=slugs))
    return user


def counts():
    models = (SignUpChange, OutgoingMail, ExportLog, SignUp)
    return [model.objects.count() for model in models] + [
        sorted(SignUp.objects.values_list("pk", "state", "name", "side"))
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["owner", "region", "specialist"])
def test_others_find_nothing_and_change_nothing(name, who, mine, theirs):
    user = {
        "owner": lambda: account("eigenaar-een", "Specialist"),
        "region": lambda: regional("rotterdam"),
        "specialist": lambda: account("los", "Specialist"),
    }[who]()
    client = log_in(user)
    before = counts()

    for answer in (
        client.get(address(name, theirs)),
        client.post(address(name, theirs), {"reason": "Nee", "mensen": theirs.pk, "stap": "doe"}),
    ):
        # 405: the address takes only one method, whoever asks.
        assert answer.status_code in (404, 405)
        assert "Bram" not in answer.text
    assert counts() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["owner", "region", "Redacteur", "Beheerder"])
def test_who_manages_it_gets_in(name, who, mine):
    user = {
        "owner": lambda: account("eigenaar-een", "Specialist"),
        "region": lambda: regional("rotterdam"),
    }.get(who, lambda: account("iemand", who))()
    client = log_in(user)

    answers = [client.get(address(name, mine)), client.post(address(name, mine))]

    assert {answer.status_code for answer in answers} <= {200, 302, 405}
    assert 405 not in [answer.status_code for answer in answers] or {
        answer.status_code for answer in answers
    } != {405}
    assert all("no-store" in one["Cache-Control"] for one in answers if one.status_code != 405)


@pytest.mark.parametrize("name", [*NAMES, "exchange_organise"])
def test_without_access_to_the_admin(name, mine):
    """A participant who happens to hold the permission, and somebody who is not logged in."""
    participant = account("deelnemer", "Deelnemer")
    participant.user_permissions.add(Permission.objects.get(codename="organise_all"))
    url = reverse(name) if name == "exchange_organise" else address(name, mine)
    for client in (Client(), log_in(participant)):
        for answer in (client.get(url), client.post(url)):
            assert answer.status_code == 302
            assert "/inloggen/" in answer["Location"] or answer["Location"] == "/beheer/"


def test_a_person_of_another_session_is_not_reached_through_ones_own(mine, theirs):
    client = log_in(account("eigenaar-een", "Specialist"))
    url = reverse("exchange_organise_person", args=[mine.session_id, theirs.pk])

    answer = client.get(url, follow=True)

    assert "Deze aanmelding is er niet meer." in answer.text
    assert "Bram" not in answer.text
    url = reverse("exchange_organise_selection", args=[mine.session_id])
    data = {"mensen": [theirs.pk], "actie": "afmelden", "stap": "doe", "reason": "Nee"}
    answer = client.post(url, data, follow=True)
    assert "Kies eerst één of meer mensen" in answer.text
    theirs.refresh_from_db()
    assert theirs.state == "aangevraagd"


def test_the_list_and_the_menu_show_ones_own(mine, theirs):
    client = log_in(account("eigenaar-een", "Specialist"))
    text = client.get(reverse("exchange_organise")).text
    assert "Bezoek aan Zuid" in text
    assert "Bezoek aan de Dom" not in text
    home = client.get(reverse("wagtailadmin_home")).text
    assert reverse("exchange_organise") in home
    assert "1 aanvraag wacht" in home

    stranger = log_in(account("los", "Specialist"))
    text = stranger.get(reverse("exchange_organise")).text
    assert "Bezoek aan" not in text
    assert reverse("exchange_organise") not in stranger.get(reverse("wagtailadmin_home")).text


def test_the_editor_of_the_page_leads_to_its_people(mine):
    client = log_in(account("iemand", "Redacteur"))
    edit = reverse("wagtailadmin_pages:edit", args=[mine.session.page_id])
    session = reverse("exchange_organise_session", args=[mine.session_id])

    assert session in client.get(edit).text
    assert edit in client.get(session).text


def test_posts_need_the_form_token(mine):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("iemand", "Redacteur"))
    url = reverse("exchange_organise_approve", args=[mine.session_id, mine.pk])
    assert client.post(url).status_code == 403
    mine.refresh_from_db()
    assert mine.state == "aangevraagd"
