import pytest

from academie.core.text import html_to_text, join_words, lines, plain_to_html, split_numbered


def test_lines_are_trimmed_and_empty_ones_dropped():
    assert lines("  a \n\n b\n") == ["a", "b"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Eén</p><p>twee</p>", "Eén\ntwee"),
        ("<ul><li>a</li><li>b &amp; c</li></ul>", "a\nb & c"),
        ("<p>veel   <b>ruimte</b></p>", "veel ruimte"),
        ("<p>3 &lt; 4</p>", "3 < 4"),
        ("", ""),
    ],
)
def test_html_becomes_words(html, text):
    assert html_to_text(html) == text


def test_plain_text_becomes_paragraphs_and_lists():
    html = plain_to_html("Een zin\ndie doorloopt.\n\nNeem mee:\n- pen\n- papier")
    assert html == (
        "<p>Een zin die doorloopt.</p><p>Neem mee:</p><ul><li>pen</li><li>papier</li></ul>"
    )


def test_plain_text_is_escaped():
    assert plain_to_html("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_empty_plain_text_gives_nothing():
    assert plain_to_html(" \n ") == ""


def test_numbered_lines_are_items_and_the_rest_comes_before():
    before, items = split_numbered("Vooraf.\n\n1. Bel de ouders\n   nog vandaag.\n2) Schrijf op.\n")
    assert before == "Vooraf."
    assert items == ["Bel de ouders nog vandaag.", "Schrijf op."]


def test_a_year_at_the_start_of_a_line_is_no_item():
    assert split_numbered("2024 was druk.")[1] == []


def test_joined_words_are_sentences_and_skip_what_is_empty():
    assert join_words(["Kop", "", "  ", "Een zin. \nNog een?"]) == "Kop.\nEen zin.\nNog een?"
