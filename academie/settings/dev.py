"""Development: `make run`, debug pages, nothing to configure."""

from academie.settings.base import *  # noqa: F403 - settings modules extend each other by design

DEBUG = True
SECRET_KEY = "alleen-voor-ontwikkeling"  # noqa: S105 - not a secret: never used outside a developer's machine
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
