"""Writing a mail down: with its transaction, once, and with nothing in it that breaks out."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from academie.mail import outbox, retention, sending
from academie.mail.masking import masked
from academie.mail.models import MailAttachment, OutgoingMail
from academie.mail.outbox import Attached, queue

pytestmark = pytest.mark.django_db


def write(**values) -> OutgoingMail:
    """Queue a mail with something for everything."""
    given_values = {
        "to": "jan@school.nl",
        "subject": "Hallo",
        "text": "Dag Jan.",
        "kind": "proef",
        "key": "1",
    } | values
    to, subject, text = (given_values.pop(name) for name in ("to", "subject", "text"))
    return queue(to, subject, text, **given_values)


@pytest.mark.django_db(transaction=True)
def test_rollback_leaves_no_mail():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_same_kind_and_key_is_one_mail():
    first = write()
    again = write(subject="Iets anders")
    other = write(key="2")

    assert again.pk == first.pk
    assert again.subject == "Hallo"
    assert other.message_id != first.message_id


def test_a_mail_that_was_there_keeps_its_own_files():
    first = write(attachments=[Attached("een.txt", b"een")])
    write(attachments=[Attached("twee.txt", b"twee")])

    assert [file.name for file in first.attachments.all()] == ["een.txt"]
    assert MailAttachment.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jan",
        "jan@",
        "jan@school",
        "jan@school.nl, piet@school.nl",
        "jan@school.nl\nBcc: piet@school.nl",
        "jan@school.nl\r\nBcc: piet@school.nl",
        "Jan <jan@school.nl>",
        '"jan\n"@school.nl',
        "jan piet@school.nl",
        "jan@school.nl>",
        "jan@school.nl\x00",
        "x" * 250 + "@school.nl",
    ],
)
def test_refuses_what_is_not_one_plain_address(address):
    with pytest.raises(ValueError, match="address") as refused:
        write(to=address)

    assert "school" not in str(refused.value), "errors end up in logs"


def test_address_is_kept_in_lower_case():
    assert write(to="  Jan.De-Vries@School.NL ").to == "jan.de-vries@school.nl"


@pytest.mark.parametrize(
    "headers",
    [
        {"Bcc": "piet@school.nl"},
        {"to": "piet@school.nl"},
        {"Message-ID": "<1@x>"},
        {"Content-Type": "text/html"},
        {"X-Goed": "een\r\nBcc: piet@school.nl"},
        {"X-Goed": "een\u2028twee"},
        {"X-Goed\r\nBcc": "piet@school.nl"},
        {"X Goed": "een"},
    ],
)
def test_refuses_headers_that_are_ours_or_break_out(headers):
    with pytest.raises(ValueError, match="header"):
        write(headers=headers)


@given(st.text(max_size=80))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_subject_makes_a_second_line(subject):
    django_mail.outbox = []
    OutgoingMail.objects.all().delete()
    try:
        row = write(subject=subject)
    except ValueError:
        assert not "".join(c for c in subject if c.isprintable()).strip()
        return
    assert sending.send_due(budget=5) == 1
    raw = django_mail.outbox[0].message().as_bytes()
    head = raw.split(b"\n\n")[0]
    assert row.subject.isprintable() or not row.subject.isascii()
    names = [line.split(b":")[0] for line in head.splitlines() if line[:1] not in b" \t"]
    assert names.count(b"To") == 1
    assert not {b"Bcc", b"Cc"} & set(names)


def test_refuses_a_mail_without_text_or_subject():
    with pytest.raises(ValueError, match="text"):
        write(text="  ", html="<p>Dag</p>")
    with pytest.raises(ValueError, match="subject"):
        write(subject="\n")


@pytest.mark.parametrize(
    "about", [{"kind": ""}, {"key": ""}, {"kind": "x" * 41}, {"key": "x" * 151}]
)
def test_refuses_a_kind_or_key_that_does_not_fit(about):
    with pytest.raises(ValueError, match="that fit"):
        write(**about)


@pytest.mark.parametrize("name", ["", "a/b.ics", 'a".ics', "a\nb.ics"])
def test_refuses_an_odd_file_name(name):
    with pytest.raises(ValueError, match="file name"):
        write(attachments=[Attached(name, b"x", "text/calendar")])


def test_mail_has_all_that_a_machine_should_say(settings):
    settings.DEFAULT_FROM_EMAIL = "academie@voorbeeld.nl"
    row = write(
        html="<p>Dag Jan.</p>",
        headers=outbox.unsubscribe_headers("https://voorbeeld.nl/af?t=1"),
        attachments=[
            Attached("dag.ics", "BEGIN:VCALENDAR é".encode(), "text/calendar; method=REQUEST"),
            Attached("kaart.pdf", b"%PDF-\xff", "application/pdf"),
        ],
    )

    sending.send_due(budget=5)

    (sent,) = django_mail.outbox
    made = sent.message()
    assert sent.to == ["jan@school.nl"]
    assert made["From"] == "Onderwijs-Zorg Academie <academie@voorbeeld.nl>"
    assert made["Message-ID"] == row.message_id
    assert row.message_id.endswith("@voorbeeld.nl>")
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["List-Unsubscribe"] == "<https://voorbeeld.nl/af?t=1>"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    kinds = [part.get_content_type() for part in made.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "application/pdf"]
    assert made["Date"]


def test_sent_mail_keeps_nothing_of_what_it_said():
    row = write(html="<p>x</p>", headers={"X-Een": "1"}, attachments=[Attached("a.txt", b"x")])

    sending.send_due(budget=5)

    row.refresh_from_db()
    assert row.state == "verzonden"
    assert (row.subject, row.text, row.html, row.headers) == ("", "", "", {})
    assert not MailAttachment.objects.exists()
    assert row.to == "jan@school.nl"


def test_address_goes_after_thirty_days_and_the_row_after_a_year():
    now = timezone.now()
    sent, given_up, waiting = (write(key=key) for key in "123")
    old = now - timedelta(days=31)
    OutgoingMail.objects.filter(pk=sent.pk).update(state="verzonden", closed_at=old)
    OutgoingMail.objects.filter(pk=given_up.pk).update(state="opgegeven", closed_at=old)
    OutgoingMail.objects.filter(pk=waiting.pk).update(created_at=old)

    assert retention.empty_old(now - timedelta(days=2)) == 0
    assert retention.empty_old(now) == 2

    rows = {row.pk: row for row in OutgoingMail.objects.all()}
    assert (rows[sent.pk].to, rows[given_up.pk].to, rows[given_up.pk].text) == ("", "", "")
    assert rows[waiting.pk].to, "what is still owed is kept"
    retention.empty_old(now + timedelta(days=400))
    assert set(OutgoingMail.objects.values_list("pk", flat=True)) == {waiting.pk}


def test_counts_what_one_address_got_lately():
    write()
    write(key="2", kind="anders")
    write(key="3", to="piet@school.nl")
    long_ago = write(key="4")
    OutgoingMail.objects.filter(pk=long_ago.pk).update(
        created_at=timezone.now() - timedelta(days=2)
    )

    day = timedelta(days=1)
    assert outbox.count_to("Jan@School.nl", ["proef", "anders"], day) == 2
    assert outbox.count_to("jan@school.nl", ["proef"], day) == 1
    assert outbox.count_kind("proef", day) == 2


def test_mail_of_django_itself_goes_through_the_outbox(settings):
    settings.EMAIL_BACKEND = "academie.mail.backends.OutboxBackend"
    message = django_mail.EmailMultiAlternatives(
        "Nieuw wachtwoord",
        "De tekst",
        "x@y.nl",
        ["jan@school.nl", "Piet <piet@school.nl>", "geen adres"],
        reply_to=["redactie@voorbeeld.nl"],
    )
    message.attach_alternative("<p>De tekst</p>", "text/html")
    message.attach("a.txt", "inhoud", "text/plain")

    message.send()

    rows = OutgoingMail.objects.order_by("to")
    assert [row.to for row in rows] == ["jan@school.nl", "piet@school.nl"]
    assert rows[0].html == "<p>De tekst</p>"
    assert rows[0].headers == {"Reply-To": "redactie@voorbeeld.nl"}
    assert bytes(rows[0].attachments.get().content) == b"inhoud"


def test_file_backend_writes_one_readable_file_per_mail(settings, tmp_path):
    settings.MAIL_BACKEND = "academie.mail.backends.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    write()
    write(key="2", text="Nog één.")

    assert sending.send_due(budget=5) == 2

    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert sum("Subject: Hallo" in file.read_text() for file in files) == 2
    assert files[0].stat().st_mode & 0o077 == 0


def test_masked_address_shows_only_where_it_lives():
    assert masked("jan@school.nl") == "j…@school.nl"
    assert masked("") == ""
