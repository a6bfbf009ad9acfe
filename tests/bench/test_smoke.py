"""The benchmark itself runs: `make test ARGS='-m bench'`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = (
    "Our search page and Wagtail's own search",
    "1,000 documents",
    "Over HTTP",
    "Where the time of a page goes",
    "Filling an index",
    "Memory of one process",
    "From a change to finding it",
)


@pytest.mark.bench
def test_a_quick_run_measures_everything_and_leaves_the_report_alone(tmp_path):
    report = ROOT / "docs" / "benchmarks.md"
    before = report.read_bytes() if report.exists() else None

    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick"],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    chapters = [line[3:] for line in done.stdout.splitlines() if line.startswith("## ")]
    assert chapters == list(CHAPTERS)
    assert "search page: embedded" in done.stdout
    assert str(tmp_path) not in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert (report.read_bytes() if report.exists() else None) == before
