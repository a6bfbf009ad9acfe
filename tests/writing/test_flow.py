"""From the first screen to a page that waits for its reader, for every type."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from academie.exchange.models import TrainingEventPage
from academie.library.models import Praktijkverhaal, Toolkit, Werkinstructie
from academie.mail.models import OutgoingMail
from academie.moderation import deciding, submitting
from academie.moderation.models import Review
from academie.moderation.standing import standing_of
from academie.taxonomy.models import Region
from academie.writing.plan.all import KINDS
from tests import factories
from tests.writing.forms import send, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(site, client):
    user = writer()
    client.force_login(user)
    return user


def begun(client, kind="toolkit", **typed):
    """Write the first screen; returns the page."""
    typed = {"title": "Zo speelt een kind mee", "intro": "Een kind dat stil is, doet mee."} | typed
    response = send(client, f"/deel-uw-kennis/nieuw/{kind}/", typed)
    assert response.status_code == 303, response.content.decode()
    return Page.objects.get(pk=int(response["Location"].split("/")[2]))


def at(page, step):
    return reverse("writing:step", args=[page.pk, step])


def newest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


FILLED = {
    "toolkit": {
        "titel": {},
        "maandagochtend": {
            "actions-0-title": "Leg drie kaarten klaar",
            "actions-0-text": "Op tafel.\n\n- rood\n- blauw",
            "minutes": "10",
            "group_size": "Hele klas",
            "escalate_when": "het na drie weken niet helpt.",
        },
    },
    "praktijkverhaal": {
        "verhaal": {
            "situation": "Een jongen kwam niet meer.",
            "moments-0-title": "Week 1",
            "moments-0-parts-0-voice": "ouder",
            "moments-0-parts-0-text": "Wij wisten het niet.",
        },
        "lessen": {"lessons-0-title": "Bel op dag drie"},
        "toestemming": {"consent_given": "ja"},
    },
    "werkinstructie": {
        "stappen": {
            "steps-0-title": "Zorg opschrijven",
            "steps-0-role": "leerkracht",
            "steps-0-term_days": "2",
        },
        "vastlopen": {
            "rungs-0-who": "De intern begeleider",
            "rungs-0-when": "na twee dagen",
            "rungs-0-answer_days": "1",
        },
    },
    "training": {
        "momenten": {
            "sessions-0-start": "2027-03-01T14:00",
            "sessions-0-end": "2027-03-01T16:00",
            "sessions-0-location": "Wijkteam",
        },
    },
}
MODELS = {
    "toolkit": Toolkit,
    "praktijkverhaal": Praktijkverhaal,
    "werkinstructie": Werkinstructie,
    "training": TrainingEventPage,
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_text_is_written_screen_by_screen_and_handed_in(kind, client, sam):
    page = begun(client, kind.slug)
    assert isinstance(page.specific, MODELS[kind.slug])
    assert (page.live, page.owner) == (False, sam)
    region = str(Region.objects.get(slug="rotterdam").pk)
    filled = FILLED[kind.slug] | {"voor-wie": {"region": region}}
    for step in kind.steps[1:]:
        response = send(client, at(page, step.slug), filled.get(step.slug, {}))
        assert response.status_code == 303, response.content.decode()
    last = reverse("writing:last", args=[page.pk])
    assert response["Location"] == last
    assert "Alles is ingevuld" in client.get(last).content.decode()
    response = send(client, last, {"bericht": "Klopt stap 2?"}, press=("x", "y"))
    assert response.status_code == 303, response.content.decode()
    assert "Dank u wel" in client.get(response["Location"]).content.decode()
    assert standing_of(newest(page)).due_on is not None
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_text_that_just_began_can_be_seen_as_a_reader_and_lacks_are_listed(kind, client, sam):
    page = begun(client, kind.slug)
    response = client.get(reverse("writing:preview", args=[page.pk]))
    assert response.status_code == 200
    assert "Zo ziet de lezer het" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    response = client.get(reverse("writing:last", args=[page.pk]))
    assert "Dit ontbreekt nog" in response.content.decode()
    response = client.post(reverse("writing:last", args=[page.pk]))
    assert response.status_code == 422
    assert standing_of(newest(page)).due_on is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_going_on_without_a_change_makes_no_revision(kind, client, sam):
    page = begun(client, kind.slug)
    before = newest(page).latest_revision_created_at
    for step in kind.steps:
        assert send(client, at(page, step.slug)).status_code == 303
    assert newest(page).latest_revision_created_at == before


def test_every_save_of_a_sitting_is_one_revision_of_the_writer(client, sam):
    page = begun(client)
    send(client, at(page, "titel"), {"intro": "Anders."}, press=("doe", "bewaar"))
    revisions = newest(page).revisions.all()
    assert [revision.user for revision in revisions] == [sam]
    assert newest(page).intro == "Anders."


def test_what_is_plain_comes_back_as_it_was_typed(client, sam):
    page = begun(client)
    typed = "Eerst <b>dit</b> & dat\ntweede regel\n\n- een\n- twee\n\n1. eerst\n2. dan"
    send(client, at(page, "titel"), {"purpose": typed})
    stored = newest(page).purpose
    assert "<p>Eerst &lt;b&gt;dit&lt;/b&gt; &amp; dat<br/>tweede regel</p>" in stored
    assert "<ul><li>een</li><li>twee</li></ul><ol><li>eerst</li><li>dan</li></ol>" in stored
    from tests.writing.forms import read_form

    assert read_form(client.get(at(page, "titel"))).values["purpose"] == [typed]


def test_an_address_follows_the_title_until_readers_saw_it(client, sam):
    page = begun(client, title="Eerst")
    send(client, at(page, "titel"), {"title": "Later"})
    page.refresh_from_db()
    assert (page.slug, page.title) == ("later", "Later")


def test_someone_elses_draft_does_not_exist(client, sam):
    page = begun(client)
    client.force_login(writer("ander", is_superuser=True))
    for name in ("last", "preview", "delete", "thanks"):
        assert client.get(reverse(f"writing:{name}", args=[page.pk])).status_code == 404
    assert client.get(at(page, "titel")).status_code == 404
    assert client.post(at(page, "titel"), {"title": "Van mij"}).status_code == 404
    assert client.post(reverse("writing:take_back", args=[page.pk])).status_code == 404
    assert client.post(reverse("writing:delete", args=[page.pk])).status_code == 404


def test_what_is_being_read_is_kept_still_and_can_be_taken_back(client, sam, site):
    page = factories.make_toolkit(site, publish=False, owner=sam)
    page.save_revision(user=sam)
    client.force_login(sam)
    assert client.post(reverse("writing:last", args=[page.pk])).status_code == 303
    assert client.get(at(page, "titel"))["Location"].endswith("/nakijken/")
    response = client.post(at(page, "titel"), {"title": "Tussendoor"})
    assert response.status_code == 409
    assert "Tussendoor" in response.content.decode()
    assert newest(page).title != "Tussendoor"
    assert client.post(reverse("writing:take_back", args=[page.pk])).status_code == 303
    assert client.get(at(page, "titel")).status_code == 200


def test_a_published_text_is_changed_in_a_new_revision(client, sam, site):
    page = factories.make_toolkit(site, owner=sam)
    live = page.live_revision_id
    client.force_login(sam)
    assert send(client, at(page, "titel"), {"title": "Nieuwe titel"}).status_code == 303
    page.refresh_from_db()
    assert page.live
    assert page.title != "Nieuwe titel"
    assert page.has_unpublished_changes
    assert page.latest_revision_id != live
    assert newest(page).title == "Nieuwe titel"


def test_a_draft_can_be_thrown_away_and_a_published_text_cannot(client, sam, site):
    page = begun(client)
    url = reverse("writing:delete", args=[page.pk])
    assert "weggooien" in client.get(url).content.decode()
    assert client.post(url).status_code == 303
    assert not Page.objects.filter(pk=page.pk).exists()
    public = factories.make_toolkit(site, owner=sam)
    client.post(reverse("writing:delete", args=[public.pk]))
    assert Page.objects.filter(pk=public.pk).exists()


def test_what_the_reader_said_of_a_part_stands_with_a_link_to_it(client, sam, site):
    page = begun(client)
    for step, typed in FILLED["toolkit"].items():
        send(client, at(page, step), typed)
    submitting.submit(newest(page), sam)
    reader = factories.make_user("redacteur", email="redacteur@academie.nl")
    reader.groups.add(Group.objects.get(name="Redacteur"))
    deciding.refuse(
        Review.objects.get(),
        reader,
        reason="Het is nog niet duidelijk wat u met de kaarten doet.",
        remarks={"actions": ("Wat u doet", "Noem ook wat het kind doet.")},
    )
    html = client.get(f"/deel-uw-kennis/{page.pk}/nakijken/").text
    assert "Noem ook wat het kind doet." in html
    assert re.search(r'href="/deel-uw-kennis/\d+/maandagochtend/[^"]*"><b>[^<]+</b> Noem ook', html)
    mail = OutgoingMail.objects.get(kind="nakijken-terug")
    assert f"/deel-uw-kennis/{page.pk}/nakijken/" in mail.text
