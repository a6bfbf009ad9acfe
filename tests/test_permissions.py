"""Every address of the site x every role: who gets in. A new address without a line fails.

``permissions.txt`` holds the expectation: per address one pair of signs per role, for GET and for
an empty POST. ``l`` to the login page, ``-`` refused, ``0`` not found, ``.`` not by this method,
``+`` answered, ``!`` a server error. The objects in the addresses are somebody else's, and of
another region.

After new or changed addresses, write the table anew and read in ``git diff`` what it says:

    WRITE_PERMISSIONS=1 .venv/bin/pytest tests/test_permissions.py -k who_gets_in_where
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.test import client as django_client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow

from academie.core.enums import World
from academie.core.models import AcademieDocument
from academie.exchange.enums import SignUpState, VisitState
from academie.exchange.models import Certificate, Match, SignUp, Visit
from academie.moderation import submitting
from academie.moderation.models import Review, ReviewRoute
from academie.shelves.models import Collection as SavedCollection
from academie.taxonomy.models import BestBet, Cluster, Region, WordRule
from academie.upkeep.models import Report
from tests import factories, worlds
from tests.core import samples
from tests.exchange.events import make_event, session

LOGIN_PAGES = ("/inloggen/", "/beheer/login/")
WIDTH = 124
TABLE = Path(__file__).with_name("permissions.txt")
ROLES = ("", "Deelnemer", "Specialist", "Regioredacteur", "Redacteur", "Beheerder")
REGEX_PATHS = {
    r"^documenten/(\d+)/(.*)$": "/documenten/{document}/kaart.pdf",
    r"documenten/^(\d+)/(.*)$": "/documenten/{document}/kaart.pdf",
    r"beheer/^.*/$": "/beheer/bestaat-niet/",
    r"^((?:[\w\-]+/)*)$": "/toolkits/",
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield every address as it is written in the url files, without doubles."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here


def write(column: int, answers: dict[str, str]) -> None:
    """Write the answers of one role into the table; what others get stays as it is."""
    table = expectations()
    rows = []
    for pattern in sorted(answers):
        row = [*table.get(pattern, []), *["??"] * len(ROLES)][: len(ROLES)]
        row[column] = answers[pattern]
        rows.append(f"{pattern:<{WIDTH}}{' '.join(row)}")
    TABLE.write_text("\n".join(rows) + "\n")


def all_patterns() -> list[str]:
    return sorted(set(patterns(get_resolver())))


def expectations() -> dict[str, list[str]]:
    rows = (line.rsplit("  ", 1) for line in TABLE.read_text().splitlines() if line)
    return {pattern.strip(): answers.split() for pattern, answers in rows}


@pytest.fixture
def numbers(site, settings, tmp_path):
    """Objects of somebody else, by the names that addresses use."""
    settings.MEDIA_ROOT = tmp_path
    root = Collection.get_first_root_node()
    owner = factories.make_user("een-ander")
    page = factories.make_toolkit(site, owner=owner)
    document = AcademieDocument.objects.create(
        title="Kaart",
        file=ContentFile(samples.PDF, name="kaart.pdf"),
        collection=root,
        uploaded_by_user=owner,
    )
    image = worlds.make_image()
    workflow = Workflow.objects.create(name="Redactie")
    task = GroupApprovalTask.objects.create(name="Nakijken")
    term = Cluster.objects.first().pk
    BestBet.objects.create(pk=term, expressions="thuiszitter", page=page.page_ptr)
    WordRule.objects.create(pk=term, word="dagbesteding", kind=WordRule.Kind.WHOLE)
    return {
        "page": page.pk,
        "parent": site.toolkits.pk,
        "revision": page.latest_revision_id,
        "document": document.pk,
        "image": image.pk,
        "collection": root.add_child(instance=Collection(name="Werkgroep")).pk,
        "workflow": workflow.pk,
        "task": task.pk,
        "term": term,
        "site": Site.objects.get().pk,
        "user": owner.pk,
        "group": Group.objects.get(name="Redacteur").pk,
        "item": page.permanent_id,
        **_exchange(site, owner),
        **_written(site, owner),
    }


def _exchange(site, owner) -> dict[str, int]:
    """A visit with a guest who was there and has a certificate, and a wish that was matched."""
    now = timezone.now()
    page = make_event(
        site, session(now - timedelta(days=1), capacity=4), kind="werkbezoek", owner=owner
    )
    moment = page.sessions.get()
    guest = SignUp.objects.create(
        session=moment,
        number=1,
        name="Gast",
        email="gast@voorbeeld.nl",
        email_key="gast@voorbeeld.nl",
        organisation="Wijkteam",
        side=World.CARE,
        state=SignUpState.CONFIRMED,
        seat=1,
        created_at=now,
        changed_at=now,
        keep_until=now.date() + timedelta(days=90),
    )
    visit = Visit.objects.create(session=moment, sign_up=guest, state=VisitState.AGREED)
    proof = Certificate.objects.create(
        sign_up=guest,
        title=page.title,
        kind="Werkbezoek",
        start=moment.start,
        minutes=120,
        issued_at=now,
        keep_until=now.date() + timedelta(days=90),
    )
    return {
        "session": moment.pk,
        "sign_up": guest.pk,
        "visit": visit.pk,
        "match": Match.objects.create(made_at=now).pk,
        "certificate": proof.pk,
        "code": proof.code,
    }


def _written(site, owner) -> dict[str, int]:
    """A draft that waits for a reader, and what readers said and saved."""
    draft = factories.make_toolkit(site, owner=owner, publish=False, slug="concept")
    submitting.submit(draft, owner)
    review = Review.objects.get(page=draft)
    report = Report.objects.create(page=draft.page_ptr, what=Report.What.values[0])
    saved = SavedCollection.objects.create(owner=owner, title="Van een ander", key="sleutel")
    route = ReviewRoute.objects.create(region=Region.objects.get(slug="rotterdam"))
    return {
        "review": review.pk,
        "report": report.pk,
        "saved": saved.pk,
        "route": route.pk,
    }


PRIMARY_KEYS = {
    "beheer/api/main/^pages/": "page",
    "beheer/api/main/^documents/": "document",
    "beheer/api/main/^images/": "image",
    "beheer/bewijzen/": "certificate",
    "beheer/collections/": "collection",
    "beheer/documents/": "document",
    "beheer/ervaringen/": "report",
    "beheer/groups/": "group",
    "beheer/images/": "image",
    "beheer/meldingen/": "report",
    "beheer/sites/": "site",
    "beheer/snippets/choose/moderation/": "route",
    "beheer/snippets/moderation/": "route",
    "beheer/snippets/": "term",
    "beheer/users/": "user",
    "beheer/workflows/tasks/": "task",
    "beheer/workflows/": "workflow",
    "ervaringen/": "report",
    "mijn-academie/beveiliging/": "report",
    "mijn-academie/verzamelingen/": "saved",
}
ARGUMENTS = {
    "action": "publish",
    "action_name": "approve",
    "app_label": "library",
    "app_name": "taggit",
    "code": "{code}",
    "collection_id": "{collection}",
    "content_type_app_name": "library",
    "content_type_model_name": "toolkit",
    "destination_id": "{parent}",
    "doc_id": "{document}",
    "document_id": "{document}",
    "facet": "cluster",
    "filter_spec": "width-50",
    "form": "csv",
    "image_id": "{image}",
    "item": "{item}",
    "key": "sleutel",
    "kind": "toolkit",
    "match_id": "{match}",
    "model_name": "toolkit",
    "number": "1",
    "object_id": "{page}",
    "page_id": "{page}",
    "page_pk": "{page}",
    "page_to_move_id": "{page}",
    "page_view_restriction_id": "999",
    "parent_page_id": "{parent}",
    "path": "bestaat-niet.png",
    "permanent_id": "{item}",
    "provider_id": "school",
    "redirect_id": "999",
    "restriction_id": "999",
    "review_id": "{review}",
    "revision_id": "{revision}",
    "session": "{session}",
    "session_id": "{session}",
    "sign_up_id": "{sign_up}",
    "slug": "cluster-2",
    "step": "titel",
    "task_id": "{task}",
    "task_state_id": "999",
    "token": "x",
    "uidb64": "x",
    "uploaded_file_id": "999",
    "visit_id": "{visit}",
    "workflow_pk": "{workflow}",
    "workflow_state_id": "999",
}
COMPARE = r"^(?P<pk>\d+)/revisions/compare/"


def address(pattern: str, numbers: dict[str, int]) -> str:
    """Return a real address for a pattern; an argument that is new here is a KeyError."""
    if pattern in REGEX_PATHS:
        return REGEX_PATHS[pattern].format(**numbers)
    if COMPARE in pattern:
        return "/beheer/pages/{page}/revisions/compare/earliest...latest/".format(**numbers)
    parts = []
    for part in pattern.replace("^", "").replace("$", "").split("<"):
        argument, closed, rest = part.partition(">")
        if not closed:
            parts.append(part)
            continue
        name = argument.split(":")[-1]
        if name == "pk":
            owner = next(value for key, value in PRIMARY_KEYS.items() if pattern.startswith(key))
            parts.append(f"{{{owner}}}")
        else:
            parts.append(ARGUMENTS[name])
        parts.append(rest)
    return "/" + "".join(parts).format(**numbers)


def sign(response) -> str:
    target = response.headers.get("Location", "")
    if response.status_code >= 500:
        return "!"
    if response.status_code == 302 and target.startswith(LOGIN_PAGES):
        return "l"
    if response.status_code == 403 or (response.status_code == 302 and target == "/beheer/"):
        return "-"
    return {404: "0", 405: "."}.get(response.status_code, "+")


def member(role: str):
    user = factories.make_user(f"lid-{role.lower()}", email=f"{role}@voorbeeld.nl")
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(member(role))
    return client


def answer(client: Client, path: str) -> str:
    """GET and an empty POST; what they change is undone."""
    signs = ""
    session = dict(client.cookies)
    for method in (client.get, client.post):
        with transaction.atomic():
            response = method(path)
            signs += sign(response)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        # The logout page takes the cookie; the session behind it is back.
        client.cookies.update(session)
    return signs


def test_every_address_has_an_expectation():
    missing = set(all_patterns()) - set(expectations())
    assert not missing, "Zet deze adressen in tests/permissions.txt, met wie er binnen mag."
    assert not set(expectations()) - set(all_patterns()), "Deze adressen bestaan niet meer."


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anoniem")
def test_who_gets_in_where(numbers, role, monkeypatch):
    # Django's client copies the context of every template that it renders; nobody looks at it here.
    monkeypatch.setattr(django_client, "store_rendered_templates", lambda *args, **kwargs: None)
    client, column, expected = client_of(role), ROLES.index(role), expectations()
    found = {one: answer(client, address(one, numbers)) for one in all_patterns()}
    if os.environ.get("WRITE_PERMISSIONS"):
        write(column, found)
        return
    wrong = {
        pattern: f"verwacht {expected[pattern][column]}, kreeg {signs}"
        for pattern, signs in found.items()
        if pattern in expected and signs != expected[pattern][column]
    }
    assert not wrong


def test_only_wagtails_own_views_fail_on_a_form_that_no_page_sends():
    """One exists to fail; the others are asked to make what their own page does not offer."""
    failing = {pattern for pattern, answers in expectations().items() if "!" in "".join(answers)}
    assert {pattern.split("/")[1] for pattern in failing} == {
        "failwhale",
        "redirects",
        "snippets",
    }


# --- the object itself ------------------------------------------------------------------------


@pytest.fixture
def specialist(site):
    client = Client()
    client.user = member("Specialist")
    client.force_login(client.user)
    return client


@pytest.fixture
def others_draft(site):
    return factories.make_toolkit(site, owner=factories.make_user("een-ander"), publish=False)


@pytest.fixture
def own_draft(site, specialist):
    return factories.make_toolkit(site, owner=specialist.user, publish=False)


VIEWS = ("edit", "delete", "copy", "history", "usage", "view_draft", "unpublish", "set_privacy")


def refused(response) -> bool:
    return sign(response) == "-"


@pytest.mark.parametrize("view", VIEWS)
def test_a_specialist_reaches_nothing_of_somebody_elses_draft(specialist, others_draft, view):
    path = reverse(f"wagtailadmin_pages:{view}", args=[others_draft.pk])
    assert refused(specialist.get(path))
    assert refused(specialist.post(path, {"action-publish": "1"}))
    others_draft.refresh_from_db()
    assert not others_draft.live


def test_a_specialist_reads_no_revision_of_somebody_elses_draft(specialist, others_draft):
    others_draft.save_revision()
    revision = others_draft.latest_revision_id
    for view in ("revisions_view", "revisions_revert"):
        path = reverse(f"wagtailadmin_pages:{view}", args=[others_draft.pk, revision])
        assert refused(specialist.get(path)), view
    compare = f"/beheer/pages/{others_draft.pk}/revisions/compare/earliest...latest/"
    assert refused(specialist.get(compare))


def test_a_specialist_sees_no_draft_of_somebody_else_by_the_admins_own_api(
    specialist, others_draft
):
    answer = specialist.get(f"/beheer/api/main/pages/{others_draft.pk}/")
    assert answer.status_code == 404 or "purpose" not in answer.json()


def test_a_specialist_edits_an_own_draft_and_cannot_publish_it(specialist, own_draft):
    path = reverse("wagtailadmin_pages:edit", args=[own_draft.pk])
    page = specialist.get(path)
    assert page.status_code == 200
    assert "action-publish" not in page.content.decode()
    bulk = f"/beheer/bulk/wagtailcore/page/publish/?id={own_draft.pk}&next=/beheer/"
    specialist.post(bulk)
    own_draft.refresh_from_db()
    assert not own_draft.live


def test_a_specialist_has_no_reports_people_or_settings(specialist):
    for path in (
        "/beheer/reports/site-history/",
        "/beheer/reports/aging-pages/",
        "/beheer/reports/aan-te-vullen/",
        "/beheer/users/",
        "/beheer/groups/",
        "/beheer/sites/",
        "/beheer/redirects/",
        "/beheer/workflows/list/",
        "/beheer/collections/",
        "/beheer/snippets/taxonomy/cluster/",
    ):
        assert refused(specialist.get(path)), path
    menu = specialist.get("/beheer/").content.decode()
    assert "/beheer/reports/" not in menu
    assert "/beheer/users/" not in menu


def test_a_specialist_changes_no_file_of_somebody_else(specialist, numbers):
    for path in (
        f"/beheer/documents/edit/{numbers['document']}/",
        f"/beheer/documents/delete/{numbers['document']}/",
        f"/beheer/images/{numbers['image']}/",
        f"/beheer/images/{numbers['image']}/delete/",
    ):
        assert refused(specialist.post(path, {"title": "Van mij"})), path
    document = AcademieDocument.objects.get(pk=numbers["document"])
    assert document.title == "Kaart"


def test_a_redacteur_sees_reports_but_neither_people_nor_settings(site):
    client = client_of("Redacteur")
    assert client.get("/beheer/reports/aging-pages/").status_code == 200
    for path in ("/beheer/users/", "/beheer/groups/", "/beheer/sites/", "/beheer/redirects/"):
        assert refused(client.get(path)), path


def test_a_beheerder_makes_nobody_superuser(site):
    client = client_of("Beheerder")
    other = factories.make_user("een-ander", email="ander@voorbeeld.nl")
    path = reverse("wagtailusers_users:edit", args=[other.pk])
    values = {
        "username": "een-ander",
        "email": "ander@voorbeeld.nl",
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
        "is_superuser": "on",
    }
    assert client.get(path).status_code == 200
    client.post(path, values)
    other.refresh_from_db()
    assert not other.is_superuser


def test_without_an_account_the_whole_admin_is_the_login_page():
    open_to_all = {
        pattern
        for pattern, answers in expectations().items()
        if pattern.startswith("beheer/") and answers[0] != "ll"
    }
    assert open_to_all == {
        "beheer/jsi18n/",
        "beheer/login/",
        "beheer/logout/",
        "beheer/password_reset/",
        "beheer/password_reset/complete/",
        "beheer/password_reset/confirm/<uidb64>/<token>/",
        "beheer/password_reset/done/",
        "beheer/sprite/",
    }


def test_a_beheerder_cannot_take_over_a_superuser(site):
    client = client_of("Beheerder")
    boss = factories.make_user("baas", email="baas@voorbeeld.nl", is_superuser=True)
    path = reverse("wagtailusers_users:edit", args=[boss.pk])
    assert refused(client.get(path))
    assert refused(client.post(path, {"password1": "nieuw-wachtwoord-1", "username": "baas"}))
    boss.refresh_from_db()
    assert boss.password == ""
