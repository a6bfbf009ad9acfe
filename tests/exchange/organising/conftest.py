"""A session with people, and browsers of those who may and may not manage it."""

import pytest
from django.test import Client

from tests.exchange.organising.people import account, make_session


@pytest.fixture
def editor(site):
    """The account of an editor, who looks after everything."""
    return account("redacteur", "Redacteur")


@pytest.fixture
def browser(editor):
    """A browser in which the editor is logged in; it checks the form tokens."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def visit(site):
    """A session with four places: one kept for onderwijs, one for zorg."""
    return make_session(site, kept_education=1, kept_care=1)
