"""What somebody's own page offers on the day and after."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from academie.exchange.enums import SignUpState
from tests.exchange.meeting.people import make_person, make_session

HOUR = timedelta(hours=1)


def shown(person):
    return render_to_string("exchange/meeting/_certificate_link.html", {"sign_up": person})


@pytest.mark.parametrize(
    ("when", "values", "words"),
    [
        ({"starts": timedelta(days=2)}, {}, None),
        ({"starts": timedelta(minutes=10)}, {}, "Ik ben er"),
        ({"starts": timedelta(minutes=10)}, {"present": True}, None),
        ({"starts": timedelta(minutes=10)}, {"state": SignUpState.WAITING}, None),
        ({"ended": HOUR}, {"present": True}, "Uw bewijs van deelname"),
        ({"ended": 3 * HOUR}, {"present": False}, None),
        ({"ended": 3 * HOUR}, {}, None),
    ],
)
def test_only_what_is_possible_now(client, site, when, values, words):
    person = make_person(make_session(site, **when), **values)
    html = shown(person)
    if words is None:
        assert html.strip() == ""
        return
    assert words in html
    address = html.split('href="')[1].split('"')[0]
    assert client.get(address).status_code == 200
    assert person.name not in html
