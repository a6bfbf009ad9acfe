"""Ways to run a script in somebody else's page, one a line in payloads.txt."""

from pathlib import Path

SIGN = "7357"
RUN = f"console.debug({SIGN})"
"""Heard by the browser test from any frame."""

PAYLOADS = [
    line.replace("@RUN@", RUN).replace("⏎", "\n")
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines()
]
