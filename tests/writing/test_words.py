"""Plain text and rich text: there and back without loss, and nothing richer is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.writing.words import is_richer, same_words, to_html, to_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Een zin.", "<p>Een zin.</p>"),
        ("a\nb\n\nc", "<p>a<br/>b</p><p>c</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. Jaargang", "<p>3. Jaargang</p>"),
        ("Neem mee:\n- a\n- b", "<p>Neem mee:</p><ul><li>a</li><li>b</li></ul>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("a & b", "<p>a &amp; b</p>"),
    ],
)
def test_text_becomes_rich_text(text, html):
    assert to_html(text) == html
    assert not is_richer(html)
    assert to_html(to_text(html)) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>Een <b>vet</b> woord.</p>",
        '<p>Zie <a linktype="page" id="3">hier</a>.</p>',
        "<h3>Kop</h3>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<ol><li>a<br/>b</li></ol>",
        '<embed embedtype="image" id="1"/>',
        "los",
        "<p>- geen lijst</p>",
        '<p style="color: red">a</p>',
    ],
)
def test_what_the_editor_can_do_besides_is_richer(html):
    assert is_richer(html)
    assert not same_words(to_text(html), html)


def test_the_keys_of_the_editor_are_no_markup_and_are_kept_when_nothing_changed():
    html = '<p data-block-key="a1b2">Een zin.</p>'
    assert not is_richer(html)
    assert same_words("Een zin.", html)
    assert not same_words("Een andere zin.", html)


@given(st.text(max_size=300))
def test_whatever_is_typed_comes_back_the_same_and_safe(text):
    html = to_html(text)
    assert not is_richer(html)
    assert to_html(to_text(html)) == html
    left = html
    for tag in ("p", "ul", "ol", "li"):
        left = left.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in left.replace("<br/>", "")
