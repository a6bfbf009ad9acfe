"""Reading files: what comes out of good ones, and that no bad one does any harm."""

import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from threading import Event, Timer

import pytest
from django.conf import settings
from openpyxl import Workbook

from academie.core.document_text import runner
from academie.core.document_text.outcome import Limits
from academie.core.document_text.pieces import joined
from academie.core.document_text.reasons import explain
from academie.core.document_text.runner import Job, ReaderFaultError, read_files
from tests.core import hostile, samples

LIMITS = Limits()


def write(folder, files):
    """Store name -> content; return the jobs in the same order."""
    jobs = []
    for number, (name, content) in enumerate(files.items(), start=1):
        path = folder / name
        path.write_bytes(content)
        jobs.append(Job(number, str(path), path.suffix.removeprefix(".")))
    return jobs


def read_one(folder, name, content, limits=LIMITS):
    """The outcome of one file."""
    [(_, outcome)] = read_files(write(folder, {name: content}), limits, Event())
    return outcome


def text_of(folder, name, content):
    """The text of a file that is read well."""
    outcome = read_one(folder, name, content)
    assert (outcome.state, outcome.reason) == ("klaar", "")
    return outcome.text


class TestGoodFiles:
    def test_word_with_a_table_a_text_box_and_what_was_struck_out(self, tmp_path):
        copy = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        box = f"<w:txbxContent>{hostile.paragraph('in het kader')}</w:txbxContent>"
        body = (
            hostile.paragraph("Zo telt u mee")
            + "<w:p><w:r><w:t>turf</w:t></w:r><w:r><w:t>blad</w:t><w:tab/><w:t>week</w:t></w:r>"
            "<w:del><w:r><w:delText>weggehaald</w:delText></w:r></w:del></w:p>"
            f"<w:tbl><w:tr><w:tc>{hostile.paragraph('maandag')}</w:tc></w:tr></w:tbl>"
            f'<w:p><mc:AlternateContent xmlns:mc="{copy}"><mc:Choice>{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
        )

        text = text_of(tmp_path, "blad.docx", hostile.word_with_body(body))

        assert text == "Zo telt u mee turfblad week maandag in het kader"

    def test_slides_with_notes_in_order(self, tmp_path):
        content = hostile.slides_file("Prikkels", "Rust", notes="Zeg dit erbij")

        text = text_of(tmp_path, "uitleg.pptx", content)

        assert text == "Prikkels Zeg dit erbij Rust Zeg dit erbij"

    def test_pdf_with_words_cut_at_the_end_of_a_line(self, tmp_path):
        content = hostile.pdf_file("Deze onder-\nsteuning is van taal-\nen spraak", "Café één")

        text = text_of(tmp_path, "kaart.pdf", content)

        assert text == "Deze ondersteuning is van taal- en spraak Café één"

    def test_spreadsheet_gives_each_text_once_and_no_numbers(self, tmp_path):
        book = Workbook()
        book.active.title = "Week"
        for row in (["Dag", "Keer"], ["Maandag", 3], ["Maandag", 4]):
            book.active.append(row)
        out = BytesIO()
        book.save(out)

        assert text_of(tmp_path, "lijst.xlsx", out.getvalue()) == "Week Dag Keer Maandag"

    def test_open_document_text(self, tmp_path):
        namespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        xml = (
            f'<o xmlns:t="{namespace}"><t:tracked-changes><t:p>weg</t:p></t:tracked-changes>'
            "<t:h>Brief</t:h><t:p>aan <t:span>ouders</t:span></t:p></o>"
        )

        text = text_of(tmp_path, "brief.odt", samples.odt(**{"content.xml": xml.encode()}))

        assert text == "Brief aan ouders"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_plain_text_in_the_ways_that_people_save_it(self, tmp_path, encoding):
        assert text_of(tmp_path, "a.txt", "één\nkaart".encode(encoding)) == "één kaart"

    def test_pdf_that_only_its_maker_may_change_is_read(self, tmp_path):
        assert text_of(tmp_path, "a.pdf", hostile.encrypted_pdf("")) == "Achter slot en grendel"

    def test_capital_after_a_hyphen_keeps_the_hyphen_and_ligatures_fall_apart(self):
        assert joined("Onderwijs-\nZorg, a ﬁets \u00ad") == "Onderwijs-Zorg, a fiets \u00ad"


