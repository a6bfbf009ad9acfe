"""One mailbox has one spelling, and what is no plain address is none."""

import pytest

from academie.mail.checks import clean_address


@pytest.mark.parametrize(
    "typed",
    [
        "jan@bücher.nl",
        " JAN@Bücher.NL ",
        "jan@xn--bcher-kva.nl",
        "Jan@XN--BCHER-KVA.nl",
        "jan@bu\u0308cher.nl",
        "ｊａｎ＠bücher.nl",
        "\ufeffjan@bücher.nl\u200b",
        "jan@bü\u00adcher.nl\u00a0",
    ],
)
def test_one_mailbox_has_one_spelling(typed):
    assert clean_address(typed) == "jan@bücher.nl"


def test_two_mailboxes_stay_two():
    typed = [
        "jan@school.nl",
        "jan+ib@school.nl",
        "j.an@school.nl",
        "jan@strasse.de",
        "jan@straße.de",
    ]
    assert [clean_address(one) for one in typed] == typed


@pytest.mark.parametrize(
    "typed", ["", "jan", "@school.nl", "jan@", "jan@xn--.nl", "a@b@c.nl", "a@c.nl\nBcc: x@y.nl"]
)
def test_what_is_no_address_is_refused_without_repeating_it(typed):
    with pytest.raises(ValueError, match="not one plain mail address"):
        clean_address(typed)
