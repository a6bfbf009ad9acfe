"""What an organiser does to one person or several: through the desk, with a reason, and calmly."""

import pytest
from django.urls import reverse

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.enums import ActorKind, Reason
from academie.exchange.models import SignUp
from tests.exchange.organising.people import make_session, sign_up

pytestmark = pytest.mark.django_db


def url(name, one):
    return reverse(f"exchange_organise_{name}", args=[one.session_id, one.pk])


def bulk(browser, session, action, people, **values):
    address = reverse("exchange_organise_selection", args=[session.pk])
    data = {"actie": action, "mensen": [one.pk for one in people]} | values
    return browser.post(address, data, follow=True)


def state(one):
    return SignUp.objects.get(pk=one.pk).state


def states(people):
    return [state(one) for one in people]


@pytest.fixture
def asked(site):
    """A session with two places that the host decides about, and three who ask for one."""
    session = make_session(site, capacity=2, approval=True)
    return [sign_up(session, name) for name in ("Anna", "Bram", "Cato")]


def test_screen_of_a_session_shows_people_by_state(browser, visit):
    anna = sign_up(visit, "Anna", World.EDUCATION)
    sign_up(visit, "Bram", World.CARE)
    desk.withdraw(anna.pk, actor=PERSON)

    text = browser.get(reverse("exchange_organise_session", args=[visit.pk])).text

    assert text.index("Heeft een plaats (1)") < text.index("Bram") < text.index("Afgemeld (1)")
    assert "1 van 4" in text


def test_screen_of_a_person_says_why_she_waits(browser, site):
    session = make_session(site, capacity=1)
    sign_up(session, "Anna")
    bram = sign_up(session, "Bram")
    text = browser.get(url("person", bram)).text
    assert "op de wachtlijst." in text
    assert "Er was geen plaats vrij." in text


def test_approving_writes_down_who_did_it(browser, editor, asked):
    answer = browser.post(url("approve", asked[0]), follow=True)

    assert "Anna is goedgekeurd" in answer.text
    change = asked[0].changes.last()
    assert (change.new, change.reason) == ("bevestigd", Reason.APPROVED)
    assert (change.actor, change.user) == (ActorKind.ORGANISER, editor)
    assert "Organisator (redacteur)" in browser.get(url("person", asked[0])).text


def test_approving_says_when_there_is_no_place_left(browser, asked):
    for one in asked[:2]:
        desk.approve(one.pk, actor=PERSON)
    answer = browser.post(url("approve", asked[2]), follow=True)
    assert "is goedgekeurd. Er is nu geen plaats: de wachtlijst geldt." in answer.text
    assert states(asked) == ["bevestigd", "bevestigd", "wachtlijst"]


def test_approving_what_was_decided_already_is_calm(browser, asked):
    desk.withdraw(asked[0].pk, actor=PERSON)
    answer = browser.post(url("approve", asked[0]), follow=True)
    assert "Anna vraagt niets meer (afgemeld)." in answer.text
    assert state(asked[0]) == "ingetrokken"


def test_refusing_needs_a_reason_and_keeps_it_in_the_history(browser, asked):
    answer = browser.post(url("refuse", asked[0]), {"reason": " \u200b "})
    assert "Vul de reden in." in answer.text
    assert "<title>" in answer.text
    assert "Fout: " in answer.text.split("</title>")[0]
    assert state(asked[0]) == "aangevraagd"

    browser.post(url("refuse", asked[0]), {"reason": "De klas is al vol."})
    change = asked[0].changes.last()
    assert (change.new, change.note) == ("geweigerd", "De klas is al vol.")
    assert "De klas is al vol." in browser.get(url("person", asked[0])).text


def test_what_is_not_possible_says_why_and_keeps_what_was_typed(browser, site):
    session = make_session(site)
    anna = sign_up(session, "Anna")
    answer = browser.post(url("refuse", anna), {"reason": "Past toch niet."})
    assert "heeft al een plaats" in answer.text
    assert "Past toch niet." in answer.text
    assert state(anna) == "bevestigd"


@pytest.mark.parametrize("name", ["refuse", "withdraw", "side", "details", "hand_over"])
def test_who_withdrew_in_the_meantime_gives_a_calm_message(browser, visit, name):
    anna = sign_up(visit, "Anna")
    desk.withdraw(anna.pk, actor=PERSON)
    before = anna.changes.count()
    for answer in (
        browser.get(url(name, anna), follow=True),
        browser.post(url(name, anna), {"reason": "Toch niet"}, follow=True),
    ):
        assert "Anna is niet meer aangemeld (afgemeld). Er is niets veranderd." in answer.text
    assert anna.changes.count() == before


def test_who_was_erased_in_the_meantime_too(browser, visit):
    anna = sign_up(visit, "Anna")
    desk.erase(anna.pk)
    answer = browser.post(url("withdraw", anna), {"reason": "Toch niet"}, follow=True)
    assert "Deze aanmelding is er niet meer." in answer.text


def test_removing_gives_the_place_to_who_waits(browser, site):
    session = make_session(site, capacity=1)
    anna, bram = sign_up(session, "Anna"), sign_up(session, "Bram")
    assert states([anna, bram]) == ["bevestigd", "wachtlijst"]

    browser.post(url("withdraw", anna), {"reason": "Belde af."})

    assert states([anna, bram]) == ["ingetrokken", "bevestigd"]
    assert (anna.changes.last().reason, anna.changes.last().note) == (Reason.REMOVED, "Belde af.")


