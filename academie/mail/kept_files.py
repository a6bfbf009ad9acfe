"""The mails that the demo writes to files instead of to a server: they go when the rows do."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction


def file_of(message_id: str) -> Path:
    """Return the file of a mail, whether it is there or not."""
    return Path(settings.EMAIL_FILE_PATH) / f"{message_id.strip('<>').partition('@')[0]}.eml"


def remove_on_commit(message_ids: Iterable[str]) -> None:
    """Remove the files of these mails once the transaction stands."""
    files = [file_of(one) for one in message_ids]

    def remove() -> None:
        for file in files:
            file.unlink(missing_ok=True)

    if files and Path(settings.EMAIL_FILE_PATH).is_dir():
        transaction.on_commit(remove)


def remove_old(before: datetime) -> int:
    """Remove the files written before a moment; return how many. Half a file goes too."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return 0
    old = [file for file in folder.iterdir() if file.stat().st_mtime < before.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
