"""Headings on paper go down one level at a time."""

from academie.outlet.paper.levels import settle


def heading(level):
    return {"kind": "h", "level": level, "text": "x"}


def settled(levels, above):
    blocks = [heading(level) for level in levels]
    settle(blocks, above)
    return [block["level"] for block in blocks]


def test_no_level_is_skipped():
    assert settled([4, 4, 3], above=2) == [3, 4, 3]
    assert settled([3, 4], above=1) == [2, 3]
    assert settled([3, 3], above=2) == [3, 3]


def test_a_box_and_what_is_in_it():
    box = {"kind": "callout", "title": "x", "blocks": [heading(3)]}
    inside = {"kind": "ul", "items": [[heading(4)]]}
    settle([box, inside], above=1)
    assert box["level"] == 2
    assert box["blocks"][0]["level"] == 3
    assert inside["items"][0][0]["level"] == 4
