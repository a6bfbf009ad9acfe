"""The sitemap: all that is public, nothing else, in files that are not too long."""

from xml.etree import ElementTree as ET

import pytest

from academie.outlet import sitemap
from tests import factories
from tests.outlet.hidden import WAYS
from tests.pages import few_queries

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(response, part="url"):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.content)
    return [one.find(f"{MAP}loc").text for one in root.findall(f"{MAP}{part}")]


def test_every_public_page_is_there_and_opens(client, site):
    pages = [
        factories.make_toolkit(site),
        factories.make_training(site),
        factories.make_content_page(site),
    ]
    found = locations(client.get("/sitemap.xml"))
    assert len(found) == len(set(found))
    for page in pages:
        assert page.full_url in found
    for path in (
        "/",
        "/toolkits/",
        "/agenda/",
        "/cluster/cluster-2/",
        "/niveau/school/",
        "/rol/ib/",
    ):
        assert f"http://localhost{path}" in found
    for url in found:
        assert client.get(url.removeprefix("http://localhost")).status_code == 200, url


def test_an_address_is_the_canonical_one(client, site):
    page = factories.make_toolkit(site)
    html = client.get(page.get_url()).content.decode()
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert page.full_url in locations(client.get("/sitemap.xml"))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_for_everybody_is_not_there(client, site, way):
    page = factories.make_toolkit(site, slug="weg")
    WAYS[way](page)
    assert not [url for url in locations(client.get("/sitemap.xml")) if "weg" in url]


def test_a_closed_shelf_is_not_there(client, site):
    from tests.outlet.hidden import restricted

    restricted(site.toolkits)
    assert "http://localhost/toolkits/" not in locations(client.get("/sitemap.xml"))


def test_a_change_is_dated(client, site):
    page = factories.make_toolkit(site)
    root = ET.fromstring(client.get("/sitemap.xml").content)
    dates = {
        one.find(f"{MAP}loc").text: one.find(f"{MAP}lastmod") for one in root.findall(f"{MAP}url")
    }
    moment = page.last_published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert dates[page.full_url].text == moment


def test_too_many_addresses_make_an_index(client, site, monkeypatch):
    factories.make_toolkit(site)
    whole = locations(client.get("/sitemap.xml"))
    monkeypatch.setattr(sitemap, "MOST", 5)
    parts = locations(client.get("/sitemap.xml"), part="sitemap")
    assert len(parts) == -(-len(whole) // 5)
    joined = []
    for url in parts:
        some = locations(client.get(url.removeprefix("http://localhost")))
        assert 0 < len(some) <= 5
        joined += some
    assert joined == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_it_says_when_it_did_not_change(client, site):
    first = client.get("/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_more_pages_take_no_more_queries(client, site):
    factories.make_toolkit(site)
    client.get("/sitemap.xml")
    with few_queries(budget=20) as few:
        client.get("/sitemap.xml")
    for number in range(4):
        factories.make_toolkit(site, title=f"Nog een {number}")
    with few_queries(budget=len(few)):
        client.get("/sitemap.xml")


def test_robots_names_it_and_keeps_out_of_the_files(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /kaart/" in lines
