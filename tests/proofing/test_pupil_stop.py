"""Pupil data reaches no database: not by the editor, the autosave, a program or a copy."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail.test.utils.form_data import inline_formset, rich_text

from academie.library.models import Toolkit
from academie.library.models.toolkit import ToolkitDownload
from tests import factories
from tests.proofing.forms import action, toolkit_form

pytestmark = pytest.mark.django_db

SECRET = "Sanne de Vries uit groep 6"


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("beheer"))
    return client


@pytest.fixture
def page(site):
    return factories.make_toolkit(site, publish=False)


def stored():
    """Return all that was kept of texts, as one string."""
    rows = [
        *Toolkit.objects.values_list("title", "intro", "purpose", "actions", "materials"),
        *Revision.objects.values_list("content", flat=True),
        *PageLogEntry.objects.values_list("label", "data"),
        *ModelLogEntry.objects.values_list("label", "data"),
    ]
    return str(rows)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": f"Hulp voor {SECRET}"}, "title"),
        ({"intro": f"Zo hielp dit {SECRET}."}, "intro"),
        ({"purpose": rich_text("<p>Voor <b>Sanne</b> de Vries uit groep 6.</p>")}, "purpose"),
        ({"actions": action("Bel", f"<p>Bel over {SECRET}.</p>")}, "actions"),
        ({"materials": "BSN 111222333"}, "materials"),
        ({"alt_text": "Leerling, geb. 3-4-2014, aan tafel"}, "alt_text"),
        ({"search_description": "J. uit 5b wordt rustig"}, "search_description"),
    ],
)
def test_a_draft_is_stopped_with_a_sentence_at_the_field(admin, page, changes, field):
    before = Revision.objects.count()
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)), toolkit_form(page, **changes)
    )
    assert answer.status_code == 200
    form = answer.context["form"]
    assert any("Haal" in sentence or "herkennen" in sentence for sentence in form.errors[field])
    assert Revision.objects.count() == before
    for piece in ("Sanne", "111222333", "3-4-2014", "uit 5b"):
        assert piece not in stored()


def test_what_was_typed_stays_in_the_form(admin, page):
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        toolkit_form(page, materials="BSN 111222333", moment="Na de bel"),
    )
    assert 'value="BSN 111222333"' in answer.content.decode()
    assert 'value="Na de bel"' in answer.content.decode()


def test_the_autosave_is_stopped_too(admin, page):
    before = Revision.objects.count()
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        toolkit_form(page, intro=f"Zo hielp dit {SECRET}."),
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 400
    assert answer.json()["success"] is False
    assert Revision.objects.count() == before
    assert "Sanne" not in stored()


def test_a_new_page_is_stopped(admin, site):
    answer = admin.post(
        reverse("wagtailadmin_pages:add", args=("library", "toolkit", site.toolkits.pk)),
        toolkit_form(Toolkit(), intro=f"Zo hielp dit {SECRET}."),
    )
    assert answer.status_code == 200
    assert "intro" in answer.context["form"].errors
    assert not Toolkit.objects.exists()


def test_a_row_of_the_page_is_stopped(admin, page):
    document = factories_document()
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        toolkit_form(
            page,
            downloads=inline_formset([{"title": f"OPP {SECRET}", "document": document.pk}]),
        ),
    )
    assert answer.status_code == 200
    rows = answer.context["form"].formsets["downloads"]
    assert "herkennen" in str(rows.errors)
    assert not ToolkitDownload.objects.exists()


def factories_document():
    from django.core.files.base import ContentFile

    from academie.core.models import AcademieDocument
    from tests.core import samples

    return AcademieDocument.objects.create(
        title="Turfblad", file=ContentFile(samples.PDF, name="turfblad.pdf")
    )


def test_a_clean_draft_is_saved(admin, page):
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        toolkit_form(page, intro="Een leerling uit groep 6 wordt rustig."),
    )
    assert answer.status_code == 302
    assert "Een leerling uit groep 6" in stored()


@pytest.mark.parametrize("clean", [True, False])
def test_no_program_saves_a_version_with_it(page, clean):
    page.intro = f"Zo hielp dit {SECRET}."
    with pytest.raises(ValidationError, match="herkennen"):
        page.save_revision(clean=clean)
    assert "Sanne" not in stored()


def test_no_program_saves_the_page_with_it(page):
    page.materials = "BSN 111222333"
    with pytest.raises(ValidationError, match="burgerservicenummer"):
        page.save()


def test_a_page_that_has_it_can_be_taken_offline(site):
    """Removing is always possible: an old text, or a rule that became stricter."""
    page = factories.make_toolkit(site)
    Toolkit.objects.filter(pk=page.pk).update(intro=f"Zo hielp dit {SECRET}.")
    Toolkit.objects.get(pk=page.pk).unpublish()
    assert not Toolkit.objects.live().exists()


def test_what_stops_keeps_a_page_from_a_reviewer(admin, page, settings):
    """A finding with STOP is told at the field; the draft itself may be saved."""
    changes = {"purpose": rich_text('<p>Lees <a href="https://voorbeeld.nl/"></a> eerst.</p>')}
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert admin.post(address, toolkit_form(page, **changes)).status_code == 302
    answer = admin.post(address, toolkit_form(page, **changes, **{"action-submit": "1"}))
    assert answer.status_code == 200
    assert "geen tekst" in str(answer.context["form"].errors["purpose"])
