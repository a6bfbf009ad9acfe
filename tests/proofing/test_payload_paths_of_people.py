"""The payloads in what people write to each other about a card: nothing of it runs anywhere.

Where a form refuses or cleans a text, the page that says so is opened too, and the text is then
stored as it came: what is shown may not lean on what was let in.
"""

import pytest
from django.urls import reverse
from wagtail.models import Page

from academie.feedback.models import MAX_TEXT, Experience, Reply, State
from academie.feedback.summaries import renew
from academie.moderation import deciding, reading_links
from academie.moderation.models import ReadingLink, Review
from academie.shelves import collecting
from academie.shelves.models import MAX_LINE, CollectionItem
from academie.upkeep.models import Report
from academie.upkeep.reports import kept
from tests import factories
from tests.e2e.test_payloads import numbered
from tests.feedback.people import account, told
from tests.moderation.people import handed_in, written
from tests.proofing.forms import shown
from tests.writing.forms import read_form, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ALL = numbered()
EVERY_TENTH = ALL[::10]


@pytest.fixture
def writer(site):
    return account("schrijver", "Deelnemer")


@pytest.fixture
def editor(site):
    return account("redacteur", "Redacteur")


def refused(client, address, values):
    """Return the page that says what is wrong with what was sent, with the values kept."""
    answer = client.post(address, values)
    assert answer.status_code in (200, 422), address
    return answer.content.decode()


def packed(longest):
    """Return all payloads in as few texts of at most this length as will hold them."""
    texts = [""]
    for payload in ALL:
        if len(texts[-1]) + len(payload) >= longest:
            texts.append("")
        texts[-1] += payload[:longest]
    return texts


def typed_rows(texts):
    """Return what a browser posts for actions with these titles and texts."""
    rows = {"actions-aantal": str(len(texts))}
    for n, text in enumerate(texts):
        rows |= {f"actions-{n}-title": text[:110], f"actions-{n}-text": text}
    return rows


def test_writing_from_the_first_screen_to_the_reader(ran, client, writer):
    client.force_login(writer)
    begun = send(
        client,
        reverse("writing:begin", args=["toolkit"]),
        {"title": ALL[0], "intro": ALL[10], "purpose": "\n\n".join(ALL)},
    )
    page = Page.objects.get(pk=int(begun["Location"].split("/")[2]))
    screen = reverse("writing:step", args=[page.pk, "maandagochtend"])
    documents = []
    for some in (ALL[:40], ALL[40:80], ALL[80:]):
        form = read_form(client.get(screen)).values | typed_rows(some)
        assert client.post(screen, form | {"doe": "bewaar"}).status_code in (303, 422)
        documents.append(shown(client, screen))
    assert len(page.specific.get_latest_revision_as_object().actions) == len(ALL[80:])
    last = reverse("writing:last", args=[page.pk])
    documents += [
        refused(client, last, {"bericht": ALL[4]}),
        shown(client, reverse("writing:step", args=[page.pk, "titel"])),
        shown(client, last),
        shown(client, reverse("writing:preview", args=[page.pk])),
        shown(client, reverse("writing:mine")),
    ]
    assert ran(documents) == set()


def test_reading_along_and_the_screen_of_the_reader(ran, client, editor, site):
    maker = account("maker", "Specialist")
    page = written(site, maker, title=ALL[3], intro=ALL[4])
    documents = []
    for payload in EVERY_TENTH:
        link, address = reading_links.make_link(page, page.latest_revision, maker, payload[:100])
        path = "/" + address.split("/", 3)[3]
        documents.append(refused(client, path, {"verdict": "onzin", "remarks": payload}))
        reading_links.answer(link, ReadingLink.Verdict.WRONG, payload, "")
    client.force_login(maker)
    documents.append(shown(client, reverse("moderation:ask", args=[page.pk])))
    review = handed_in(site, maker, title=ALL[5], intro=ALL[6])
    for payload in ALL:
        link, _ = reading_links.make_link(review.page, review.revision, maker, payload[:100])
        reading_links.answer(link, ReadingLink.Verdict.WRONG, payload, "")
    Review.objects.filter(pk=review.pk).update(note="\n".join(ALL))
    client.force_login(editor)
    screen = reverse("moderation_review", args=[review.pk])
    documents += [shown(client, reverse("moderation_queue")), shown(client, screen)]
    short = {"reden": "", "reason": "", "bij-title": ALL[7], "bij-intro": ALL[8]}
    documents.append(refused(client, reverse("moderation_refuse", args=[review.pk]), short))
    remarks = {str(n): (payload[:200], payload) for n, payload in enumerate(ALL)}
    review.refresh_from_db()
    deciding.refuse(review, editor, reason="\n".join(ALL), remarks=remarks)
    client.force_login(maker)
    documents += [shown(client, reverse("writing:mine"))]
    assert ran(documents) == set()


