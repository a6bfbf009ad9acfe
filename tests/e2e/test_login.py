"""Logging in with a browser: by mail, with a passkey, on every width, and without a trap."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import demo
from tests.e2e.pages import axe
from tests.e2e.post import mail_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PERSON = "demo-specialist-zorg"
NAME = "Demo Specialist zorg"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tab(browser: Browser, demo_site: demo.DemoSite) -> Iterator[Page]:
    """A tab under the name 'localhost': a passkey belongs to a name, not to a number."""
    url = demo_site.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=url, locale="nl-NL")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.said = []  # type: ignore[attr-defined]
    page.on("console", lambda one: page.said.append(one.text) if one.type == "error" else None)
    yield page
    # Nothing was refused by our policy.
    assert not [line for line in page.said if "Content Security Policy" in line]
    context.close()


@pytest.fixture
def device(tab: Page) -> None:
    """A device that knows whose finger it is."""
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def log_in(tab: Page, name: str = NAME) -> None:
    tab.goto("/inloggen/?next=/mijn-academie/gegevens/")
    tab.get_by_role("button", name=f"Log in als {name}", exact=True).click()


def link_to(site: demo.DemoSite, address: str) -> str:
    """Return the path of the link in the first mail to an address."""
    found = re.search(r"https?://[^/]+(/inloggen/\S+)", mail_to(site, address))
    assert found
    return found[1]


def log_out(tab: Page) -> None:
    # A page that is still on its way would break this one off.
    tab.wait_for_load_state("networkidle")
    tab.goto("/uitloggen/")
    tab.get_by_role("button", name="Log uit").click()
    expect(tab.get_by_text("U bent uitgelogd")).to_be_visible()


def test_a_link_by_mail_logs_in_by_a_press(tab: Page, demo_site: demo.DemoSite) -> None:
    tab.goto("/inloggen/?next=/mijn-academie/gegevens/")
    tab.get_by_label("Uw e-mailadres").fill("demo-deelnemer@voorbeeld.invalid")
    tab.get_by_role("button", name="Stuur mij een link").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    tab.goto(link_to(demo_site, "demo-deelnemer@voorbeeld.invalid"))
    tab.get_by_role("button", name="Log in", exact=True).click()
    expect(tab).to_have_url(re.compile("/mijn-academie/gegevens/$"))
    # A form with Django's token, in a real browser.
    tab.get_by_label("Uw organisatie").fill("Demoschool De Wissel")
    tab.get_by_role("button", name="Bewaar").click()
    expect(tab.get_by_text("Wij hebben uw gegevens bewaard")).to_be_visible()


def test_an_unknown_address_makes_an_account(
    tab: Page, demo_site: demo.DemoSite, axe_js: str
) -> None:
    tab.goto("/inloggen/?next=/mijn-academie/gegevens/")
    tab.get_by_label("Uw e-mailadres").fill("nieuw@voorbeeld.invalid")
    tab.keyboard.press("Enter")
    tab.goto(link_to(demo_site, "nieuw@voorbeeld.invalid"))
    tab.get_by_label("Uw naam").fill("Demo Nieuw")
    tab.get_by_label("Uw organisatie").fill("Demo Wijkteam")
    tab.get_by_role("button", name="Maak mijn account").click()
    expect(tab).to_have_title(re.compile("^Fout: "))
    expect(tab.get_by_label("Uw naam")).to_have_value("Demo Nieuw")
    assert not axe(tab, axe_js)
    tab.get_by_label("Zorg", exact=True).check()
    tab.get_by_label("Leerkracht, docent, mentor").check()
    tab.get_by_role("button", name="Maak mijn account").click()
    expect(tab).to_have_url(re.compile("/mijn-academie/gegevens/$"))


def test_a_passkey_is_made_and_then_opens(tab: Page, device: None, axe_js: str) -> None:
    log_in(tab)
    tab.goto("/mijn-academie/beveiliging/sleutels/nieuw/")
    tab.get_by_label("Uw wachtwoord").fill(demo.PASSWORD)
    tab.get_by_role("button", name="Ga verder").click()
    tab.get_by_label("Naam van de sleutel").fill("Mijn laptop")
    tab.get_by_role("button", name="Maak de sleutel").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    tab.goto("/mijn-academie/beveiliging/sleutels/")
    expect(tab.get_by_text("Mijn laptop").first).to_be_visible()
    log_out(tab)

    # Alone, without mail or password.
    tab.goto("/inloggen/?next=/mijn-academie/gegevens/")
    tab.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(tab).to_have_url(re.compile("/mijn-academie/gegevens/$"))
    log_out(tab)

    # And as the second step after any other way.
    log_in(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("De tweede stap")
    assert not axe(tab, axe_js)
    tab.get_by_role("button", name="Gebruik een toegangssleutel").click()
    expect(tab).to_have_url(re.compile("/mijn-academie/gegevens/$"))

    # Taken away again, which takes the key once more.
    tab.goto("/mijn-academie/beveiliging/sleutels/")
    tab.get_by_role("link", name="Haal weg").click()
    if "/opnieuw/" in tab.url:
        if "/code/" in tab.url:
            tab.get_by_role("link", name="Gebruik een toegangssleutel").click()
        tab.get_by_role("button", name="Gebruik een toegangssleutel").click()
    tab.get_by_role("button", name="Haal de sleutel weg").click()
    expect(tab.get_by_text("U hebt geen toegangssleutels")).to_be_visible()


def test_another_device_does_not_open(tab: Page, device: None) -> None:
    tab.goto("/inloggen/")
    tab.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(tab.get_by_text("Dat lukte niet")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_reads_well_for_all(tab: Page, axe_js: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    closed = ["/inloggen/", "/inloggen/wachtwoord/", "/inloggen/link/?t=x", "/inloggen/verstuurd/"]
    own = [
        "/mijn-academie/gegevens/",
        "/mijn-academie/gegevens/wissen/",
        "/mijn-academie/beveiliging/",
        "/uitloggen/",
    ]
    for path in closed:
        check(tab, axe_js, path)
    log_in(tab, "Demo Deelnemer")
    for path in own:
        check(tab, axe_js, path)


def check(tab: Page, axe_js: str, path: str) -> None:
    tab.goto(path)
    assert not axe(tab, axe_js), path
    wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, path


def test_my_academy_is_in_the_head_of_every_page(tab: Page) -> None:
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto("/zoeken/")
        if width == 320:
            tab.locator("header summary").click()
        expect(tab.locator("header").get_by_role("link", name="Mijn academie")).to_be_visible()
