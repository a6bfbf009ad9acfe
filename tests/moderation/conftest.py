"""A writer, and people who may read."""

import pytest

from tests.moderation.people import person


@pytest.fixture
def writer(site):
    """A specialist who writes."""
    return person("schrijver", "Specialist")


@pytest.fixture
def editor(site):
    """An editor who reads what nobody else does."""
    return person("redactie", "Redacteur")


@pytest.fixture
def root(site):
    """A superuser."""
    return person("super", is_superuser=True, is_staff=True)


@pytest.fixture
def time_machine_of(monkeypatch):
    """Set the clock."""

    def go_to(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return go_to
