"""All measurements with one number of documents.

Run as a process of its own, so that one size leaves nothing in memory for the next:
`python -m tests.bench.one_size OPTIONS_JSON`; writes JSON to the file named there.
"""

import json
import sys
from pathlib import Path

import django

from search.engines import ELASTICSEARCH


def main() -> None:
    """Measure, write the figures, and leave nothing behind on a server."""
    options = json.loads(sys.argv[1])
    django.setup()
    # Models can be imported from here on only.
    from tests.bench.indexing import remove_indices
    from tests.bench.run import Run

    try:
        figures = Run(options).go()
    finally:
        if ELASTICSEARCH in options["engines"]:
            remove_indices()
    Path(options["output"]).write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
