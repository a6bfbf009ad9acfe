"""The panel 'Nakijkhulp' and the answer behind its button."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Revision
from wagtail.test.utils.form_data import inline_formset, rich_text

from academie.library.models import Toolkit
from tests import factories
from tests.proofing.forms import toolkit_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return factories.make_toolkit(site, publish=False)


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("beheer"))
    return client


def check(page):
    """Return where the panel of a page asks."""
    return reverse("proofing_check", args=(page.pk,))


def test_the_editor_shows_what_was_saved_last_without_a_script(admin, page):
    page.purpose = '<p>Lees <a href="https://voorbeeld.nl/">hier</a> verder.</p>'
    page.save_revision()
    html = admin.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "Nakijkhulp" in html
    assert "Deze linktekst zegt niet waar u uitkomt." in html
    assert f'data-proof="{check(page)}"' in html
    assert "Gevonden: 1 advies." in html


def test_a_new_page_has_no_findings_yet_and_a_button(admin, site):
    address = reverse("wagtailadmin_pages:add", args=("library", "toolkit", site.toolkits.pk))
    html = admin.get(address).content.decode()
    assert f"/beheer/nakijkhulp/nieuw/library/toolkit/{site.toolkits.pk}/" in html
    assert "De inleiding is nog leeg." not in html


def test_the_button_shows_what_is_in_the_form_now_and_saves_nothing(admin, page):
    before = Revision.objects.count()
    answer = admin.post(
        check(page),
        toolkit_form(
            page,
            intro="Zo hielp dit Sanne de Vries uit groep 6.",
            purpose=rich_text("<p>Doe dit middels een kaart.</p>"),
        ),
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Sanne de Vries uit groep 6" in html
    assert "‘middels’ kan gewoner." in html
    assert "1 punt kan zo niet en 1 advies" in html
    assert "no-store" in answer["Cache-Control"]
    assert Revision.objects.count() == before
    assert Toolkit.objects.get().intro == "Een korte inleiding."


def test_an_unfinished_form_is_looked_at_too(admin, page):
    answer = admin.post(
        check(page),
        toolkit_form(page, intro="", minutes="tien", title="", materials="BSN 111222333"),
    )
    assert answer.status_code == 200
    assert "burgerservicenummer" in answer.content.decode()
    assert "De inleiding is nog leeg." in answer.content.decode()


def test_rows_that_were_typed_are_looked_at(admin, page):
    rows = inline_formset([{"title": "OPP van J. uit 5b", "document": ""}])
    answer = admin.post(check(page), toolkit_form(page, downloads=rows))
    assert answer.status_code == 200


def test_a_page_that_is_still_to_be_made(admin, site):
    address = reverse("proofing_check_new", args=("library", "toolkit", site.toolkits.pk))
    answer = admin.post(address, toolkit_form(Toolkit(), materials="BSN 111222333"))
    assert "burgerservicenummer" in answer.content.decode()
    assert not Toolkit.objects.exists()


@pytest.mark.parametrize("kind", ["stop", "advice"])
def test_what_somebody_typed_is_escaped(admin, page, kind):
    sign = "<script>1</script>"
    title = f"{sign} J. uit 5b {sign}" if kind == "stop" else f"{sign} middels {sign}"
    html = admin.post(check(page), toolkit_form(page, title=title)).content.decode()
    assert "<script>" not in html


def test_only_by_post(admin, page):
    assert admin.get(check(page)).status_code == 405


def test_only_who_may_edit_the_page(client, page, site, django_user_model):
    """Who may enter the admin and edit elsewhere gets nothing to see here."""
    group = Group.objects.create(name="Elders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=site.nieuws,
        permission=Permission.objects.get(codename="change_page"),
    )
    user = django_user_model.objects.create_user("elders")
    user.groups.add(group)
    client.force_login(user)
    assert client.post(check(page), toolkit_form(page)).status_code in (302, 403)
    new = reverse("proofing_check_new", args=("library", "toolkit", site.toolkits.pk))
    assert client.post(new, toolkit_form(Toolkit())).status_code in (302, 403)


def test_nobody_else(client, page):
    assert client.post(check(page), toolkit_form(page)).status_code == 302


def test_the_assets_are_small(settings):
    """At most 2 kB of each kind over the line (gzip)."""
    import gzip

    for name in ("js/admin-proof.js", "css/admin-proof.css"):
        content = (settings.BASE_DIR / "static" / name).read_bytes()
        assert len(gzip.compress(content, 9)) <= 2_000
