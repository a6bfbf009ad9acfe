"""Stands in for the reading process and misbehaves as the 'kind' of each file asks."""

import json
import os
import subprocess
import sys
import time


def say(**answer: object) -> None:
    """One line of answer."""
    print(json.dumps(answer), flush=True)  # noqa: T201 - this is how the program answers


def answer_to(kind: str) -> None:
    """Do what the test wants to see survived."""
    good = {"state": "klaar", "reason": "", "text": "goed", "seconds": 0.1, "memory_kb": 9}
    if kind == "environment":
        say(**good | {"text": " ".join(sorted(os.environ))})
    elif kind == "dies":
        os._exit(3)
    elif kind == "hangs":
        time.sleep(60)
    elif kind == "leaves-a-child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        say(**good | {"text": str(child.pid)})
    elif kind == "odd-state":
        say(**good | {"state": "verzonnen"})
    elif kind == "odd-reason":
        say(**good | {"reason": "<b>" * 100})
    elif kind == "odd-text":
        say(**good | {"text": "a\0b" * 200_000})
    else:
        say(**good)


if __name__ == "__main__":
    say(ready=True)
    for line in sys.stdin:
        answer_to(json.loads(line)["kind"])
