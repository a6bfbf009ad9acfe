"""Measure in a process of its own: `python -m tests.quality.one_run OPTIONS`, options as JSON."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """Measure and leave the figures in the file that the options name."""
    options = json.loads(sys.argv[1])
    django.setup()
    from tests.quality.run import Run

    found = Run(fast=options["fast"], only=options["only"]).go()
    Path(options["output"]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
