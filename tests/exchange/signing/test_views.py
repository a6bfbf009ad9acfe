"""Signing up from the page, as people do it and as machines do it."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from academie.core.models import Attempt
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON as ACTOR
from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp
from academie.exchange.signing.stamps import new_stamp, read_stamp
from academie.exchange.signing.wording import CLOSED
from academie.mail.models import OutgoingMail
from tests.exchange.signing.forms import PERSON, Visitor, event_with, older, soon, stamp_of
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def field(page, name):
    """Return the tag of an input or select."""
    return re.search(rf'<(?:input|select)[^>]* name="{name}"[^>]*>', page.text)[0]


def test_from_the_page_to_a_place_without_cookie_or_script(site, visitor):
    event = event_with(site, soon())
    page = visitor.look(event)
    assert page["Cache-Control"] == "private, no-store"
    form = page.text[page.text.index('<form class="fields"') :]
    names = re.findall(r'name="(\w+)"', form[: form.index("</form>")])
    assert list(dict.fromkeys(names)) == [
        *("stamp", "session", "name", "email", "role", "organisation", "side", "website")
    ]

    told = visitor.told(visitor.press(event))

    row = SignUp.objects.get()
    assert (row.name, row.email, row.role, row.side) == (
        *("Noor Voorbeeld", "noor@school.nl", "ib", "onderwijs"),
    )
    assert row.state == SignUpState.CONFIRMED
    text = words(told)
    assert "U hebt een plaats" in text
    assert "Kijk in uw mail" in text
    assert 'href="/agenda/meelopen/agenda.ics"' in told.text
    assert f'href="/agenda/meelopen/?moment={row.session_id}#aanmelden"' in told.text
    for secret in ("Noor", "noor@", "De Brug", row.public.hex, str(row.public)):
        assert secret not in told.text
    assert told["Cache-Control"] == "no-store"
    assert told["Referrer-Policy"] == "no-referrer"
    assert not visitor.browser.cookies


def test_every_look_has_a_stamp_of_its_own(site, visitor):
    event = event_with(site, soon())
    stamps = [read_stamp(stamp_of(visitor.look(event)), timezone.now()) for _ in range(3)]
    assert len({stamp.key for stamp in stamps}) == 3
    assert all(len(stamp.key) == 32 for stamp in stamps)


def test_a_page_without_a_form_may_be_cached_as_before(site, visitor):
    event = event_with(site, soon(capacity=0))
    page = visitor.look(event)
    assert "Cache-Control" not in page
    assert 'name="stamp"' not in page.text
    assert "#aanmelden" not in page.text


@pytest.mark.parametrize(
    "email",
    [
        "noor@school.nl",
        "NOOR@School.NL",
        "  noor@school.nl ",
        "ｎｏｏｒ@school.nl",
        "noor@school.nl\u200b",
    ],
)
def test_again_in_any_spelling_is_one_sign_up_and_the_same_page(site, visitor, email):
    event = event_with(site, soon())
    first = visitor.press(event)
    mails = OutgoingMail.objects.count()

    again = visitor.press(event, email=email, name="Noor V.")

    assert SignUp.objects.count() == 1
    assert OutgoingMail.objects.count() == mails
    assert again["Location"] == first["Location"]
    assert visitor.told(again).content == visitor.told(first).content


def test_the_same_form_twice_is_one_sign_up_and_a_colleague_is_another(site, visitor):
    event = event_with(site, soon())
    stamp = visitor.stamp(event)
    answers = [visitor.press(event, stamp=stamp) for _ in range(3)]
    assert len({answer["Location"] for answer in answers}) == 1
    visitor.told(visitor.press(event, stamp=stamp, email="collega@school.nl"))
    assert SignUp.objects.count() == 2


def test_whoever_withdrew_reads_so_at_the_old_form_and_comes_back_with_a_new_one(site, visitor):
    event = event_with(site, soon())
    stamp = visitor.stamp(event)
    visitor.press(event, stamp=stamp)
    desk.withdraw(SignUp.objects.get().pk, actor=ACTOR)

    told = visitor.told(visitor.press(event, stamp=stamp))
    assert "U bent afgemeld" in words(told)
    assert "Meld u opnieuw aan" in words(told)
    assert SignUp.objects.count() == 1

    assert "U hebt een plaats" in words(visitor.told(visitor.press(event)))
    assert [row.state for row in SignUp.objects.order_by("number")] == ["ingetrokken", "bevestigd"]


def test_who_waits_reads_place_reason_and_what_comes_next(site, visitor):
    event = event_with(site, soon(capacity=2, kept_care=1))
    visitor.press(event)
    told = visitor.told(visitor.press(event, email="twee@school.nl"))
    text = words(told)
    assert "U staat op de wachtlijst" in text
    assert "U bent 1e voor onderwijs. Er is 1 plaats vrij, bewaard voor zorg tot" in text
    assert "komt de bewaarde plaats vrij voor iedereen" in text


def test_a_request_to_the_host_is_called_a_request(site, visitor):
    event = event_with(site, soon(approval=True))
    assert "Uw aanvraag is binnen" in words(visitor.told(visitor.press(event)))


def test_errors_stand_first_and_everything_typed_is_kept(site, visitor):
    event = event_with(site, soon())
    stamp = visitor.stamp(event)
    page = visitor.press(event, stamp=stamp, email="noor@", role="Vrijwilliger <b>", side="zorg")

    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    text = page.text
    assert "<title>Fout: " in text
    assert text.index("<main") < text.index('class="errs"') < text.index("<h1")
    assert '<a href="#email">' in text
    email = field(page, "email")
    assert 'value="noor@"' in email
    assert 'aria-invalid="true"' in email
    assert 'aria-describedby="email-hint email-fout"' in email
    assert 'id="email-fout"' in text
    assert 'value="Noor Voorbeeld"' in field(page, "name")
    assert "aria-invalid" not in field(page, "name")
    assert '<option value="Vrijwilliger &lt;b&gt;" selected>' in text
    assert 'value="zorg" checked' in text
    assert stamp_of(page) == stamp
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("name", ["name", "email", "role", "organisation", "side"])
@pytest.mark.parametrize("value", [None, "", " \t\u200b ", "\x00"])
def test_every_field_is_needed(site, visitor, name, value):
    event = event_with(site, soon())
    page = visitor.press(event, **{name: value})
    assert page.status_code == 200
    assert f'<a href="#{name}">' in page.text
    assert f'id="{name}"' in page.text
    assert page.text.count('<li><a href="#') == 1
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ib", "ib"),
        ("IB", "ib"),
        ("Intern begeleider (IB'er)", "ib"),
        ("intern BEGELEIDER (ib'er)", "ib"),
        ("anders", "Anders"),
        ("  Pedagogisch\nmedewerker ", "Pedagogisch medewerker"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_role_is_a_slug_a_label_or_ones_own_words(site, visitor, typed, kept):
    event = event_with(site, soon())
    visitor.told(visitor.press(event, role=typed))
    assert SignUp.objects.get().role == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ONDERWIJS", "onderwijs"),
        (" Zorg ", "zorg"),
        ("gemeente", "overig"),
        ("Gemeente of overig", "overig"),
    ],
)
def test_a_side_is_a_value_or_a_label_in_any_case(site, visitor, typed, kept):
    event = event_with(site, soon())
    visitor.told(visitor.press(event, side=typed))
    assert SignUp.objects.get().side == kept


def test_with_more_sessions_one_is_chosen_first(site, visitor):
    event = event_with(site, soon(30), soon(40), soon(50, capacity=0))
    first, second, uncounted = event.sessions.order_by("start")
    page = visitor.look(event, f"?moment={second.pk}")
    radios = re.findall(r'name="session" value="(\d+)"[^>]*?(checked)? required', page.text)
    assert radios == [(str(first.pk), ""), (str(second.pk), "checked")]
    assert page.text.index('name="session"') < page.text.index('name="name"')

    assert '<a href="#session">Kies een moment.</a>' in visitor.press(event).text
    visitor.told(visitor.press(event, session=str(second.pk)))
    assert SignUp.objects.get().session == second
    page = visitor.press(event, session=str(uncounted.pk))
    assert "hoeft u zich niet aan te melden" in page.text


@pytest.mark.parametrize("chosen", ["abc", "-1", "9" * 30, "1e3", "٣"])
def test_a_session_that_is_none_is_said(site, visitor, chosen):
    event = event_with(site, soon())
    assert "hoort niet bij deze pagina" in visitor.press(event, session=chosen).text
    assert not SignUp.objects.exists()


def test_a_session_of_another_page_is_refused(site, visitor):
    event = event_with(site, soon())
    other = event_with(site, soon(), slug="anders", title="Anders")
    page = visitor.press(event, session=str(other.sessions.get().pk))
    assert "hoort niet bij deze pagina" in page.text
    assert not SignUp.objects.exists()


def test_what_closed_meanwhile_is_said_calmly_and_nothing_typed_is_lost(site, visitor):
    event = event_with(site, soon())
    stamp = visitor.stamp(event)
    desk.cancel(event.sessions.get().pk, actor=ACTOR, note="Te weinig begeleiders")

    page = visitor.press(event, stamp=stamp)
    unnamed = visitor.press(event, stamp=stamp, session="")

    assert page.status_code == 200
    assert "Dit moment gaat niet door" in words(page)
    assert "Dit moment gaat niet door" in words(unnamed), "there was nothing to choose"
    assert "Fout: " in page.text
    assert 'value="noor@school.nl"' in page.text
    assert "Meld mij aan" not in page.text
    assert not SignUp.objects.exists()


def test_a_closed_choice_never_becomes_another_session_by_itself(site, visitor):
    event = event_with(site, soon(30), soon(40))
    first, second = event.sessions.order_by("start")
    stamp = visitor.stamp(event)
    desk.cancel(first.pk, actor=ACTOR, note="")

    page = visitor.press(event, stamp=stamp, session=str(first.pk))

    assert "Dit moment gaat niet door" in words(page)
    assert "checked" not in re.search(rf'name="session" value="{second.pk}"[^>]*>', page.text)[0]
    assert 'type="radio" name="session"' in page.text


@pytest.mark.parametrize("typed", [{"stamp": ""}, {"name": ""}])
def test_where_the_form_is_gone_nobody_is_asked_to_press_again(site, visitor, typed):
    event = event_with(site, soon(days=-1))
    page = visitor.press(event, **({"stamp": new_stamp(timezone.now())} | typed))
    assert re.findall(r"<li>(.*?) ?</li>", page.text[page.text.index("<main") :])[0] == CLOSED
    assert "#name" not in page.text


def test_a_session_that_began_takes_nobody(site, visitor):
    event = event_with(site, soon(days=0, hours=48))
    page = visitor.press(event, stamp="")
    assert page.status_code == 200
    assert 'value="noor@school.nl"' in page.text
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("hidden", ["draft", "restricted", "agenda restricted", "nowhere"])
def test_a_page_that_readers_cannot_see_takes_nobody(site, visitor, hidden):
    event = event_with(site, soon())
    stamp = visitor.stamp(event)
    if hidden == "draft":
        event.unpublish()
    elif hidden == "nowhere":
        event.slug = "bestaat-niet"
    else:
        page = site.agenda if hidden == "agenda restricted" else event
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert visitor.press(event, stamp=stamp).status_code == 404
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("stamp", ["", "x", "a" * 32 + "-1.x", "\x00", "é" * 5_000])
def test_without_a_good_stamp_the_form_comes_back_with_a_fresh_one(site, visitor, stamp):
    event = event_with(site, soon())
    page = visitor.press(event, stamp=stamp)
    assert page.status_code == 200
    assert "Druk nog eens op de knop" in words(page)
    assert 'value="noor@school.nl"' in page.text
    assert not SignUp.objects.exists()

    visitor.told(visitor.press(event, stamp=older(stamp_of(page))))
    assert SignUp.objects.count() == 1


def test_a_stamp_that_is_days_old_counts_as_none(site, visitor):
    event = event_with(site, soon())
    fresh = stamp_of(visitor.look(event))
    page = visitor.press(event, stamp=older(fresh, 60 * 60 * 49))
    assert "Druk nog eens op de knop" in words(page)
    assert stamp_of(page) != fresh


def test_faster_than_a_person_is_asked_to_press_again(site, visitor):
    event = event_with(site, soon())
    fresh = stamp_of(visitor.look(event))

    page = visitor.press(event, stamp=fresh)

    assert page.status_code == 200
    assert "heel snel" in words(page)
    assert stamp_of(page) == fresh
    assert 'value="noor@school.nl"' in page.text
    assert not SignUp.objects.exists()
    visitor.told(visitor.press(event, stamp=older(fresh, 2)))


def test_a_machine_gets_the_same_answer_and_nothing_happens(site, visitor):
    event = event_with(site, soon())
    answer = visitor.press(event, website="http://spam.example")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/aanmelding/?t=")
    assert "Kijk in uw mail" in words(visitor.told(answer))
    assert not SignUp.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Noor\r\nBcc: alle@school.nl", "Noor Bcc: alle@school.nl"),
        ("Noor\x0b\x1b[31m\u2028V.", "Noor [31m V."),
        ("Noor\u202egpj.exe", "Noor gpj.exe"),
        ("Noor 🙂 de Vries", "Noor 🙂 de Vries"),
        ("Zoë\u0000 Ça", "Zoë Ça"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
    ],
)
def test_a_name_is_one_plain_line_whatever_was_typed(site, visitor, typed, kept):
    event = event_with(site, soon())
    told = visitor.told(visitor.press(event, name=typed))
    assert SignUp.objects.get().name == kept
    assert "<script>alert" not in told.text
    for mail in OutgoingMail.objects.all():
        assert "\n" not in mail.subject
        assert mail.to == "noor@school.nl" or "Noor" not in mail.subject


@pytest.mark.parametrize("name", ["name", "email", "role", "organisation", "side", "session"])
@pytest.mark.parametrize(
    "value", ["x" * 10_240, "\x00" * 50, "🙂" * 300, "' OR 1=1 --", "{{ 7*7 }}"]
)
def test_odd_values_are_errors_or_words_but_never_break_the_page(site, visitor, name, value):
    event = event_with(site, soon())
    answer = visitor.press(event, **{name: value})
    assert answer.status_code in {200, 303}
    if len(value) > 5_000:
        assert answer.status_code == 200
        assert f'<a href="#{name}">' in answer.text
        assert len(answer.text) < len(visitor.look(event).text) + 3_000


@pytest.mark.parametrize(
    "email",
    [
        "noor",
        "a@b",
        "a@b.nl, c@d.nl",
        "a@b.nl\nBcc: c@d.nl",
        "<b>@x.nl",
        '"a b"@x.nl',
        "a@b.nl\x00",
    ],
)
def test_what_is_no_address_is_said(site, visitor, email):
    event = event_with(site, soon())
    page = visitor.press(event, email=email)
    assert '<a href="#email">' in page.text
    assert "<b>@" not in page.text
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("name", ["name", "organisation", "role"])
def test_an_advertisement_is_no_name(site, visitor, name):
    event = event_with(site, soon())
    page = visitor.press(event, **{name: "Win nu op https://spam.example"})
    assert "Haal hier het webadres weg" in page.text
    assert not OutgoingMail.objects.exists()


def test_get_leads_to_the_page_and_other_methods_are_refused(site, visitor):
    event_with(site, soon())
    path = "/agenda/meelopen/aanmelden/"
    for method in (visitor.browser.get, visitor.browser.head):
        answer = method(path)
        assert (answer.status_code, answer["Location"]) == (302, "/agenda/meelopen/#aanmelden")
    loose = Client()
    for method in (loose.put, loose.delete, loose.patch):
        assert method(path).status_code == 405
    for method in (loose.post, loose.put):
        assert method("/aanmelding/").status_code == 405
    assert not SignUp.objects.exists()


def test_a_post_without_anything_in_it_is_a_form_with_errors(site, visitor):
    event_with(site, soon(), soon(40))
    page = visitor.browser.post("/agenda/meelopen/aanmelden/")
    assert page.status_code == 200
    assert re.findall(r'<li><a href="#(\w+)">', page.text) == [*("session", *PERSON)]
    odd = visitor.browser.post(
        "/agenda/meelopen/aanmelden/", b"\xff\xfe{", content_type="application/json"
    )
    assert odd.status_code == 200


@pytest.mark.parametrize("token", ["", "x", "0" * 32 + ".x", "é", "a" * 9_000])
def test_a_false_link_says_so(visitor, token):
    answer = visitor.browser.get("/aanmelding/", {"t": token})
    assert answer.status_code == 404
    assert "Deze link werkt niet" in words(answer)


def test_the_page_after_it_outlives_what_it_tells_about(site, visitor):
    event = event_with(site, soon())
    answer = visitor.press(event)
    desk.erase(SignUp.objects.get().pk)
    assert "Kijk in uw mail" in words(visitor.told(answer))


def test_the_link_to_this_page_opens_no_other(site, visitor):
    event = event_with(site, soon())
    token = visitor.press(event)["Location"].partition("?t=")[2]
    for path in ("/mijn-aanmelding/", "/mijn-agenda.ics", "/terugkijken/"):
        assert "Noor" not in visitor.browser.get(path, {"t": token}).text


def test_how_long_and_for_whom_is_said_in_the_form(site, visitor):
    text = words(visitor.look(event_with(site, soon())))
    assert "Alleen wie dit organiseert en wie u ontvangt kan ze zien" in text
    assert re.search(r"Wij bewaren ze tot en met \d+ \w+ 20\d\d\.", text)
    assert "leerling" in text


def test_a_preview_of_a_draft_shows_the_page(site, rf):
    event = event_with(site, soon(), publish=False)
    event.sessions = [soon()]
    assert event.make_preview_request().status_code == 200
    assert Visitor().look(event).status_code == 404


def test_who_presses_keeps_the_others_waiting_for_few_statements(
    site, visitor, django_assert_max_num_queries
):
    event = event_with(site, soon(capacity=1))
    visitor.press(event)
    typed = {"stamp": visitor.stamp(event), "session": str(event.sessions.get().pk)}
    with django_assert_max_num_queries(15):
        visitor.press(event, email="sam@school.nl", **typed)
    assert SignUp.objects.get(number=2).state == SignUpState.WAITING
