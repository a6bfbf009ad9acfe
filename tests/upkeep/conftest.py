"""A published item, and publishing it again with another text."""

from collections.abc import Callable
from typing import Any

import pytest

from academie.core import savers
from tests.factories import make_user


@pytest.fixture
def again() -> Callable[..., Any]:
    """Publish a page with other values, as after an approval; return it as readers have it."""

    def publish(page, **values):
        draft = page.get_latest_revision_as_object()
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return publish


@pytest.fixture
def saver(db, monkeypatch) -> Any:
    """Somebody who saved every page."""
    user = make_user("bewaarder", email="bewaarder@school.nl")
    monkeypatch.setattr(savers, "_finders", [lambda page_id: [user.pk]])
    return user
