"""The one place where the environment is read: small readers with a default and a clear error."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on", "ja"}
_FALSE = {"0", "false", "no", "off", "nee", ""}
_NO_FOLDER = "In de map {} kunnen wij niets bewaren. Kies een andere met DATA_DIR."


def text(name: str, default: str | None = None) -> str:
    """Return the variable's text; without a default an absent variable is a configuration error."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Zet de omgevingsvariabele {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no variable."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} moet 1 of 0 zijn, niet {value!r}.")


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """Return one of some words; the first is the default."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} moet {' of '.join(allowed)} zijn, niet {value!r}.")
    return value


def number(name: str, default: int) -> int:
    """Return a whole number."""
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} moet een getal zijn, niet {value!r}.") from error


def items(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without empty items."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def path(name: str, default: Path) -> Path:
    """Return an absolute folder or file path."""
    value = os.environ.get(name)
    return Path(value).expanduser().resolve() if value else default


def database(name: str, sqlite_file: Path) -> dict[str, object]:
    """Return Django's settings for one database.

    Without the variable: SQLite in ``sqlite_file`` with WAL, IMMEDIATE transactions and a timeout
    of 30 seconds: writers wait for each other instead of failing (docs/adr/0005-sqlite.md).
    With it: ``postgres://user:password@host:port/name?option=value``.
    """
    url = os.environ.get(name, "")
    if not url:
        _make_writable(sqlite_file.parent)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_file,
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
                    # What is deleted is overwritten: personal data leaves the file too.
                    "PRAGMA secure_delete=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} moet met postgres:// beginnen.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{_NO_FOLDER.format(folder)} ({error.strerror})") from error
    if not os.access(folder, os.W_OK):
        raise ImproperlyConfigured(_NO_FOLDER.format(folder))
