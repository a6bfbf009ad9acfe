"""The drawing of a QR code is the code, dark for dark."""

import re

import segno

from academie.exchange.meeting import qr

ADDRESS = "https://academie.example/aanwezig/?t=123.abcDEF"


def dark_modules(drawing):
    found = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawing.path):
        found |= {(int(x) + step, int(y)) for step in range(int(length))}
    return found


def test_every_module_is_where_it_belongs():
    drawing = qr.draw(ADDRESS)
    rows = [list(row) for row in segno.make_qr(ADDRESS, error="q").matrix]
    expected = {
        (x + qr.QUIET, y + qr.QUIET)
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    }
    assert dark_modules(drawing) == expected
    assert drawing.size == len(rows) + 2 * qr.QUIET


def test_two_addresses_are_two_drawings():
    assert qr.draw(ADDRESS).path != qr.draw(ADDRESS + "x").path
