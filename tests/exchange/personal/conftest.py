"""A browser as strict as the real thing."""

import pytest
from django.test import Client


@pytest.fixture
def browser() -> Client:
    """A browser: forms are checked for forgery."""
    return Client(enforce_csrf_checks=True)
