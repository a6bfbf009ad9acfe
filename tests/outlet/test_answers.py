"""What every address of this app owes: type, headers, HEAD, and calm for nonsense."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/oai/?verb=Identify": "text/xml; charset=utf-8",
    "/atom.xml": "application/atom+xml; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/begrippen/cluster.jsonld": "application/ld+json",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_has_its_type_and_the_policy(client, site, address):
    factories.make_toolkit(site)
    for response in (client.get(address), client.head(address)):
        assert response.status_code == 200
        assert response["Content-Type"] == ADDRESSES[address]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in response
        assert not response.cookies
        assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "oai" not in address])
def test_each_says_when_nothing_changed(client, site, address):
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "query", ["?x[]=1&x=%FF", "?%00=%00", "?q=" + "a" * 5000, "?verb=%C3%28", "?pagina=" + "9" * 99]
)
def test_nonsense_breaks_nothing(client, site, query):
    for address in (
        "/oai/",
        "/atom.xml",
        "/sitemap.xml",
        "/begrippen/rol.jsonld",
        "/sitemap-1.xml",
    ):
        assert client.get(address + query).status_code in {200, 503}
