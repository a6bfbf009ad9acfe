"""The press: within limits, a few at a time, and nothing twice."""

import threading

import pytest

from academie.core.paper import press

SOURCE = '#set document(title: "x")\n#set text(lang: "nl")\n= #json("data.json").word\n'


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(press, "WALL_SECONDS", 120.0)
    press.shelf.clear()
    yield
    press.shelf.clear()


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "source.typ"
    file.write_text(SOURCE)
    return file


def test_a_document_is_made_once(source, monkeypatch):
    made = press.print_pdf("v1", source, {"word": "Hallo"}, {})
    assert made.startswith(b"%PDF-")
    monkeypatch.setattr(press, "_set", None)
    assert press.print_pdf("v1", source, {"word": "Hallo"}, {}) == made
    assert press.ready("v1") == made
    assert press.ready("v2") is None


def test_a_document_without_end_is_stopped(source, monkeypatch):
    source.write_text("#let f(n) = { while true { n += 1 }; n }\n#f(1)")
    with pytest.raises(press.CannotSet):
        press.print_pdf("endless", source, {}, {})
    monkeypatch.setattr(press, "WALL_SECONDS", 0.01)
    with pytest.raises(press.CannotSet):
        press.print_pdf("slow", source, {}, {})
    # The press is free again.
    monkeypatch.setattr(press, "WALL_SECONDS", 120.0)
    source.write_text(SOURCE)
    assert press.print_pdf("after", source, {"word": "a"}, {})


def test_a_source_sees_no_other_file(source, tmp_path):
    (tmp_path / "secret.txt").write_text("geheim")
    source.write_text('#read("../secret.txt")')
    with pytest.raises(press.CannotSet):
        press.print_pdf("out", source, {}, {})


def test_no_more_than_a_few_at_once(source, monkeypatch):
    monkeypatch.setattr(press, "WAIT_SECONDS", 0.05)
    begun, go_on = threading.Semaphore(0), threading.Event()

    def slow(*parts):
        begun.release()
        go_on.wait(30)
        return b"%PDF-"

    monkeypatch.setattr(press, "_set", slow)
    threads = [
        threading.Thread(target=press.print_pdf, args=(f"v{n}", source, {}, {}))
        for n in range(press.AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert begun.acquire(timeout=30)
    with pytest.raises(press.PressBusy):
        press.print_pdf("one more", source, {}, {})
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert press.print_pdf("later", source, {}, {}) == b"%PDF-"


def test_the_shelf_has_an_end(monkeypatch):
    monkeypatch.setattr(press, "KEPT", 10)
    press.shelf.put("a", b"12345")
    press.shelf.put("b", b"12345")
    press.shelf.get("a")
    press.shelf.put("c", b"12345")
    assert press.shelf.get("b") is None
    assert press.shelf.get("a") == b"12345"
    press.shelf.put("large", b"x" * 20)
    assert press.shelf.get("large") is None
