"""Nothing that runs comes through, and what an author means stays."""

import time
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from academie.core.sanitize import ATTRIBUTES, SCHEMES, TAGS, clean_html, linkify_plain
from tests.core.payloads import PAYLOADS


class Parts(HTMLParser):
    """Collects tags, attributes and link targets of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def assert_inert(html):
    parts = Parts(html)
    assert parts.tags <= TAGS
    allowed = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
    assert parts.attributes <= allowed | {("a", "rel")}
    for link in parts.links:
        scheme, colon, _ = link.partition(":")
        assert not colon or "/" in scheme or scheme.lower() in SCHEMES, link


def test_there_are_enough_payloads():
    assert len(PAYLOADS) >= 63


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_leaves_only_allowed_tags_and_attributes(payload):
    assert_inert(clean_html(payload))
    assert_inert(clean_html(f"<ul><li>{payload}</li></ul><table><tr><td>{payload}"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_plain_text_is_shown_as_it_was_typed(payload):
    html = linkify_plain(payload)
    assert Parts(html).tags <= {"p", "ul", "li"}
    assert_inert(html)


@given(st.text(alphabet="<>/=\"'& abconerrorimgscriptsvg!-\t\n:;x", max_size=200))
def test_no_mix_of_signs_gets_through(text):
    assert_inert(clean_html(text))
    assert_inert(linkify_plain(text))


def test_what_an_author_means_stays():
    html = (
        "<h2>Kop</h2><p>Een <strong>vet</strong> en <em>schuin</em> woord.<br>Regel</p>"
        "<ul><li>één</li></ul><blockquote>Zin</blockquote>"
        '<table><thead><tr><th scope="col">Dag</th></tr></thead>'
        "<tbody><tr><td>ma</td></tr></tbody></table>"
        '<figure><img src="/media/images/a.webp" alt="Tafel" width="3" height="2">'
        "<figcaption>Tafel</figcaption></figure>"
    )
    assert clean_html(html) == html
    link = '<a href="https://voorbeeld.nl/" title="Meer">meer</a>'
    assert clean_html(link) == link.replace(">meer", ' rel="noopener">meer')


def test_cleaning_twice_changes_nothing():
    for payload in PAYLOADS:
        once = clean_html(payload)
        assert clean_html(once) == once


def test_the_result_can_go_into_a_template_as_it_is():
    assert isinstance(clean_html("<p>x</p>"), SafeString)
    assert isinstance(linkify_plain("x"), SafeString)


def test_too_much_text_is_refused_before_it_costs_time():
    for function in (clean_html, linkify_plain):
        with pytest.raises(ValidationError, match="te lang"):
            function("é" * 100_001)


@pytest.mark.parametrize(
    "pattern",
    ["<blockquote>", "<ul><li>", "<table><tr><td>", "<div>", "<em><p>", "<a><table>", "<svg><g>"],
)
def test_markup_made_to_keep_the_parser_busy_is_refused_or_soon_done(pattern):
    for count in (200_000 // len(pattern), 7_900 // pattern.count("<"), 100):
        began = time.perf_counter()
        with suppress(ValidationError):
            assert_inert(clean_html(pattern * count))
        # Some tenths of a second here; without the limits it takes from ten seconds to for ever.
        assert time.perf_counter() - began < 5


def test_plain_text_becomes_paragraphs_and_lists():
    html = linkify_plain("Eerste regel\n\n- een\n- twee")
    assert html == "<p>Eerste regel</p><ul><li>een</li><li>twee</li></ul>"


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("kijk op https://voorbeeld.nl/a?b=1&c=2", "https://voorbeeld.nl/a?b=1&amp;c=2"),
        ("kijk op www.voorbeeld.nl", "https://www.voorbeeld.nl"),
    ],
)
def test_a_web_address_becomes_a_link(text, href):
    assert f'<a href="{href}" rel="noopener">' in linkify_plain(text)


@pytest.mark.parametrize(
    "text", ["Stop.Nu is het tijd", "mail naar ik@voorbeeld.nl", "javascript:alert(1)"]
)
def test_what_is_no_web_address_stays_text(text):
    assert "<a" not in linkify_plain(text)
