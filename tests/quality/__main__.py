"""`make quality`: measure how well the search finds, and fail when it finds less than before."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.quality import floors, report

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "search-quality.md"


def parse() -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(prog="make quality ARGS=...", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="only what the floors are set for")
    parser.add_argument("--only", default="", choices=("libreoffice", "open", "frozen"))
    parser.add_argument("--write", action="store_true", help=f"also in docs/{DOCUMENT.name}")
    parser.add_argument(
        "--worst",
        type=float,
        metavar="NDCG",
        help="also list the queries we answer worse than this",
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print, and end with 1 when a floor is broken."""
    options = parse()
    found = measure(fast=options.fast, only=options.only)
    text = report.markdown(found)
    sys.stdout.write(text)
    if options.worst is not None:
        sys.stdout.write(report.worst(found, options.worst))
    if options.write:
        before = DOCUMENT.read_text(encoding="utf-8").partition(report.BEGIN)[0]
        DOCUMENT.write_text(f"{before}{report.BEGIN}\n\n{text}", encoding="utf-8")
    sys.exit(verdict(found, fast=options.fast, whole=not options.only))


def verdict(found: dict[str, Any], *, fast: bool, whole: bool) -> int:
    """Say what is too low, and return 1 if anything is.

    In CI a whole run has to measure everything there is a floor for; at home somebody may lack a
    package.
    """
    wanted = floors.read(fast=fast)
    values = report.headline(found)
    bad = list(floors.broken(values, wanted))
    if whole and os.environ.get("CI"):
        bad += floors.missing(values, wanted)
    for sentence in bad:
        sys.stderr.write(f"Too low: {sentence}\n")
    return 1 if bad else 0


def measure(*, fast: bool, only: str) -> dict[str, Any]:
    """Return the figures, from a database and indices that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="academie-quality-") as folder:
        output = Path(folder) / "figures.json"
        variables = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.quality.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "SEARCH_ENGINE": "embedded",
            "SEARCH_SYNC_INLINE": "0",
            "ELASTICSEARCH_INDEX_PREFIX": f"ozaquality{os.getpid()}",
        }
        run("tests.quality.prepare", variables)
        asked = {"fast": fast, "only": only, "output": str(output)}
        run("tests.quality.one_run", variables, json.dumps(asked))
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return found


def run(module: str, variables: dict[str, str], *arguments: str) -> None:
    """Run one of our modules in a process of its own; it is over when this returns."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=variables, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
