"""Nothing that runs comes through, and what an author means stays."""

from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from academie.core.sanitize import ATTRIBUTES, SCHEMES, TAGS, linkify_plain
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
def test_a_payload_in_plain_text_is_shown_as_it_was_typed(payload):
    html = linkify_plain(payload)
    assert_inert(html)


@given(st.text(alphabet="<>/=\"'& abconerrorimgscriptsvg!-\t\n:;x", max_size=200))
def test_no_mix_of_signs_gets_through(text):
    assert_inert(linkify_plain(text))


def test_the_result_can_go_into_a_template_as_it_is():
    assert isinstance(linkify_plain("x"), SafeString)


def test_too_much_text_is_refused_before_it_costs_time():
    with pytest.raises(ValidationError, match="te lang"):
        linkify_plain("é" * 100_001)


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
