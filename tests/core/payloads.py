"""Ways to run a script in somebody else's page, one a line in payloads.txt."""

from pathlib import Path

RUN = "console.debug(7357)"
"""Seen by the browser test from any frame, also when the document is left at once."""

PAYLOADS = [
    line.replace("@RUN@", RUN).replace("⏎", "\n")
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines()
]
