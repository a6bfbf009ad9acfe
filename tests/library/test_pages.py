"""Toolkit, praktijkverhaal and werkinstructie as a reader sees them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from academie.core.models import AcademieDocument
from academie.library.models import ReadingLink, ToolkitDownload
from tests import factories
from tests.pages import PAGE_BUDGET, count_queries, words
from tests.worlds import index_all, searchable

pytestmark = pytest.mark.django_db


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    assert places == sorted(places), dict(zip(parts, places, strict=True))


def moment(title, *voices):
    parts = [{"voice": voice, "text": f"Wat {voice} zag.", "quote": ""} for voice in voices]
    return ("moment", {"title": title, "parts": parts})


@pytest.fixture
def instruction(site):
    return factories.make_werkinstructie(
        site,
        variants=[
            ("variant", {"key": "po", "label": "PO en SBO", "note": ""}),
            ("variant", {"key": "vo", "label": "VO en PRO", "note": "In het VO heet het anders."}),
        ],
        rungs=[("rung", {"who": "De directeur", "when": "na de termijn", "answer_days": 2})],
    )


# -- toolkit ----------------------------------------------------------------------------------


def test_toolkit_starts_with_the_maandagochtend_card(site, client):
    page = factories.make_toolkit(site, clusters=["cluster-2"], sectors=["po"])
    text = words(client.get(page.url))
    in_order(
        text,
        "Voorpagina",
        "Zo geeft u een opdracht",
        "Kaart T2S",
        "2: horen, taal en spraak",
        "Maandagochtend",
        "Zeg het in één zin.",
        "10 minuten",
        "Hele klas",
        "Opschalen als… het na drie weken niet helpt.",
        "Waar is dit voor?",
        "Stap voor stap",
        "Hoe zeker is dit?",
        "Klopt dit niet meer?",
    )


def test_toolkit_says_where_to_go_on_only_when_a_reader_may_go_there(site, client, instruction):
    page = factories.make_toolkit(site, escalate_to=instruction)
    assert "Zo loopt het verder: Van school naar wijkteam" in words(client.get(page.url))
    instruction.unpublish()
    assert "Zo loopt het verder" not in words(client.get(page.url))


def test_toolkit_lists_its_downloads_and_what_to_read_before_and_after(site, client):
    page = factories.make_toolkit(site)
    file = ContentFile(b"x", name="turfblad.txt")
    document = AcademieDocument.objects.create(title="Turfblad", file=file, file_size=84_000)
    ToolkitDownload.objects.create(page=page, title="Turfblad: hoe vaak?", document=document)
    before = factories.make_toolkit(site, title="Is het TOS?")
    ReadingLink.objects.create(page=page, target=before, place="eerst")
    text = words(client.get(page.url))
    in_order(text, "Turfblad: hoe vaak? Tekst 84 kB", "Eerst: toolkit Is het TOS? Nu: deze kaart")


def test_adopted_toolkit_with_a_title_and_a_text_only_is_calm(site, client):
    page = factories.make_toolkit(
        site,
        adopted=True,
        organisation_text="Stichting Voorbeeld",
        actions=[],
        steps=[],
        minutes=None,
        group_size="",
        escalate_when="",
        region=None,
        levels=[],
        roles=[],
        themes=[],
    )
    text = words(client.get(page.url))
    assert "Overgenomen van Stichting Voorbeeld." in text
    assert "waar dit vandaan komt" in text
    for absent in ("Maandagochtend", "Stap voor stap", "Downloads", "Niveau", "Hoe zeker", "None"):
        assert absent not in text


def test_expired_page_warns_before_anything_else(site, client):
    yesterday = timezone.localdate() - timedelta(days=1)
    page = factories.make_toolkit(site, valid_until=yesterday)
    in_order(words(client.get(page.url)), "Deze kaart is niet meer geldig.", "Maandagochtend")


def test_print_view_is_the_same_page_with_a_hint_and_out_of_search_engines(site, client):
    page = factories.make_toolkit(site)
    response = client.get(page.url, {"print": "1"})
    assert "Zo komt deze kaart op papier." in words(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "Zo komt deze kaart op papier." not in words(client.get(page.url))


def test_text_of_an_editor_is_escaped(site, client):
    page = factories.make_toolkit(site, title="<script>alert(1)</script>", escalate_when="<b>nee")
    html = client.get(page.url).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;b&gt;nee" in html


# -- praktijkverhaal --------------------------------------------------------------------------


def test_story_is_told_moment_by_moment_and_says_how_it_was_allowed(site, client):
    page = factories.make_praktijkverhaal(
        site,
        moments=[moment("Mei", "ouder", "school"), moment("Juni", "smw")],
        approach="<p>Wij belden.</p>",
        outcome="<p>Hij kwam.</p>",
        consent_note="Verteld met toestemming van moeder.",
        second_read_at=timezone.now(),
    )
    in_order(
        words(client.get(page.url)),
        "De situatie",
        "Mei School Wat school zag. Ouder Wat ouder zag.",
        "Juni SMW",
        "Wat we deden",
        "Wat het opleverde",
        "Bel op dag drie",
        "Verteld met toestemming van moeder.",
        "Een tweede lezer keek op",
    )


def test_adopted_story_says_that_its_source_asked_for_consent(site, client):
    page = factories.make_praktijkverhaal(
        site,
        adopted=True,
        vouched_note="Door wie en wanneer.",
        consent_given=False,
        not_traceable=False,
    )
    text = words(client.get(page.url))
    assert "De organisatie waar dit verhaal vandaan komt, vroeg toestemming" in text
    assert "Door wie en wanneer" not in text


# -- werkinstructie ---------------------------------------------------------------------------


def test_without_a_role_all_steps_are_shown(client, instruction):
    text = words(client.get(instruction.url))
    in_order(text, "Kies uw rol", "3 stappen", "Samen duren zij hoogstens 10 werkdagen.")
    assert "Uw stap" not in text


def test_role_gets_own_steps_with_their_neighbours_and_a_sum(client, instruction):
    text = words(client.get(instruction.url, {"rol": "ib"}))
    assert "1 van de 3 stappen is van u" in text
    assert "Voor uw stappen hebt u samen 5 werkdagen." in text
    in_order(text, "De stap ervoor Leerkracht", "Uw stap Intern begeleider", "De stap erna School")


def test_choice_of_role_keeps_the_variant_and_the_other_way_round(client, instruction):
    html = client.get(instruction.url, {"rol": "ib", "variant": "vo"}).content.decode()
    assert 'href="?rol=smw&amp;variant=vo#kies"' in html
    assert 'href="?rol=ib&amp;variant=po#kies"' in html
    assert 'href="?rol=ib&amp;variant=vo&amp;print=1"' in html
    assert "In het VO heet het anders." in html


def test_unknown_choice_shows_everything_and_echoes_nothing(client, instruction):
    html = client.get(instruction.url, {"rol": '"><b>x', "variant": "mbo"}).content.decode()
    assert "3 stappen" in html
    assert "<b>x" not in html


def test_step_without_role_and_term_is_said_kindly(site, client):
    steps = [("step", {"title": "Bellen", "role": "", "term_days": None, "variants": []})]
    page = factories.make_werkinstructie(site, adopted=True, steps=steps)
    text = words(client.get(page.url))
    assert "Nog niet bekend wie dit doet Bellen" in text
    assert "Kies uw rol" not in text


def test_overview_of_lanes_gives_way_when_there_are_too_many_steps(site, client):
    steps = [
        ("step", {"title": f"Stap {number}", "role": "ib", "term_days": 1, "variants": []})
        for number in range(13)
    ]
    page = factories.make_werkinstructie(site, steps=steps)
    html = client.get(page.url).content.decode()
    assert "Wie welke stap doet" not in html
    assert '<ol class="strip">' in html


# -- budgets ----------------------------------------------------------------------------------


def full_toolkit(site, size):
    links = [factories.make_toolkit(site, title=f"Andere {size} {n}") for n in range(size)]
    page = factories.make_toolkit(
        site,
        title=f"Toolkit {size}",
        clusters=["cluster-2"],
        needs=["taal-en-spraak"],
        sectors=["po", "vo"],
        escalate_to=factories.make_werkinstructie(site, title=f"Instructie {size}"),
        steps=[("step", {"title": "Doe dit", "text": "<p>Zo.</p>"})] * size,
        actions=[("action", {"title": "Doe dit", "text": "<p>Zo.</p>"})] * size,
    )
    for number, link in enumerate(links):
        ReadingLink.objects.create(page=page, target=link, place="daarna", sort_order=number)
        file = ContentFile(b"x", name="blad.txt")
        document = AcademieDocument.objects.create(title="Blad", file=file, file_size=1)
        ToolkitDownload.objects.create(page=page, title="Blad", document=document)
    return page


def full_story(site, size):
    return factories.make_praktijkverhaal(
        site,
        title=f"Verhaal {size}",
        needs=["taal-en-spraak"],
        moments=[moment("Mei", "school", "smw", "ouder")] * size,
        lessons=[("lesson", {"title": "Bel", "text": "<p>Nu.</p>"})] * size,
    )


def full_instruction(site, size):
    step = {"title": "Bellen", "role": "ib", "term_days": 1, "rung": 1, "variants": []}
    return factories.make_werkinstructie(
        site,
        title=f"Instructie {size}",
        steps=[("step", step)] * size,
        rungs=[("rung", {"who": "De directeur", "when": "nu", "answer_days": 2})] * size,
    )


@pytest.mark.parametrize("make", [full_toolkit, full_story, full_instruction])
def test_page_keeps_within_its_queries_and_does_not_grow(site, client, make):
    small, large = make(site, 1), make(site, 8)
    few, many = count_queries(client, small.url), count_queries(client, large.url)
    assert many <= few <= PAGE_BUDGET


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/toolkits/", "Een toolkit"),
        ("/werkinstructies/", "Een instructie"),
        ("/praktijkverhalen/", "Een verhaal"),
    ],
)
def test_shelf_shows_the_search_of_its_own_type(
    site, client, settings, tmp_path, path, title, django_capture_on_commit_callbacks
):
    with searchable(settings, tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            factories.make_toolkit(site, title="Een toolkit")
            factories.make_praktijkverhaal(site, title="Een verhaal")
            factories.make_werkinstructie(site, title="Een instructie")
        index_all()
        response = client.get(path)
        assert [hit.title_html for hit in response.context["results"].hits] == [title]
        assert count_queries(client, path) <= PAGE_BUDGET
