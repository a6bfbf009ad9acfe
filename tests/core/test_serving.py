"""Web server and worker side by side, with small programs in their place."""

import os
import sys
from textwrap import dedent

import pytest

from academie.core import serving
from academie.core.serving import Supervisor, web_command, worker_command


@pytest.fixture
def program(tmp_path):
    """A Python program as a command; it may use `file(name)` in the test's own folder."""

    def make(text):
        head = f"import os, pathlib, signal, sys, time\nfolder = pathlib.Path({str(tmp_path)!r})\n"
        return [sys.executable, "-c", head + dedent(text)]

    return make


SLEEP = "time.sleep(60)"


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_worker_that_dies_is_started_again(program, tmp_path):
    said = []
    worker = program("with (folder / 'starts').open('a') as f: f.write('x')\nsys.exit(7)")
    web = program(
        """
        starts = folder / 'starts'
        while not (starts.exists() and len(starts.read_text()) >= 2):
            time.sleep(0.05)
        """
    )
    assert Supervisor(web, worker, said.append).run() == 0
    assert "Het werkproces stopte (code 7)." in said[0]
    assert len((tmp_path / "starts").read_text()) >= 2


def test_code_of_the_web_server_is_passed_on_and_the_worker_ends(program, tmp_path):
    worker = program(f"(folder / 'pid').write_text(str(os.getpid()))\n{SLEEP}")
    web = program(
        """
        while not (folder / 'pid').exists():
            time.sleep(0.05)
        sys.exit(3)
        """
    )
    assert Supervisor(web, worker, print).run() == 3
    assert gone(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_signal_ends_both_calmly(program, tmp_path, name):
    web = program(
        f"""
        (folder / 'web').write_text(str(os.getpid()))
        signal.signal(signal.SIGTERM, lambda *a: ((folder / 'told').touch(), sys.exit(0)))
        while not (folder / 'worker').exists():
            time.sleep(0.05)
        os.kill(os.getppid(), signal.{name})
        {SLEEP}
        """
    )
    worker = program(f"(folder / 'worker').write_text(str(os.getpid()))\n{SLEEP}")
    assert Supervisor(web, worker, print).run() == 0
    assert (tmp_path / "told").exists()
    assert gone(int((tmp_path / "web").read_text()))
    assert gone(int((tmp_path / "worker").read_text()))


def test_process_that_does_not_listen_is_killed(program, tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.3)
    worker = program(
        f"""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        (folder / 'pid').write_text(str(os.getpid()))
        {SLEEP}
        """
    )
    web = program(
        """
        while not (folder / 'pid').exists():
            time.sleep(0.05)
        """
    )
    assert Supervisor(web, worker, print).run() == 0
    assert gone(int((tmp_path / "pid").read_text()))


def test_commands_run_in_the_same_python():
    web = web_command("127.0.0.1", 8123)
    assert web[0] == worker_command()[0] == sys.executable
    assert "--bind=127.0.0.1:8123" in web
    assert "--worker-class=gthread" in web
    assert worker_command()[-1] == "worker"
