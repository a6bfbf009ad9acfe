"""Tests: fast hashing, no manifest, every development convenience named here."""

import tempfile
from pathlib import Path

from academie.settings import env
from academie.settings.base import *  # noqa: F403 - settings modules extend each other by design

SECRET_KEY = "alleen-voor-tests"  # noqa: S105 - not a secret: never used outside the tests
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="oza-tests-"))
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
SEARCH_INDEX_DIR = DATA_DIR / "index"
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
ELASTICSEARCH_INDEX_PREFIX = f"ozatest{env.text('PYTEST_XDIST_WORKER', '')}"
