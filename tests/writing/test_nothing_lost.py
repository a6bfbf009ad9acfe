"""What somebody typed is never lost: not by a mistake, another tab, the editor or a session."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from academie.writing.models import Draft
from tests import factories
from tests.writing.forms import read_form, send, writer
from tests.writing.test_flow import at, begun, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(site, client):
    user = writer()
    client.force_login(user)
    return user


def autosave(client, url, typed=None):
    return send(client, url, typed, press=("x", ""), HTTP_ACCEPT="application/json")


def test_a_first_save_without_a_title_keeps_the_form_and_says_what_to_do(client, sam):
    url = "/deel-uw-kennis/nieuw/toolkit/"
    response = send(client, url, {"intro": "Wel een doel."})
    assert response.status_code == 422
    page = response.content.decode()
    assert re.search(r"<title>\s*Fout: ", page)
    assert "Geef uw kaart eerst een titel" in page
    assert "Wel een doel." in page
    assert not Page.objects.filter(owner=sam).exists()


def test_what_a_page_cannot_hold_waits_beside_it(client, sam):
    page = begun(client, "training")
    typed = {"sessions-0-start": "2027-03-01T14:00", "sessions-0-location": "Wijkteam"}
    response = send(client, at(page, "momenten"), typed, press=("doe", "stop"))
    assert response.status_code == 303
    assert list(newest(page).sessions.all()) == []
    shown = read_form(client.get(at(page, "momenten"))).values
    assert shown["sessions-0-start"] == ["2027-03-01T14:00"]
    assert shown["sessions-0-location"] == ["Wijkteam"]
    lacks = client.get(reverse("writing:last", args=[page.pk])).content.decode()
    assert "Vul in wanneer het eindigt." in lacks
    send(client, at(page, "momenten"), {"sessions-0-end": "2027-03-01T16:00"})
    assert [one.location for one in newest(page).sessions.all()] == ["Wijkteam"]
    assert Draft.objects.get(page_id=page.pk).rest == {}


def test_a_number_that_is_none_is_told_at_its_field_and_kept_beside_the_rest(client, sam):
    page = begun(client)
    typed = {"minutes": "tien", "group_size": "Hele klas"}
    response = send(client, at(page, "maandagochtend"), typed)
    assert response.status_code == 422
    assert 'id="minutes-fout"' in response.content.decode()
    assert newest(page).group_size == "Hele klas"
    assert newest(page).minutes is None
    assert read_form(client.get(at(page, "maandagochtend"))).values["minutes"] == ["tien"]


def test_two_tabs_show_both_texts_and_lose_nothing(client, sam):
    page = begun(client)
    old = read_form(client.get(at(page, "titel"))).values
    send(client, at(page, "titel"), {"intro": "Uit het andere tabblad."})
    response = client.post(at(page, "titel"), old | {"intro": ["Uit dit."], "doe": "verder"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Uit het andere tabblad." in text
    assert "Uit dit." in text
    assert newest(page).intro == "Uit het andere tabblad."
    again = read_form(response).values | {"doe": "verder"}
    assert client.post(at(page, "titel"), again).status_code == 303
    assert newest(page).intro == "Uit dit."


def test_the_editor_in_between_is_a_conflict_only_where_it_changed_something(client, sam):
    page = begun(client)
    form = read_form(client.get(at(page, "maandagochtend"))).values
    edited = newest(page)
    edited.intro = "Door de redactie."
    edited.save_revision(user=writer("redactie"))
    data = form | {"group_size": ["Hele klas"], "doe": "verder"}
    assert client.post(at(page, "maandagochtend"), data).status_code == 303
    now = newest(page)
    assert (now.intro, now.group_size) == ("Door de redactie.", "Hele klas")
    assert now.latest_revision.user == sam
    assert now.revisions.count() == 3


def test_an_autosave_tells_the_script_when_it_was_kept_and_where_it_goes_on(client, sam):
    response = autosave(client, "/deel-uw-kennis/nieuw/toolkit/", {"title": "Vanzelf"})
    page = Page.objects.get(owner=sam)
    said = response.json()
    assert re.fullmatch(r"Concept bewaard om \d\d\.\d\d uur\.", said["said"])
    assert said["url"] == at(page, "titel")
    assert said["seen"] == read_form(client.get(said["url"])).values["gezien"][0]
    old = read_form(client.get(said["url"])).values
    autosave(client, said["url"], {"intro": "Nieuw"})
    response = client.post(said["url"], old | {"intro": ["Oud"]}, HTTP_ACCEPT="application/json")
    assert response.status_code == 409


def test_a_session_that_ended_gives_the_text_back_after_a_new_login(client, sam):
    page = begun(client)
    form = read_form(client.get(at(page, "titel"))).values | {"intro": ["Een uur werk."]}
    client.logout()
    response = client.post(at(page, "titel"), form | {"doe": "verder", "needs": ["1", "2"]})
    assert response.status_code == 403
    kept = read_form(response)
    assert kept.values["intro"] == ["Een uur werk."]
    assert kept.values["needs"] == ["1", "2"]
    assert "Log in" in response.content.decode()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sam)
    back = strict.post(kept.action, kept.values)
    assert back.status_code == 200
    assert newest(page).intro != "Een uur werk."
    again = read_form(back).values
    assert again["intro"] == ["Een uur werk."]
    assert strict.post(at(page, "titel"), again | {"doe": "verder"}).status_code == 303
    assert newest(page).intro == "Een uur werk."


def test_a_post_of_another_site_stores_nothing(client, sam):
    page = begun(client)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sam)
    form = read_form(strict.get(at(page, "titel"))).values
    data = form | {"csrfmiddlewaretoken": ["x" * 64], "intro": ["Van elders"], "doe": "verder"}
    assert "verlopen" in strict.post(at(page, "titel"), data).content.decode()
    assert newest(page).intro != "Van elders"
    for name in ("last", "delete", "take_back"):
        assert strict.post(reverse(f"writing:{name}", args=[page.pk])).status_code == 403


def test_a_text_with_links_is_shown_and_survives_every_save(client, sam, site):
    rich = '<p data-block-key="x">Zie <a href="https://voorbeeld.nl">hier</a>.</p>'
    action = [("action", {"title": "Doe dit", "text": rich})]
    page = factories.make_toolkit(site, publish=False, purpose=rich, actions=action, owner=sam)
    shown = client.get(at(page, "titel")).content.decode()
    assert "Deze tekst heeft opmaak of links" in shown
    assert 'name="purpose"' not in shown
    send(client, at(page, "titel"), {"title": "Anders"})
    send(client, at(page, "maandagochtend"), {"actions-0-title": "Doe dat"})
    now = newest(page)
    assert now.purpose == rich
    assert now.actions[0].value["title"] == "Doe dat"
    assert now.actions[0].value["text"].source == rich


def test_rows_are_added_moved_and_taken_away_by_their_buttons(client, sam):
    page = begun(client)
    url = at(page, "maandagochtend")
    form = read_form(client.get(url)).values | {"actions-0-title": ["een"]}
    for title in ("twee", "drie"):
        response = client.post(url, form | {"rij": "actions:erbij"})
        form = read_form(response).values
        count = int(form["actions-aantal"][0])
        form[f"actions-{count - 1}-title"] = [title]
    form = read_form(client.post(url, form | {"rij": "actions:omhoog:2"})).values
    form = read_form(client.post(url, form | {"rij": "actions:weg:0"})).values
    assert [form["actions-0-title"], form["actions-1-title"]] == [["drie"], ["twee"]]
    assert [one.value["title"] for one in newest(page).actions] == ["drie", "twee"]


def test_voices_within_a_moment_have_buttons_of_their_own(client, sam):
    page = begun(client, "praktijkverhaal")
    url = at(page, "verhaal")
    form = read_form(client.get(url)).values
    form |= {"moments-0-title": ["Week 1"], "moments-0-parts-0-text": ["Eerst."]}
    form = read_form(client.post(url, form | {"rij": "moments-0-parts:erbij"})).values
    form |= {"moments-0-parts-1-voice": ["ouder"], "moments-0-parts-1-text": ["Toen."]}
    form = read_form(client.post(url, form | {"rij": "moments-0-parts:omlaag:0"})).values
    parts = newest(page).moments[0].value["parts"]
    assert [(part["voice"], part["text"]) for part in parts] == [
        ("ouder", "Toen."),
        ("school", "Eerst."),
    ]


@pytest.mark.parametrize(
    "pressed", ["x", "actions:weg:9", "actions-9-x:weg:0", "title:erbij", ":::", "actions-x-y:weg"]
)
def test_a_button_that_does_not_exist_does_nothing(client, sam, pressed):
    page = begun(client)
    url = at(page, "maandagochtend")
    response = send(client, url, {"actions-0-title": "een"}, press=("rij", pressed))
    assert response.status_code == 200
    assert [one.value["title"] for one in newest(page).actions] == ["een"]


@pytest.mark.parametrize(
    "junk",
    [
        {"actions-aantal": "99999999"},
        {"actions-aantal": "-1"},
        {"actions-0-id": "<script>"},
        {"needs": ["x", "999999"]},
        {"escalate_to": "999999"},
        {"minutes": "9" * 40},
        {"actions-0-title": "\x00" * 300},
        {"escalate_when": "a" * 9000},
        {"gezien": "é" * 5000},
    ],
)
def test_junk_is_no_server_error(client, sam, junk):
    page = begun(client)
    for step in ("titel", "maandagochtend"):
        assert send(client, at(page, step), junk).status_code in {200, 303, 422}


def test_a_first_screen_that_is_pressed_twice_makes_one_text(client, sam):
    typed = {"title": "Zo speelt een kind mee", "intro": "Een kind dat stil is, doet mee."}
    form = read_form(client.get("/deel-uw-kennis/nieuw/toolkit/"))
    data = form.values | {name: [value] for name, value in typed.items()} | {"doe": "verder"}
    answers = [client.post("/deel-uw-kennis/nieuw/toolkit/", data) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Page.objects.filter(owner=sam).count() == 1
