"""An editor sees a new page before it is saved."""

import pytest

from academie.exchange.models import TrainingEventPage
from academie.initiatives.models import Nieuwsbericht
from academie.library.models import Praktijkverhaal, Toolkit, Werkinstructie
from academie.taxonomy.models import Cluster
from tests import factories
from tests.exchange.events import local, session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "model", [Toolkit, Praktijkverhaal, Werkinstructie, TrainingEventPage, Nieuwsbericht]
)
def test_page_that_was_never_saved_can_be_previewed(site, model):
    page = model(title="Een nieuwe kaart")
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    response.render()
    assert response.status_code == 200
    assert "Een nieuwe kaart" in response.content.decode()


def test_event_that_was_never_saved_shows_its_moments(site):
    page = TrainingEventPage(title="Een nieuwe dag")
    page.sessions = [session(local(2090, 1, 2, 9), location="Wijkteam Zuid")]
    response = page.make_preview_request(preview_mode="")
    response.render()
    assert "Wijkteam Zuid" in response.content.decode()


def test_preview_of_a_draft_shows_the_terms_that_are_not_published(site):
    page = factories.make_toolkit(site)
    page.clusters = list(Cluster.objects.filter(slug="cluster-4"))
    response = page.make_preview_request(preview_mode="")
    response.render()
    assert "4: gedrag en psychiatrie" in response.content.decode()
