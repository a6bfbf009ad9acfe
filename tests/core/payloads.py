"""Ways to run a script in somebody else's page, one a line in payloads.txt."""

from pathlib import Path

RUN = "window.ran=(window.ran||0)+1"

PAYLOADS = [
    line.replace("@RUN@", RUN).replace("⏎", "\n")
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines()
]
