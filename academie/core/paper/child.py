"""The process that sets one document: `python -m academie.core.paper.child FOLDER SECONDS BYTES`.

The folder holds main.typ and what it reads; out.pdf comes beside it. Ends with 0 for PDF/UA and
with 3 for a PDF that is only tagged.
"""

import resource
import sys
from pathlib import Path

TAGGED_ONLY = 3


def main(folder: Path, seconds: int, memory: int) -> int:
    """Set the document within these limits; whatever is wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Only now: what is loaded counts too.
    from academie.core.paper.compiling import compile_pdf

    content, accessible = compile_pdf(folder / "main.typ", root=folder)
    (folder / "out.pdf").write_bytes(content)
    return 0 if accessible else TAGGED_ONLY


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