def test_correcting_a_side_that_costs_the_place_is_asked_first(browser, site):
    session = make_session(site, capacity=2, kept_education=1, kept_care=1)
    anna = sign_up(session, "Anna", World.EDUCATION)
    sign_up(session, "Zus", World.CARE)

    answer = browser.post(url("side", anna), {"side": "zorg"})
    assert "wachtlijst" in answer.text
    assert state(anna) == "bevestigd"

    browser.post(url("side", anna), {"side": "zorg", "may_wait": "on"})
    anna.refresh_from_db()
    assert (anna.side, anna.state) == ("zorg", "wachtlijst")


def test_correcting_details(browser, visit, vocabulary):
    anna = sign_up(visit, "Anna")
    data = {"name": "Anna Bakker", "email": "fout", "role": "Iets", "organisation": "De Brug"}
    answer = browser.post(url("details", anna), data)
    assert "Dit e-mailadres klopt niet." in answer.text
    assert "Anna Bakker" in answer.text

    data |= {"email": "Anna.Bakker@School.nl", "role": ""}
    data["role"] = "Intern begeleider (IB'er)"
    browser.post(url("details", anna), data)
    anna.refresh_from_db()
    assert (anna.name, anna.email_key, anna.role) == ("Anna Bakker", "anna.bakker@school.nl", "ib")


def test_handing_over(browser, visit):
    anna = sign_up(visit, "Anna")
    data = {
        "name": "Bram",
        "email": "bram@school.nl",
        "role": "ib",
        "organisation": "De Brug",
        "side": "onderwijs",
    }
    browser.post(url("hand_over", anna), data)
    bram = SignUp.objects.get(name="Bram")
    assert (state(anna), bram.state, bram.from_other) == ("overgedragen", "bevestigd", anna)


def test_adding_by_hand_is_the_same_desk_and_once(browser, editor, visit):
    address = reverse("exchange_organise_add", args=[visit.pk])
    form = browser.get(address).context["form"]
    data = {
        "name": "Anna",
        "email": "anna@school.nl",
        "role": "ib",
        "organisation": "De Brug",
        "side": "onderwijs",
        "key": form["key"].value(),
    }
    assert "Anna is aangemeld" in browser.post(address, data, follow=True).text
    assert "Anna was al aangemeld" in browser.post(address, data, follow=True).text

    change = SignUp.objects.get().changes.get()
    assert (change.new, change.actor, change.user) == ("bevestigd", ActorKind.ORGANISER, editor)


def test_adding_says_what_is_missing(browser, visit):
    address = reverse("exchange_organise_add", args=[visit.pk])
    answer = browser.post(address, {"name": "Anna", "email": "anna@school.nl"})
    assert "Vul de organisatie in." in answer.text
    assert "Kies de kant van de organisatie." in answer.text
    assert 'value="anna@school.nl"' in answer.text
    assert not SignUp.objects.exists()


def test_bulk_approval_goes_by_number_and_never_over_the_places(browser, asked):
    answer = bulk(browser, asked[0].session, "goedkeuren", reversed(asked))

    assert "3 aanmeldingen zijn goedgekeurd. Voor 1 is nu geen plaats" in answer.text
    assert states(asked) == ["bevestigd", "bevestigd", "wachtlijst"]


def test_bulk_tells_whom_it_could_not_help(browser, asked):
    desk.withdraw(asked[1].pk, actor=PERSON)
    answer = bulk(browser, asked[0].session, "goedkeuren", asked)
    assert "2 aanmeldingen zijn goedgekeurd." in answer.text
    assert "Bij 1 lukte het niet: Over deze aanmelding was al beslist." in answer.text
    assert states(asked) == ["bevestigd", "ingetrokken", "bevestigd"]


@pytest.mark.parametrize(
    ("action", "after"), [("weigeren", "geweigerd"), ("afmelden", "ingetrokken")]
)
def test_bulk_asks_for_a_reason_first(browser, asked, action, after):
    session, chosen = asked[0].session, asked[:2]
    answer = bulk(browser, session, action, chosen)
    assert "Cato" not in answer.text
    assert "Vul de reden in" not in answer.text
    answer = bulk(browser, session, action, chosen, stap="doe", reason="")
    assert "Vul de reden in." in answer.text
    assert states(asked) == ["aangevraagd"] * 3

    bulk(browser, session, action, chosen, stap="doe", reason="Te veel mensen van één school.")

    assert states(asked) == [after, after, "aangevraagd"]
    notes = {one.changes.last().note for one in chosen}
    assert notes == {"Te veel mensen van één school."}


@pytest.mark.parametrize("people", [["x"], ["9" * 40], ["-1"], [""], ["²"]])
def test_bulk_with_nonsense_is_calm(browser, asked, people):
    address = reverse("exchange_organise_selection", args=[asked[0].session_id])
    answer = browser.post(address, {"actie": "goedkeuren", "mensen": people}, follow=True)
    assert "Kies eerst één of meer mensen" in answer.text
