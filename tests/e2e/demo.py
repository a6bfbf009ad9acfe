"""The demo site as `make demo` makes it: own folder, own server process, production-like settings.

Making it takes most of a minute, so a finished folder is kept in the cache under a key of
everything it is made from. A changed source, migration or date makes a new one.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.plugins.database import CACHE as DATABASES
from tests.plugins.database import PACKAGES, _key

ROOT = Path(__file__).resolve().parents[2]
KEPT = DATABASES.parent / "demo"
SOURCES = ("academie", "home", "search", "fixtures", "static")
START_SECONDS = 60
PASSWORD = "samen-naar-school"

PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_vocabulary")
call_command("load_demo")
call_command("search_rebuild", "--if-needed")
call_command("collectstatic", interactive=False, verbosity=0)
"""


@dataclass(frozen=True)
class DemoSite:
    """A running demo."""

    url: str
    folder: Path

    def get(self, path: str) -> str:
        """Return the text of an answer."""
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return answer.read().decode()


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{date.today()} {_key()} {PACKAGES}".encode())
    for top in SOURCES:
        for file in sorted((ROOT / top).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _environment(folder: Path) -> dict[str, str]:
    unset = ("DATABASE_URL", "SEARCH_ENGINE", "ELASTICSEARCH_URL")
    return {key: value for key, value in os.environ.items() if key not in unset} | {
        "DJANGO_SETTINGS_MODULE": "academie.settings.demo",
        "DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
    }


def _prepare(folder: Path) -> None:
    template = DATABASES / f"{_key()}.sqlite3"
    if template.exists():
        shutil.copyfile(template, folder / "academie.sqlite3")
    done = subprocess.run(
        [sys.executable, "-c", PREPARE],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def prepared(target: Path) -> None:
    """Fill ``target`` with the demo's data."""
    kept = KEPT / _fingerprint()
    if not kept.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        unfinished = KEPT / f"unfinished-{os.getpid()}"
        unfinished.mkdir(parents=True)
        _prepare(unfinished)
        unfinished.replace(kept)
    shutil.copytree(kept, target, dirs_exist_ok=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "De demo stopte."
        try:
            urllib.request.urlopen(f"{url}/gereed/", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("De demo begon niet.")


@contextmanager
def running(folder: Path) -> Iterator[DemoSite]:
    """Serve the demo in ``folder`` until the block ends."""
    port = _free_port()
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=_environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield DemoSite(f"http://127.0.0.1:{port}", folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(40)
