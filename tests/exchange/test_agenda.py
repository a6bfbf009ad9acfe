"""The agenda and the page of one event as a reader sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.exchange import views
from academie.taxonomy.models import Region
from tests.exchange.events import local, make_event, session
from tests.pages import PAGE_BUDGET, count_queries, words

pytestmark = pytest.mark.django_db


def soon(days, hour=9):
    day = timezone.localdate() + timedelta(days=days)
    return local(day.year, day.month, day.day, hour)


def titles(response):
    return [entry.title for group in response.context["months"] for entry in group.entries]


def cell(response, day):
    days = [one for week in response.context["weeks"] for one in week.days]
    return next(one for one in days if one.date == day.date())


# -- list -------------------------------------------------------------------------------------


def test_upcoming_sessions_come_soonest_first_and_past_ones_not(site, client):
    make_event(site, session(soon(40)), session(soon(3)), title="Vaak")
    make_event(site, session(soon(10)), title="Eens")
    make_event(site, session(soon(-3)), title="Geweest")
    assert titles(client.get("/agenda/")) == ["Vaak", "Eens", "Vaak"]


def test_running_session_is_still_there(site, client):
    start = timezone.now() - timedelta(hours=1)
    make_event(site, session(start, hours=2), title="Bezig")
    assert titles(client.get("/agenda/")) == ["Bezig"]


def test_drafts_and_private_events_stay_out(site, client):
    make_event(site, session(soon(3)), title="Concept", publish=False)
    private = make_event(site, session(soon(3)), title="Besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert titles(client.get("/agenda/")) == []
    assert "Er staat nu niets gepland" in words(client.get("/agenda/"))


def test_filters_are_or_inside_and_and_across(site, client):
    make_event(site, session(soon(3)), title="A", kind="training", clusters=["cluster-1"])
    make_event(site, session(soon(4)), title="B", kind="werkbezoek", clusters=["cluster-1"])
    make_event(site, session(soon(5)), title="C", kind="intervisie", clusters=["cluster-2"])
    both = client.get("/agenda/?soort=training&soort=werkbezoek&cluster=cluster-1")
    assert titles(both) == ["A", "B"]
    assert titles(client.get("/agenda/?soort=intervisie&cluster=cluster-1")) == []
    assert titles(client.get("/agenda/?rol=leerkracht&soort=intervisie")) == ["C"]


def test_unknown_filter_values_are_dropped(site, client):
    make_event(site, session(soon(3)), title="A")
    response = client.get("/agenda/?soort=<b>&cluster=9&rol=;drop")
    assert titles(response) == ["A"]
    assert response.context["feed_url"] == "/agenda/agenda.ics"


def test_event_with_more_matching_terms_is_shown_once(site, client):
    make_event(site, session(soon(3)), title="A", clusters=["cluster-1", "cluster-2"])
    assert titles(client.get("/agenda/?cluster=cluster-1&cluster=cluster-2")) == ["A"]


def test_feed_link_keeps_the_choice(site, client):
    response = client.get("/agenda/?rol=ib&soort=training")
    assert response.context["feed_url"] == "/agenda/agenda.ics?soort=training&rol=ib"


def test_place_can_be_chosen_and_is_kept_in_every_link(site, client):
    make_event(site, session(soon(3)), title="A", region=Region.objects.get(slug="carnisse"))
    make_event(site, session(soon(4)), title="B")
    response = client.get("/agenda/?buurt=charlois")
    assert titles(response) == ["A"]
    assert response.context["feed_url"] == "/agenda/agenda.ics?buurt=charlois"
    labels = [(one.value, one.label.strip(), one.selected) for one in response.context["places"]]
    assert labels == [
        ("rotterdam", "Rotterdam", False),
        ("charlois", "Charlois", True),
        ("carnisse", "Carnisse", False),
    ]
    html = response.content.decode()
    assert '<label for="buurt">Buurt of gebied</label>' in html
    assert '<option value="charlois" selected>' in html


def test_long_agenda_has_pages(site, client, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    make_event(site, *(session(soon(days)) for days in range(1, 6)), title="Vaak")
    first = client.get("/agenda/?rol=leerkracht")
    assert len(titles(first)) == 2
    assert 'href="?rol=leerkracht&amp;pagina=2"' in first.content.decode()
    assert len(titles(client.get("/agenda/?pagina=3"))) == 1
    assert len(titles(client.get("/agenda/?pagina=x"))) == 2


@pytest.mark.parametrize("path", ["/agenda/", "/agenda/maand/2026-11/"])
def test_agenda_keeps_within_its_queries_and_does_not_grow(site, client, path):
    start = local(2026, 11, 10, 9) if "maand" in path else soon(5)
    make_event(site, session(start), title="A")
    few = count_queries(client, path)
    for number in range(8):
        make_event(site, session(start), session(start), title=f"B{number}")
    assert count_queries(client, path) <= few <= PAGE_BUDGET


# -- month ------------------------------------------------------------------------------------


def test_month_shows_whole_weeks_with_their_numbers(site, client):
    weeks = client.get("/agenda/maand/2026-12/").context["weeks"]
    assert [week.number for week in weeks] == [49, 50, 51, 52, 53]
    assert all(len(week.days) == 7 for week in weeks)
    assert weeks[0].days[0].date.isoformat() == "2026-11-30"
    assert not weeks[0].days[0].inside


def test_month_has_a_caption_and_heads(site, client):
    html = client.get("/agenda/maand/2026-12/").content.decode()
    assert "Agenda van december 2026, per week</caption>" in html
    assert html.count('<th scope="col">') == 8
    assert html.count('<th scope="row">') == 5


def test_session_stands_on_its_local_day(site, client):
    # In UTC this one starts on the day before.
    make_event(site, session(local(2026, 12, 3, 0, 30)), title="Nachtwerk")
    response = client.get("/agenda/maand/2026-12/")
    assert [shown.entry.title for shown in cell(response, local(2026, 12, 3)).entries] == [
        "Nachtwerk"
    ]
    assert cell(response, local(2026, 12, 2)).entries == ()


def test_session_of_more_days_stands_on_each_of_them(site, client):
    make_event(site, session(local(2026, 12, 30, 9), end=local(2027, 1, 2, 12)), title="Lang")
    december, january = (client.get(f"/agenda/maand/{month}/") for month in ("2026-12", "2027-01"))
    assert cell(december, local(2026, 12, 30)).entries[0].begins
    assert not cell(december, local(2026, 12, 31)).entries[0].begins
    assert not cell(january, local(2027, 1, 2)).entries[0].begins
    assert cell(january, local(2027, 1, 3)).entries == ()
    assert january.context["count"] == 0


@pytest.mark.parametrize(
    ("path", "day"),
    [("2026-10", local(2026, 10, 25)), ("2027-03", local(2027, 3, 28))],
)
def test_day_on_which_the_clock_changes_is_one_day(site, client, path, day):
    make_event(site, session(day.replace(hour=1), hours=3), title="Nacht")
    make_event(site, session(day.replace(hour=23), hours=0.5), title="Avond")
    response = client.get(f"/agenda/maand/{path}/")
    assert [shown.entry.title for shown in cell(response, day).entries] == ["Nacht", "Avond"]


def test_arrows_keep_the_choice_and_stop_after_two_years(site, client):
    response = client.get("/agenda/maand/2026-12/?soort=training")
    html = response.content.decode()
    assert 'href="/agenda/maand/2026-11/?soort=training"' in html
    assert client.get("/agenda/maand/2098-12/").context["following"] is None
    assert client.get("/agenda/maand/2000-01/").context["previous"] is None


@pytest.mark.parametrize("month", ["2026-13", "2026-0", "1999-12", "2101-01", "99999999999-1"])
def test_month_that_is_none_is_not_found(site, client, month):
    assert client.get(f"/agenda/maand/{month}/").status_code == 404


# -- one event --------------------------------------------------------------------------------


def test_event_shows_moments_places_and_what_a_visitor_should_know(site, client):
    page = make_event(
        site,
        session(soon(30, 8), capacity=12, kept_education=5, kept_care=5, release_days=10),
        session(soon(-5)),
        title="Een ochtend mee",
        kind="meeloopdag",
        host_text="Het wijkteam ontvangt u.",
        bring="- Eén vraag\n- Een pen",
    )
    response = client.get(page.url)
    text = words(response)
    for part in (
        "Meeloopdag",
        "8.00 – 10.00 uur",
        "bewaren we 5 plaatsen voor onderwijs en 5 voor zorg.",
        "5 vrij",
        "Geweest",
        "(geweest)",
        "U bent te gast Het wijkteam ontvangt u.",
        "Zo bereidt u zich voor Lees het blad.",
        "Wat u belooft Wat u ziet, vertelt u niet door.",
    ):
        assert part in text
    html = response.content.decode()
    assert "<li>Eén vraag</li>" in html
    assert f'href="/agenda/{page.slug}/agenda.ics"' in html


def test_event_without_places_says_that_nobody_needs_to_sign_up(site, client):
    text = words(client.get(make_event(site, session(soon(3))).url))
    assert "Aanmelden hoeft niet" in text
    assert "Meld u aan" not in text


def test_event_that_was_and_event_without_a_date_are_calm(site, client):
    assert "Dit is geweest." in words(client.get(make_event(site, session(soon(-9))).url))
    assert "Er is nog geen datum." in words(
        client.get(make_event(site, title="Later", adopted=True).url)
    )


def test_event_keeps_within_its_queries_and_does_not_grow(site, client):
    small = make_event(site, session(soon(3)), title="Klein")
    large = make_event(site, *(session(soon(days)) for days in range(1, 9)), title="Groot")
    assert count_queries(client, large.url) <= count_queries(client, small.url) <= PAGE_BUDGET
