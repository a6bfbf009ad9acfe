"""What a host has to write before a visit may be published."""

import pytest
from django.core.exceptions import ValidationError

from academie.exchange.models import TrainingEventPage
from academie.exchange.visits.duties import SECRECY, missing, secrecy_of
from tests import factories
from tests.exchange.visits.people import TEXTS, make_visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["werkbezoek", "meeloopdag"])
def test_a_visit_lacks_three_things(kind):
    assert set(missing(TrainingEventPage(kind=kind, host_text="  "))) == set(TEXTS)
    assert missing(TrainingEventPage(kind=kind, **TEXTS)) == {}


@pytest.mark.parametrize("kind", ["training", "intervisie", "uitwisseling"])
def test_other_forms_lack_nothing(kind):
    assert missing(TrainingEventPage(kind=kind)) == {}


@pytest.mark.parametrize("field", sorted(TEXTS))
def test_such_a_page_cannot_be_published(site, field):
    with pytest.raises(ValidationError) as caught:
        factories.make_training(site, kind="werkbezoek", **(TEXTS | {field: ""}))

    assert field in caught.value.message_dict


def test_an_adopted_page_may_lack_them_and_a_guest_still_reads_what_she_promises(site):
    moment = make_visit(site, kind="training")
    page = moment.page
    page.kind, page.adopted, page.confidentiality = "werkbezoek", True, ""
    page.full_clean()

    assert secrecy_of(page) == SECRECY
