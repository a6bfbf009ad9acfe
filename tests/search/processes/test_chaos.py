"""A thousand random changes with real processes that are killed: in the end nothing is lost.

An editor process and a worker process are killed in the middle of their work, the wire to
Elasticsearch is cut, indices are rebuilt and those rebuilds are killed too. The worker audits its
indices at every start and would repair a loss; so its log is read as well: it must never have found
one.
"""

import random
import shutil
import subprocess
import time

import pytest

from tests.plugins.services import missing_elasticsearch
from tests.search.processes.place import Editor, Place, kill, wait_until
from tests.search.processes.proxy import Proxy, Wire

pytestmark = pytest.mark.slow

STEPS = 1_000
FEWER_STEPS = 400
"""With Elasticsearch the embedded engine weathers the other storm too, as its standby."""

AUDIT_FOUND = "differed in"


class Storm:
    """Edits and trouble in turn, at random."""

    def __init__(self, place: Place, seed: int, proxy: Proxy | None = None) -> None:
        self.place, self.proxy = place, proxy
        self.dice = random.Random(seed)
        self.editor = Editor(place)
        self.worker: subprocess.Popen[str] | None = None
        self.rebuilds: list[subprocess.Popen[str]] = []
        self.story: dict[str, int] = {}
        self.seed = seed * 1_000_000

    def run(self, steps: int) -> None:
        """Do so many edits, with trouble in between."""
        for _ in range(steps):
            self.seed += 1
            roll = self.dice.random()
            if roll < 0.012:
                self.kill_editor_at_work()
            elif roll < 0.030:
                self.restart_worker()
            elif roll < 0.038:
                self.start_rebuild()
            elif roll < 0.045:
                self.kill_a_rebuild()
            elif roll < 0.075 and self.proxy:
                state = self.dice.choice([Wire.WHOLE, Wire.WHOLE, Wire.CUT, Wire.SILENT])
                self.proxy.set(state)
                self.note(f"wire {state}")
            self.note(self.editor.do(self.seed))

    def note(self, what: str) -> None:
        self.story[what] = self.story.get(what, 0) + 1

    def kill_editor_at_work(self) -> None:
        self.editor.send(self.seed + 500_000)
        time.sleep(self.dice.random() * 0.06)
        self.editor.kill()
        self.note("editor killed")

    def restart_worker(self) -> None:
        if self.worker:
            kill(self.worker)
            self.note("worker killed")
        self.worker = self.place.manage("worker", log="worker")

    def start_rebuild(self) -> None:
        engine = self.dice.choice(["embedded", self.place.environment["SEARCH_ENGINE"]])
        self.rebuilds.append(self.place.manage("search_rebuild", "--engine", engine))
        self.note("rebuild started")

    def kill_a_rebuild(self) -> None:
        for process in self.rebuilds:
            if process.poll() is None:
                kill(process)
                self.note("rebuild killed")
                return

    def calm_down(self) -> None:
        """Mend everything and wait until the worker has nothing left to do."""
        if self.proxy:
            self.proxy.set(Wire.WHOLE)
        for process in self.rebuilds:
            process.wait(timeout=180)
        self.editor.do("retry")
        self.editor.do("due")
        if self.worker is None or self.worker.poll() is not None:
            self.restart_worker()
        wait_until(lambda: self.place.check()[1]["waiting"] == 0, seconds=180)
        assert self.worker
        self.worker.terminate()
        assert self.worker.wait(timeout=60) == 0


def test_many_steps_on_the_embedded_engine(place: Place) -> None:
    storm = Storm(place, seed=1)
    storm.restart_worker()
    storm.run(STEPS if missing_elasticsearch() else FEWER_STEPS)
    storm.calm_down()

    code, report = place.check()
    assert code == 0, (report, storm.story)
    assert report["documents"] > 20
    assert AUDIT_FOUND not in place.log("worker")
    assert min(storm.story["editor killed"], storm.story["worker killed"]) > 3, storm.story


@pytest.mark.live
def test_a_thousand_steps_on_both_engines_with_outages(
    place_on_elasticsearch: Place, proxy: Proxy
) -> None:
    storm = Storm(place_on_elasticsearch, seed=2, proxy=proxy)
    storm.restart_worker()
    storm.run(STEPS)
    storm.calm_down()

    code, report = place_on_elasticsearch.check()
    assert code == 0, (report, storm.story)
    assert report["embedded"]["versions"].keys() == report["elasticsearch"]["versions"].keys()
    assert AUDIT_FOUND not in place_on_elasticsearch.log("worker")
    assert {"wire cut", "wire silent", "rebuild started"} <= storm.story.keys(), storm.story


@pytest.mark.live
def test_restored_backup_never_lowers_a_version(
    place_on_elasticsearch: Place, proxy: Proxy
) -> None:
    place = place_on_elasticsearch
    database = place.folder / "academie.sqlite3"
    storm = Storm(place, seed=3, proxy=None)
    storm.restart_worker()
    storm.run(60)
    storm.calm_down()
    storm.editor.kill()
    shutil.copyfile(database, place.folder / "backup")
    _, before = place.check()
    storm.restart_worker()
    storm.run(120)
    storm.calm_down()
    storm.editor.kill()
    _, newest = place.check()
    for rest in place.folder.glob("academie.sqlite3-*"):
        rest.unlink()
    shutil.copyfile(place.folder / "backup", database)

    storm.worker = None
    storm.restart_worker()
    storm.run(60)
    storm.calm_down()

    code, after = place.check()
    assert code == 0, (after, storm.story)
    for engine in ("embedded", "elasticsearch"):
        then = newest[engine]["versions"]
        now = after[engine]["versions"]
        assert all(now[key] >= then[key] for key in now.keys() & then.keys())
        assert before[engine]["versions"].keys() & now.keys()
