"""typst, as all our documents ask it: tagged PDF/UA-1 whose bytes depend on its data only.

Knows nothing of Django, so that a process of its own can load it in no time.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

ACCESSIBLE = "ua-1"


def compile_pdf(
    source: bytes | Path, *, inputs: Mapping[str, str] | None = None, root: Path | None = None
) -> tuple[bytes, bool]:
    """Return the PDF, and whether it is PDF/UA.

    A text in letters that no font here has cannot be; the file is then tagged all the same.
    """
    try:
        return _compile(source, inputs, root, [ACCESSIBLE]), True
    except typst.TypstError:
        return _compile(source, inputs, root, []), False


def _compile(
    source: bytes | Path,
    inputs: Mapping[str, str] | None,
    root: Path | None,
    standards: list[Any],
) -> bytes:
    # Its types want source and root to be of one kind.
    compile_any: Any = typst.compile
    made = compile_any(
        source,
        root=root,
        format="pdf",
        sys_inputs=dict(inputs or {}),
        ignore_system_fonts=True,
        pdf_standards=standards,
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made
