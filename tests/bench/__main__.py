"""`make bench`: measure everything in one run, print it and write docs/benchmarks.md."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

from search.engines import ELASTICSEARCH, EMBEDDED
from tests.bench import machine, report

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "benchmarks.md"
DATABASE = "academie.sqlite3"
SETTINGS = "tests.bench.settings"

FULL: dict[str, Any] = {
    "rounds": 5,
    "calls": 30,
    "wagtail_calls": 8,
    "wagtail_limit": 45.0,
    "memory_searches": 200,
    "changes": 5,
    "rebuild_up_to": 100_000,
    "served_at": 10_000,
}
QUICK = FULL | {
    "rounds": 2,
    "calls": 8,
    "wagtail_calls": 2,
    "wagtail_limit": 10.0,
    "memory_searches": 20,
    "changes": 1,
    "served_at": 1_000,
}


def number(text: str) -> int:
    """Read a size: 1k, 10k, 100k or plain digits."""
    return int(text[:-1]) * 1_000 if text.endswith("k") else int(text)


def parse() -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--sizes", default="1k,10k,100k", help="documents, for instance 1k,10k")
    parser.add_argument("--engines", default=f"{EMBEDDED},{ELASTICSEARCH}")
    parser.add_argument(
        "--quick", action="store_true", help="1k documents and few calls; writes no report"
    )
    parser.add_argument("--write", type=Path, help="write the report here instead")
    return parser.parse_args()


def main() -> None:
    """Measure every size in its own process, then print and write the report."""
    options = parse()
    began = time.monotonic()
    sizes = [1_000] if options.quick else [number(one) for one in options.sizes.split(",")]
    server = elasticsearch_version()
    possible = (EMBEDDED, ELASTICSEARCH) if server else (EMBEDDED,)
    engines = [one for one in options.engines.split(",") if one in possible]
    if not engines:
        sys.exit("There is no engine to measure: is ELASTICSEARCH_URL set?")
    with tempfile.TemporaryDirectory(prefix="academie-bench-") as folder:
        work = Path(folder)
        base = prepare(work)
        plan = QUICK if options.quick else FULL
        found: dict[str, Any] = {
            "date": date.today().isoformat(),
            "machine": machine.describe(),
            "elasticsearch": server if ELASTICSEARCH in engines else "",
            "sizes": [measure(work, base, size, engines, plan) for size in sizes],
        }
    found["minutes"] = (time.monotonic() - began) / 60
    text = report.markdown(found)
    print(text)
    target = options.write or (None if options.quick else REPORT)
    if target:
        target.write_text(text, encoding="utf-8")


def elasticsearch_version() -> str:
    """Return the version of the server that ELASTICSEARCH_URL names; '' without the variable."""
    url = os.environ.get("ELASTICSEARCH_URL", "").split(",")[0]
    if not url:
        return ""
    # The server for tests does not answer the question at "/" that a full one answers.
    with urllib.request.urlopen(f"{url}/_nodes?filter_path=nodes.*.version", timeout=10) as answer:
        nodes = json.load(answer)["nodes"]
    return ", ".join(sorted({node["version"] for node in nodes.values()}))


def prepare(work: Path) -> Path:
    """Make the database and static files that every size begins with."""
    say("Preparing")
    base = work / "base"
    run("tests.bench.prepare", environment(base, work))
    return base


def measure(
    work: Path, base: Path, size: int, engines: list[str], plan: dict[str, Any]
) -> dict[str, Any]:
    """Return the figures of one size."""
    say(f"{size} documents")
    folder, output = work / str(size), work / f"{size}.json"
    folder.mkdir()
    shutil.copyfile(base / DATABASE, folder / DATABASE)
    asked = plan | {"size": size, "engines": engines, "output": str(output)}
    run("tests.bench.one_size", environment(folder, work), json.dumps(asked))
    shutil.rmtree(folder)
    found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return found


def environment(folder: Path, work: Path) -> dict[str, str]:
    """Return the environment of a measuring process: private data, nothing from outside."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATA_DIR": str(folder),
        "STATIC_ROOT": str(work / "static"),
        "DATABASE_URL": "",
        "SEARCH_ENGINE": EMBEDDED,
        "SEARCH_SYNC_INLINE": "0",
        "ELASTICSEARCH_INDEX_PREFIX": f"ozabench{os.getpid()}",
    }


def run(module: str, variables: dict[str, str], *arguments: str) -> None:
    """Run one of our modules in a process of its own; it is over when this returns."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=variables, cwd=ROOT, check=True)


def say(step: str) -> None:
    """Say on the screen what begins."""
    print(step, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