def test_hyphen_before_very_many_empty_lines_takes_no_time():
    began = time.process_time()
    joined("a-" + "\n" * 200_000 + "B")
    joined("a-\n" * 60_000)
    assert time.process_time() - began < 2


class TestLimits:
    def test_longer_text_is_cut_and_says_so(self, tmp_path):
        content = hostile.word_file(*["woord " * 50] * 40)

        outcome = read_one(tmp_path, "a.docx", content, replace(LIMITS, characters=1_000))

        assert (outcome.state, outcome.reason) == ("klaar", "cut")
        assert 900 < len(outcome.text) <= 1_000

    def test_ten_thousand_pages_are_read_up_to_the_limit(self, tmp_path):
        content = hostile.pdf_file(*[f"bladzijde{number}" for number in range(10_000)])

        outcome = read_one(tmp_path, "a.pdf", content, replace(LIMITS, pages=20))

        assert (outcome.state, outcome.reason) == ("klaar", "cut")
        assert outcome.text.split() == [f"bladzijde{number}" for number in range(20)]

    def test_more_slides_than_the_limit(self, tmp_path):
        content = hostile.slides_file("Een", "Twee", "Drie")

        outcome = read_one(tmp_path, "a.pptx", content, replace(LIMITS, pages=2))

        assert (outcome.reason, outcome.text) == ("cut", "Een Twee")

    def test_time_that_runs_out_keeps_what_was_read(self, tmp_path):
        content = hostile.slow_page(pages=30, steps=3_000)

        outcome = read_one(tmp_path, "a.pdf", content, replace(LIMITS, soft_cpu=0.2))

        assert (outcome.state, outcome.reason) == ("klaar", "cut")
        assert 0 < len(outcome.text) < 30 * 3_000

    def test_processor_time_ends_a_reader_that_does_not_look_at_the_clock(self, tmp_path):
        content = hostile.slow_page(pages=1, steps=400_000)

        outcome = read_one(tmp_path, "a.pdf", content, replace(LIMITS, cpu=1))

        assert (outcome.state, outcome.reason) == ("onleesbaar", "time")
        assert outcome.seconds < 4

    def test_file_that_never_answers_is_left_after_the_wall_time(self, tmp_path):
        pipe = tmp_path / "a.pdf"
        os.mkfifo(pipe)
        began = time.monotonic()

        outcomes = list(
            read_files(
                [Job(1, str(pipe), "pdf"), *write(tmp_path, {"b.txt": b"daarna"})],
                # The second one gets as long; it has to begin on a machine that is busy.
                replace(LIMITS, wall=3),
                Event(),
            )
        )

        assert [outcome.reason for _, outcome in outcomes] == ["time", ""]
        assert outcomes[1][1].text == "daarna"
        assert time.monotonic() - began < 30

    def test_memory_is_bounded(self, tmp_path):
        content = hostile.many_elements(400_000)

        outcome = read_one(tmp_path, "a.docx", content, replace(LIMITS, memory=150 * 2**20))

        assert (outcome.state, outcome.reason) == ("onleesbaar", "memory")
        assert outcome.memory_kb < 150 * 1024

    def test_large_file_is_not_opened(self, tmp_path):
        outcome = read_one(tmp_path, "a.txt", b"x" * 101, replace(LIMITS, file_bytes=100))

        assert (outcome.state, outcome.reason) == ("te_groot", "file")


