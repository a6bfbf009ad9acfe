"""Reading along without an account."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academie.core.models import AcademieDocument, AcademieImage
from academie.library.models.toolkit import ToolkitDownload
from academie.mail.models import OutgoingMail
from academie.moderation import deciding, kinds, reading_limits, reading_links
from academie.moderation.models import Approval, ReadingLink
from academie.moderation.reading_key import fits
from tests.core import samples
from tests.moderation.people import changed, handed_in, person, waiting, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(site, writer):
    page = written(site, writer)
    _, url = reading_links.make_link(page, page.latest_revision, writer, "ambulant begeleider")
    return url


def path_of(url):
    return "/" + url.split("/", 3)[3]


def text_of(url):
    return path_of(url).replace("/meelezen/", "/meelezen/tekst/")


def test_reader_sees_exactly_that_text(client, address):
    answer = client.get(text_of(address))
    assert "Zo geeft u een opdracht" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


def test_looking_changes_nothing(client, address):
    before = list(ReadingLink.objects.values())
    for _ in range(2):
        assert client.get(path_of(address)).status_code == 200
        client.get(text_of(address))
    assert list(ReadingLink.objects.values()) == before


def test_advice_is_no_approval(client, address, writer):
    answer = client.post(path_of(address), {"verdict": "klopt", "remarks": ""})
    assert "Dank u wel" in answer.content.decode()
    link = ReadingLink.objects.get()
    assert link.verdict == "klopt"
    assert not Approval.objects.exists()
    link.page.refresh_from_db()
    assert not link.page.live
    mail = OutgoingMail.objects.get(kind=kinds.READ_ALONG_ANSWER)
    assert mail.to == writer.email


def test_says_first_what_is_missing(client, address):
    answer = client.post(path_of(address), {"verdict": "klopt-niet", "remarks": " "})
    html = answer.content.decode()
    assert "<title>Fout: " in html
    assert "Schrijf op wat er niet klopt." in html
    assert ReadingLink.objects.get().answered_at is None


def test_machine_is_thanked_and_forgotten(client, address):
    client.post(path_of(address), {"verdict": "klopt", "website": "https://spam.invalid"})
    assert ReadingLink.objects.get().answered_at is None


@pytest.mark.parametrize("change", ["letter", "old", "withdrawn", "changed", "nothing", "unsigned"])
def test_link_that_ended_opens_nothing(client, address, writer, change, monkeypatch):
    link = ReadingLink.objects.get()
    url = text_of(address)
    if change == "letter":
        url = url.replace("?t=", "?t=a")
    elif change == "old":
        ReadingLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    elif change == "withdrawn":
        reading_links.withdraw(link.page_id, link.pk)
    elif change == "changed":
        page = link.page.specific.get_latest_revision_as_object()
        page.title = "Anders"
        page.save_revision(user=writer, overwrite_revision=link.revision)
    elif change == "nothing":
        url = reverse("moderation:text")
    else:
        url = f"{reverse('moderation:text')}?t={Signer(salt='iets anders', sep='.').sign('x')}"
    answer = client.get(url)
    assert answer.status_code == 404
    assert "Zo geeft u" not in answer.content.decode()


def test_link_ends_with_the_review(client, site, writer, editor):
    review = handed_in(site, writer)
    _, url = reading_links.make_link(review.page, review.revision, writer, "ib'er")
    assert client.get(path_of(url)).status_code == 200
    deciding.refuse(review, editor, reason="Dit moet echt nog anders.")
    assert client.get(path_of(url)).status_code == 404


def test_token_is_long_and_not_kept(address):
    token = address.partition("?t=")[2].partition(".")[0]
    assert len(token) * 6 >= 128
    link = ReadingLink.objects.get()
    assert token not in (link.secret, str(link.public))


def test_files_of_the_text_load_for_this_reader_only(client, address, rf):
    page = ReadingLink.objects.get().page_id
    client.get(text_of(address))
    cookies = {name: one.value for name, one in client.cookies.items()}
    assert {one["path"] for one in client.cookies.values()} == {"/media/", "/documenten/"}
    request = rf.get("/media/images/x.jpg")
    assert not fits(request, [page])
    request.COOKIES.update(cookies)
    assert fits(request, [page])
    assert not fits(request, [page + 1])
    reading_links.end_links(page)
    assert not fits(request, [page])


def test_draft_image_and_document_load_through_the_link(client, site, writer):
    """The real door to the files, asked by a browser that followed the link and by one that did
    not."""
    owner = person("uploader")
    image = AcademieImage.objects.create(
        title="x",
        file=ContentFile(samples.png_with_text(), name="foto.png"),
        uploaded_by_user=owner,
    )
    document = AcademieDocument.objects.create(
        title="Kaart", file=ContentFile(samples.PDF, name="kaart.pdf"), uploaded_by_user=owner
    )
    downloads = [ToolkitDownload(title="Kaart", document=document)]
    page = written(site, writer, image=image, alt_decision="decoratief", downloads=downloads)
    _, url = reading_links.make_link(page, page.latest_revision, writer, "logopedist")
    assert document.url in client.get(text_of(url)).content.decode()
    picture = image.get_rendition("width-30").url
    for address in (picture, document.url):
        assert Client().get(address).status_code == 404
        answer = client.get(address)
        assert answer.status_code == 200
        assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]
        b"".join(answer.streaming_content)
    reading_links.end_links(page.pk)
    assert client.get(picture).status_code == 404


def test_remarks_hold_no_pupil_data(client, address):
    remarks = "Het BSN is 123456782."
    html = client.post(path_of(address), {"verdict": "klopt", "remarks": remarks}).content.decode()
    assert "<title>Fout: " in html
    assert remarks in html
    link = ReadingLink.objects.get()
    assert (link.answered_at, link.remarks) == (None, "")


def test_link_takes_so_many_answers(client, address, monkeypatch):
    few = replace(reading_limits.ANSWER_TO, most=2)
    monkeypatch.setattr(reading_limits, "ANSWER_TO", few)
    data = {"verdict": "klopt-niet", "remarks": "eerste"}
    for words in ("eerste", "tweede"):
        assert client.post(path_of(address), data | {"remarks": words}).status_code == 200
    answer = client.post(path_of(address), data | {"remarks": "derde"})
    assert answer.status_code == 429
    assert "<title>Fout: " in answer.content.decode()
    assert "derde" in answer.content.decode()
    assert ReadingLink.objects.get().remarks == "tweede"


def test_account_makes_so_many_links(client, site, writer, monkeypatch):
    few = replace(reading_limits.QUESTION_BY, most=1)
    monkeypatch.setattr(reading_limits, "QUESTION_BY", few)
    page = written(site, writer)
    client.force_login(writer)
    url = reverse("moderation:ask", args=[page.pk])
    for role in ("logopedist", "ib'er"):
        html = client.post(url, {"role": role}).content.decode()
    assert reading_limits.BUSY in html
    assert ReadingLink.objects.get().reader_role == "logopedist"


def test_maker_asks_somebody(client, site, writer):
    page = written(site, writer)
    client.force_login(writer)
    url = reverse("moderation:ask", args=[page.pk])
    assert "Vul de functie" in client.post(url, {"role": ""}).content.decode()
    html = client.post(url, {"role": "logopedist", "email": "L@voorbeeld.invalid"}).content.decode()
    assert "/meelezen/?t=" in html
    mail = OutgoingMail.objects.get(kind=kinds.READ_ALONG)
    assert mail.to == "l@voorbeeld.invalid"
    assert "/meelezen/?t=" in mail.text
    assert "/meelezen/?t=" not in client.get(url).content.decode()
    link = ReadingLink.objects.get()
    client.post(reverse("moderation:withdraw", args=[page.pk]), {"link": link.pk})
    link.refresh_from_db()
    assert not link.works


def test_only_makers_and_editors_ask(client, site, writer):
    page = written(site, writer)
    url = reverse("moderation:ask", args=[page.pk])
    assert client.get(url).status_code == 302
    client.force_login(person("ander", "Specialist"))
    assert client.post(url, {"role": "x"}).status_code == 404
    assert not ReadingLink.objects.exists()


def test_story_asks_whether_somebody_is_recognised(client, site, writer):
    page = written(site, writer, "praktijkverhaal", not_traceable=False)
    _, url = reading_links.make_link(page, page.latest_revision, writer, "ouder")
    assert (
        "Kies of u iemand herkent."
        in client.post(path_of(url), {"verdict": "klopt"}).content.decode()
    )
    client.post(path_of(url), {"verdict": "klopt", "recognisable": "ja"})
    assert ReadingLink.objects.get().recognisable == "ja"


def test_addresses_and_old_answers_are_forgotten(site, writer):
    page = written(site, writer)
    link, _ = reading_links.make_link(page, page.latest_revision, writer, "ib'er", "a@b.invalid")
    assert not reading_links.forget_old()
    ReadingLink.objects.update(ends_at=timezone.now() - timedelta(days=1))
    assert reading_links.forget_old()
    link.refresh_from_db()
    assert link.email == ""
    ReadingLink.objects.update(ends_at=timezone.now() - timedelta(days=400))
    reading_links.forget_old()
    assert not ReadingLink.objects.exists()


def test_advice_stands_on_the_review_screen(client, site, writer, editor):
    review = handed_in(site, writer)
    link, _ = reading_links.make_link(review.page, review.revision, writer, "logopedist")
    reading_links.answer(link, "klopt-niet", "De term van stap 3 is tien dagen.", "")
    client.force_login(editor)
    html = client.get(reverse("moderation_review", args=[review.pk])).content.decode()
    assert "De term van stap 3 is tien dagen." in html
    changed(review.page.specific, writer, title="Nieuwe tekst")
    again = waiting(review.page)
    html = client.get(reverse("moderation_review", args=[again.pk])).content.decode()
    assert "De term van stap 3" not in html
