"""``python -m academie.core.document_text.extract``: reads files, one child process for each.

Takes one JSON object a line (``path``, ``kind``, ``limits``) and answers each with one line, in the
same order, after a first line that says that it is ready. Knows no settings and no database, and
ends when its input ends.
"""

import json
import logging
import sys
from dataclasses import asdict

from academie.core.document_text.child import read_file
from academie.core.document_text.outcome import Limits

READY_LINE: dict[str, object] = {"ready": True}


def main() -> int:
    """Answer until there is nothing left to read; 0 is the only status that is meant."""
    # The libraries write about every oddity in a file; the outcome says what matters.
    logging.disable(logging.CRITICAL)
    _say(READY_LINE)
    for line in sys.stdin:
        job = json.loads(line)
        outcome = read_file(job["path"], job["kind"], Limits(**job.get("limits", {})))
        _say(asdict(outcome))
    return 0


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