HOSTILE = {
    "bomb.docx": (hostile.zip_bomb, "geweigerd", "zip_bomb"),
    "laughs.docx": (hostile.billion_laughs, "geweigerd", "xml_entities"),
    "laughs16.docx": (lambda: hostile.billion_laughs("utf-16"), "geweigerd", "xml_entities"),
    "outside.docx": (lambda: hostile.external_entity("/etc/passwd"), "geweigerd", "xml_entities"),
    "macro.docx": (
        lambda: samples.office(**{"word/vbaProject.bin": b"x"}),
        "geweigerd",
        "macros",
    ),
    "sheet.docx": (samples.real_xlsx, "geweigerd", "wrong_content"),
    "word.pdf": (lambda: hostile.word_file("x"), "geweigerd", "wrong_content"),
    "page.pdf": (lambda: b"<html><script>alert(1)</script></html>", "geweigerd", "wrong_content"),
    "pdf.docx": (lambda: hostile.pdf_file("x"), "onleesbaar", "damaged"),
    "noise.docx": (lambda: bytes(range(256)) * 20, "onleesbaar", "damaged"),
    "half.docx": (lambda: hostile.word_file("x")[:-300], "onleesbaar", "damaged"),
    "half.pptx": (lambda: hostile.slides_file("x")[:-300], "onleesbaar", "damaged"),
    "deep.docx": (lambda: hostile.deep_elements(5_000), "onleesbaar", "damaged"),
    "empty.docx": (lambda: b"", "onleesbaar", "damaged"),
    "locked.docx": (samples.encrypted_zip, "onleesbaar", "encrypted"),
    "locked-old.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "onleesbaar",
        "encrypted",
    ),
    "laughs.odt": (
        lambda: samples.odt(**{"content.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        "geweigerd",
        "xml_entities",
    ),
    "program.txt": (lambda: samples.EXE, "onleesbaar", "wrong_content"),
    "program.exe": (lambda: samples.EXE, "geweigerd", "kind"),
    "endless.pdf": (hostile.endless_page_tree, "onleesbaar", "damaged"),
    "wide.pdf": (hostile.wide_page_tree, "geweigerd", "pdf_bomb"),
    "deep.pdf": (hostile.deep_page_tree, "geweigerd", "pdf_bomb"),
    "objects.pdf": (lambda: hostile.object_stream_bomb(120_000_000), "geweigerd", "pdf_bomb"),
    "packed.pdf": (lambda: hostile.packed_page(120_000_000), "geweigerd", "pdf_bomb"),
    "circle.pdf": (hostile.form_that_draws_itself, "leeg", "no_text"),
    "circle2.pdf": (hostile.endless_cross_references, "klaar", ""),
    "half.pdf": (lambda: hostile.pdf_file("tekst " * 20)[:300], "onleesbaar", "damaged"),
    "locked.pdf": (lambda: hostile.encrypted_pdf("geheim"), "onleesbaar", "encrypted"),
    "scan.pdf": (lambda: hostile.pdf_file("", ""), "leeg", "no_text"),
    "signs.pdf": (lambda: hostile.pdf_file("#$%&*+ " * 20), "onleesbaar", "letters"),
}


@pytest.fixture(scope="module")
def hostile_outcomes(tmp_path_factory):
    """All of them, one after the other, read by one process that has to outlive them all."""
    files = {name: make() for name, (make, _, _) in HOSTILE.items()}
    jobs = write(tmp_path_factory.mktemp("hostile"), files | {"last.txt": b"nog heel"})
    return dict(
        zip([*files, "last.txt"], [o for _, o in read_files(jobs, LIMITS, Event())], strict=True)
    )


class TestHostileFiles:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_ends_in_a_state_with_a_reason(self, hostile_outcomes, name):
        outcome = hostile_outcomes[name]

        assert (outcome.state, outcome.reason) == HOSTILE[name][1:]
        assert bool(outcome.text) == (outcome.state == "klaar")
        assert outcome.memory_kb <= LIMITS.memory // 1024
        assert outcome.seconds <= LIMITS.soft_cpu

    @pytest.mark.parametrize("name", HOSTILE)
    def test_editor_reads_what_to_do(self, name):
        words = explain(*HOSTILE[name][1:])

        assert words.endswith(".")
        assert "_" not in words

    def test_the_process_reads_on_after_all_of_them(self, hostile_outcomes):
        assert hostile_outcomes["last.txt"].text == "nog heel"

    def test_file_that_is_gone(self, tmp_path):
        [(_, outcome)] = read_files([Job(1, str(tmp_path / "weg.pdf"), "pdf")], LIMITS, Event())

        assert (outcome.state, outcome.reason) == ("onleesbaar", "missing")


class TestProcess:
    @pytest.fixture(autouse=True)
    def _probe(self, monkeypatch):
        monkeypatch.setattr(runner, "PROGRAM", "tests.core.probe_reader")
        monkeypatch.setattr(runner, "_MARGIN", 0.3)

    def ask(self, *kinds, wall=0.3):
        jobs = [Job(number, "x", kind) for number, kind in enumerate(kinds, start=1)]
        return [
            (job.document, outcome)
            for job, outcome in read_files(jobs, replace(LIMITS, wall=wall), Event())
        ]

    def test_gets_no_keys_and_passwords(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "geheim")

        [(_, outcome)] = self.ask("environment")

        assert "SECRET" not in outcome.text
        assert "DJANGO" not in outcome.text

    @pytest.mark.parametrize("kind", ["dies", "hangs"])
    def test_that_dies_or_hangs_costs_one_file_and_leaves_the_rest(self, kind):
        outcomes = self.ask("good", kind, "good")

        assert [(number, o.state, o.reason) for number, o in outcomes] == [
            (1, "klaar", ""),
            (2, "onleesbaar", "stopped"),
        ]

    def test_that_does_not_start_says_nothing_about_files(self, monkeypatch):
        monkeypatch.setattr(runner, "PROGRAM", "tests.core.bestaat_niet")

        with pytest.raises(ReaderFaultError):
            self.ask("good")

    def test_takes_its_children_along(self):
        [(_, outcome)] = self.ask("leaves-a-child", wall=5)

        assert _ends(int(outcome.text))

    @pytest.mark.parametrize("kind", ["odd-state", "odd-reason"])
    def test_taken_over_by_a_file_cannot_store_just_anything(self, kind):
        [(_, outcome)] = self.ask(kind)

        assert (outcome.state, outcome.reason, outcome.text) == ("onleesbaar", "stopped", "")

    def test_text_is_cleaned_and_cut_once_more(self):
        [(_, outcome)] = self.ask("odd-text", wall=5)

        assert "\0" not in outcome.text
        assert len(outcome.text) <= LIMITS.characters

    def test_stops_when_the_worker_stops(self):
        stop, began = Event(), time.monotonic()
        Timer(0.5, stop.set).start()

        outcomes = list(read_files([Job(1, "x", "hangs")], LIMITS, stop))

        assert outcomes == []
        assert time.monotonic() - began < 10


def _ends(pid):
    """Whether a process is gone within a moment, or only waits for its grave."""
    for _ in range(50):
        found = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        if not found.stdout.strip() or found.stdout.startswith("Z"):
            return True
        time.sleep(0.1)
    return False


def test_the_child_can_write_nothing_and_start_nothing(tmp_path):
    """Asked in a process of its own, for the limits cannot be taken off again."""
    program = """
import json, os, sys
from academie.core.document_text.child import _in_child
from academie.core.document_text.outcome import Limits, Outcome

def reader(file, pieces):
    found = []
    try:
        with open(sys.argv[1], "wb") as out:
            out.write(b"x")
        found.append("schreef")
    except OSError:
        pass
    if os.getuid():
        try:
            os.fork()
            found.append("vermenigvuldigde zich")
        except OSError:
            pass
    print("hoort niemand")
    return Outcome("klaar", "", " ".join(found))

print(json.dumps(_in_child("/dev/null", reader, Limits()).text))
"""
    written = tmp_path / "geschreven"

    done = subprocess.run(
        [sys.executable, "-c", program, str(written)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.stdout, done.stderr) == ('""\n', "")
    assert not written.exists() or not written.read_bytes()


def test_bomb_is_a_bomb():
    """The samples above would prove nothing if they were too small to harm."""
    with zipfile.ZipFile(BytesIO(hostile.zip_bomb())) as archive:
        assert sum(entry.file_size for entry in archive.infolist()) > 50_000_000
