"""The 63 payloads through every path that takes a text: what is shown runs nothing.

The pages are drawn by Django and opened in the browser without the policy that the site sends with
them, so that nothing but the text itself is put to the test.
"""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, streamfield

from academie.core.models import AcademieDocument, AcademieImage
from academie.library.models import Toolkit
from academie.library.models.toolkit import ToolkitDownload
from academie.proofing.similar import nearly_the_same
from academie.shelves.models import MAX_TITLE, Collection
from tests import factories, worlds
from tests.core import samples
from tests.e2e.test_payloads import numbered
from tests.proofing.forms import shown, toolkit_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SHORT = [payload for payload in numbered() if len(payload) <= 110]


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("beheer"))
    return client


def contentstate(payload):
    """Return a rich text as the editor's script sends it, with a link that is a payload."""
    script = re.sub(r"\s", "", "javascript:" + payload)
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "00000",
                    "text": payload or "-",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
                }
            ],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": script}}},
        }
    )


def test_the_editor_and_its_panel(ran, admin, site):
    page = factories.make_toolkit(site, publish=False)
    steps = [
        ("step", {"title": payload[:110], "text": contentstate(payload)}) for payload in numbered()
    ]
    form = toolkit_form(
        page,
        title=numbered()[0][:200],
        intro=numbered()[10],
        steps=streamfield(steps),
        escalate_when=numbered()[11],
        materials=numbered()[12][:250],
        search_description=numbered()[13],
    )
    panel = admin.post(reverse("proofing_check", args=(page.pk,)), form)
    assert panel.status_code == 200
    answer = admin.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form)
    assert answer.status_code == 302
    saved = Toolkit.objects.get(pk=page.pk)
    assert len(saved.steps) == len(numbered())
    draft = shown(admin, reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
    saved.get_latest_revision().publish()
    public = shown(admin, saved.get_url())
    editor = shown(admin, reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    history = shown(admin, reverse("wagtailadmin_pages:history", args=(page.pk,)))
    assert ran([panel.content.decode(), draft, public, editor, history]) == set()


def test_what_a_program_stores_in_fields_of_plain_text(ran, client, site):
    """Headings, quotes and captions, as an import or an API would bring them."""
    image = worlds.make_image()
    body = [
        block
        for payload in numbered()
        for block in (
            ("heading", payload),
            ("quote", {"text": payload, "who": payload}),
            ("figure", {"image": image, "alt_text": payload, "caption": payload}),
        )
    ]
    page = factories.make_nieuws(site, title=numbered()[5], intro=numbered()[6], body=body)
    assert ran([shown(client, page.get_url()), shown(client, "/nieuws/")]) == set()


def test_titles_of_images_and_documents(ran, admin, site):
    rows = []
    for payload in SHORT:
        document = AcademieDocument.objects.create(
            title=payload, file=ContentFile(samples.PDF, name="blad.pdf")
        )
        rows.append(ToolkitDownload(title=payload, document=document))
        AcademieImage.objects.create(
            title=payload,
            description=payload,
            file=ContentFile(samples.saved(samples.picture(60), "PNG"), name="tafel.png"),
        )
    page = factories.make_toolkit(site, downloads=rows)
    pages = [
        page.get_url(),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
    ]
    form = toolkit_form(
        page,
        downloads=inline_formset(
            [{"title": one.title, "document": one.document_id} for one in rows]
        ),
    )
    panel = admin.post(reverse("proofing_check", args=(page.pk,)), form).content.decode()
    assert ran([*(shown(admin, one) for one in pages), panel]) == set()


def test_names_and_explanations_of_collections(ran, client, django_user_model):
    user = django_user_model.objects.create_user("bewaarder")
    client.force_login(user)
    for payload in numbered():
        client.post(reverse("shelves:new"), {"title": payload[:MAX_TITLE], "intro": payload})
    assert Collection.objects.count() > 5
    own = [
        shown(client, reverse("shelves:collection", args=(one.pk,)))
        for one in Collection.objects.all()[:20]
    ]
    assert ran([shown(client, reverse("shelves:mine")), *own]) == set()


def test_who_somebody_is(ran, client, django_user_model):
    user = django_user_model.objects.create_user("wie")
    client.force_login(user)
    pages = []
    for payload in SHORT:
        user.first_name, user.last_name, user.organisation = payload, payload, payload
        user.save()
        pages.append(shown(client, reverse("accounts:profile")))
    assert ran(pages) == set()


def test_titles_that_look_the_same(ran, client, site, settings, tmp_path, django_user_model):
    client.force_login(django_user_model.objects.create_user("schrijver"))
    with worlds.searchable(settings, tmp_path):
        for payload in numbered()[::8]:
            factories.make_nieuws(site, title=f"{payload} zwemmen met een tolk")
        worlds.index_all()
        assert nearly_the_same("Zwemmen met een tolk")
        answers = [
            shown(client, reverse("proofing:nearly_the_same") + "?titel=zwemmen+met+een+tolk"),
            shown(client, "/zoeken/?q=zwemmen+tolk"),
        ]
    assert ran(answers) == set()