def test_a_report_of_a_reader_and_its_desk(ran, client, editor, site):
    page = factories.make_toolkit(site, owner=account("maker", "Specialist"))
    form = reverse("upkeep:report", args=[page.permanent_id])
    documents = []
    for payload in EVERY_TENTH:
        values = {"what": "fout", "remark": payload, "email": payload}
        documents.append(refused(client, form, values))
    for payload in ALL:
        kept.take_in(page, Report.What.WRONG, payload[:1000], "")
    client.force_login(editor)
    desk = reverse("upkeep_reports")
    documents.append(shown(client, desk))
    for report, payload in zip(Report.objects.all()[::10], EVERY_TENTH, strict=True):
        one = reverse("upkeep_report", args=[report.pk])
        documents.append(refused(client, one, {"answer": payload}))
        kept.close(report, editor, Report.State.DONE, payload)
        documents.append(shown(client, one))
    documents += [shown(client, desk), shown(client, reverse("upkeep_due"))]
    assert ran(documents) == set()


def test_experiences_and_answers_in_the_queue_and_on_the_card(ran, client, editor, site):
    maker = account("maker", "Specialist")
    page = factories.make_toolkit(site, owner=maker)
    form = reverse("feedback:tell", args=[page.permanent_id])
    client.force_login(account("proever"))
    documents = [refused(client, form, {"group": "x", "text": payload}) for payload in EVERY_TENTH]
    for n, payload in enumerate(ALL):
        values = {field: getattr(told(), field) for field in ("role", "sector", "group", "outcome")}
        experience = Experience.objects.create(
            page_id=page.pk,
            user=account(f"lezer-{n}"),
            text=payload[:MAX_TEXT],
            state=State.WAITING,
            cut_on="2099-01-01",
            **values,
        )
        Reply.objects.create(
            experience=experience, user=maker, text=payload[:MAX_TEXT], state=State.WAITING
        )
    client.force_login(editor)
    documents.append(shown(client, reverse("feedback_queue")))
    for experience in Experience.objects.all()[::10]:
        screen = reverse("feedback_review", args=["ervaring", experience.pk])
        documents.append(shown(client, screen))
        no = {"besluit": "weiger", "reden": experience.text}
        assert client.post(screen, no).status_code == 303
    Experience.objects.update(state=State.SHOWN)
    Reply.objects.update(state=State.SHOWN)
    renew(page.pk)
    card = shown(client, page.get_url())
    client.force_login(maker)
    some = Experience.objects.first()
    documents += [
        card,
        shown(client, reverse("feedback:use", args=[page.permanent_id])),
        shown(client, reverse("feedback:answer", args=[some.pk])),
    ]
    assert ran(documents) == set()


def test_lines_in_a_collection_for_others(ran, client, site, writer):
    client.force_login(writer)
    own = collecting.make(writer, ALL[0][:100], ALL[1][:600])
    documents = []
    for line in packed(MAX_LINE):
        page = factories.make_nieuws(site, title=line[:120])
        collecting.add(own, page.pk, line)
    address = reverse("shelves:collection", args=[own.pk])
    item = CollectionItem.objects.last()
    for payload in EVERY_TENTH:
        answer = client.post(address, {"actie": "zeg", "kaart": item.pk, "line": payload})
        documents.append(answer.content.decode())
    client.post(address, {"actie": "delen"})
    own.refresh_from_db()
    documents.append(shown(client, address))
    client.logout()
    assert own.key
    documents.append(shown(client, reverse("shelves:shared", args=[own.key])))
    assert ran(documents) == set()


def test_what_the_api_of_the_admin_answers_is_no_page(ran, client, editor, site):
    client.force_login(editor)
    for title in packed(200):
        factories.make_nieuws(site, title=title, intro="\n".join(EVERY_TENTH))
    documents = []
    for path in ("/beheer/api/main/pages/?limit=20", "/api/zoeken/?q=kaart"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/json")
        assert answer["X-Content-Type-Options"] == "nosniff"
        documents.append(answer.content.decode())
    heads = [{"HTTP_ACCEPT": "text/html"}, {}]
    for head in heads:
        answer = client.get("/beheer/api/main/pages/", **head)
        assert "html" not in answer["Content-Type"]
    explorer = reverse("wagtailadmin_explore", args=[site.nieuws.pk])
    assert ran([shown(client, explorer)]) == set()
