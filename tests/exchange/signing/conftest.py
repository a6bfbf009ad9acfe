"""Somebody who signs up."""

import pytest

from tests.exchange.signing.forms import Visitor


@pytest.fixture
def visitor():
    return Visitor()
