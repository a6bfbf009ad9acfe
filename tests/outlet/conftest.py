"""A site with one item of every kind, offered to harvesters."""

import pytest

from academie.core.paper import press
from academie.outlet import ledger
from tests import factories, worlds


@pytest.fixture
def searchable(settings, tmp_path):
    with worlds.searchable(settings, tmp_path):
        yield


@pytest.fixture
def items(site):
    """Name -> page, one of every type that harvesters get."""
    made = {
        "toolkit": factories.make_toolkit(site, **worlds.TERMS),
        "werkinstructie": factories.make_werkinstructie(site, **worlds.TERMS),
        "praktijkverhaal": factories.make_praktijkverhaal(site, **worlds.TERMS),
        "training": factories.make_training(site, **worlds.TERMS),
    }
    ledger.sweep()
    return made


@pytest.fixture(autouse=True)
def _patient_press(monkeypatch):
    """A busy machine is no fault of a document; and no test finds what another one printed."""
    monkeypatch.setattr(press, "WALL_SECONDS", 120.0)
    monkeypatch.setattr(press, "WAIT_SECONDS", 120.0)
    press.shelf.clear()
    yield
    press.shelf.clear()
