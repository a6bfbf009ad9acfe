"""A secret key for the demo: made once on the machine itself, never in the repository."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret_key(file: Path) -> str:
    """Return the key in ``file``; make the file, readable by its owner only, when it is absent."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as handle:
        key = get_random_secret_key()
        handle.write(key)
    return key
