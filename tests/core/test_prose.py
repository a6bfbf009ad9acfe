"""Plain text into fields."""

from academie.core.prose import plain_paragraphs, prose_blocks


def test_headings_and_paragraphs():
    assert prose_blocks("Een.\n\n## Kop\nTwee.\n- punt") == [
        ("paragraph", "<p>Een.</p>"),
        ("heading", "Kop"),
        ("paragraph", "<p>Twee.</p><ul><li>punt</li></ul>"),
    ]


def test_nothing_gives_nothing():
    assert prose_blocks(" \n ") == []
    assert plain_paragraphs("") == ""


def test_numbered_lines_do_not_run_on():
    assert plain_paragraphs("Zo:\n1. een\n2) twee\nstap 3: drie") == (
        "<p>Zo:</p><p>1. een</p><p>2) twee</p><p>stap 3: drie</p>"
    )


def test_markup_is_text():
    assert plain_paragraphs("<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>"
    assert prose_blocks("## <i>") == [("heading", "<i>")]
