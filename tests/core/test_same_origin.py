"""A POST from a page without a token: only from our own pages."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from academie.core.same_origin import is_same_origin, names_another_site, same_origin

OURS = [
    {"HTTP_SEC_FETCH_SITE": "same-origin"},
    {"HTTP_SEC_FETCH_SITE": "none"},
    {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": "http://testserver"},
    {"HTTP_ORIGIN": "https://testserver"},
    {"HTTP_REFERER": "http://testserver/toolkits/kaart/"},
]
OTHERS = [
    {},
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
    {"HTTP_SEC_FETCH_SITE": ""},
    {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": "http://testserver.kwaad.nl"},
    {"HTTP_ORIGIN": "http://testserver:8080"},
    {"HTTP_ORIGIN": "http://[kwaad"},
    {"HTTP_ORIGIN": "http://kwaad.nl", "HTTP_REFERER": "http://testserver/"},
    {"HTTP_REFERER": "http://kwaad.nl/?http://testserver/"},
    {"HTTP_REFERER": "testserver"},
]


@same_origin
def view(request):
    return HttpResponse("gedaan")


@pytest.mark.parametrize("headers", OURS)
def test_what_comes_from_our_pages_goes_through(headers):
    request = RequestFactory().post("/", **headers)
    assert is_same_origin(request)
    assert view(request).content == b"gedaan"


@pytest.mark.parametrize("headers", OTHERS)
def test_what_comes_from_elsewhere_does_not(headers):
    assert not is_same_origin(RequestFactory().post("/", **headers))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_who_is_refused_reads_why_in_calm_words(method):
    request = getattr(RequestFactory(), method)("/", HTTP_SEC_FETCH_SITE="cross-site")
    response = view(request)
    assert response.status_code == 403
    assert response["Cache-Control"] == "no-store"
    assert "Wij hebben niets bewaard" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_is_free_for_everybody(method):
    request = getattr(RequestFactory(), method)("/", HTTP_SEC_FETCH_SITE="cross-site")
    assert view(request).status_code == 200


def test_the_view_asks_for_no_token_of_a_form():
    assert view.csrf_exempt


SILENT = [{}, {"HTTP_ORIGIN": "null"}, {"HTTP_REFERER": "http://kwaad.nl/"}]
"""What a browser sends from a page that sends no Referer, and what a program sends."""
NAMED = {"HTTP_SEC_FETCH_SITE", "HTTP_ORIGIN"}


@pytest.mark.parametrize("headers", [one for one in OURS if one not in SILENT] + SILENT)
def test_a_page_with_a_token_may_be_silent_about_itself(headers):
    assert not names_another_site(RequestFactory().post("/", **headers))


@pytest.mark.parametrize(
    "headers", [one for one in OTHERS if NAMED & set(one) and one not in SILENT]
)
def test_a_page_with_a_token_is_not_posted_by_another_site(headers):
    assert names_another_site(RequestFactory().post("/", **headers))
