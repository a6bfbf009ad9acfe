"""A form of the admin that did not arrive whole."""

import pytest
from django.urls import reverse

from academie.core import half_forms
from tests import factories
from tests.proofing.forms import toolkit_form


@pytest.fixture
def editor(client, site):
    client.force_login(factories.make_user("baas", is_superuser=True))
    return client


@pytest.fixture
def address(site):
    return reverse("wagtailadmin_pages:edit", args=[factories.make_toolkit(site).pk])


@pytest.mark.parametrize(
    "broken",
    [
        {"actions-count": None, "title": "Een nieuwe titel"},
        {"actions-count": "veel", "title": "Een nieuwe titel"},
        {"actions-0-type": None, "title": "Een nieuwe titel"},
        {"purpose": "geen json", "title": "Een nieuwe titel"},
    ],
)
def test_what_cannot_be_read_is_refused_calmly_and_kept_nowhere(editor, site, broken):
    page = factories.make_toolkit(site)
    form = {
        name: value for name, value in (toolkit_form(page) | broken).items() if value is not None
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = page.latest_revision_id
    answer = editor.post(address, form)
    assert answer.status_code == 400
    assert "kwam niet heel aan" in answer.content.decode()
    page.refresh_from_db()
    assert page.latest_revision_id == before


def test_an_empty_post_is_no_error_of_ours(editor, address):
    assert editor.post(address, {}).status_code == 400


def test_a_fault_of_our_own_stays_one(editor, address, monkeypatch):
    def fault(*args, **kwargs):
        raise ValueError("of our own")

    monkeypatch.setattr("wagtail.admin.views.pages.edit.EditView.post", fault)
    with pytest.raises(ValueError, match="of our own"):
        editor.post(address, {})


def test_a_form_of_readers_is_not_looked_at(rf):
    def value_from_datadict():
        raise KeyError

    middleware = half_forms.HalfFormMiddleware(lambda request: None)
    with pytest.raises(KeyError) as fault:
        value_from_datadict()
    assert middleware.process_exception(rf.post("/deel-uw-kennis/"), fault.value) is None
    assert middleware.process_exception(rf.get("/beheer/"), fault.value) is None
    assert middleware.process_exception(rf.post("/beheer/"), fault.value).status_code == 400
