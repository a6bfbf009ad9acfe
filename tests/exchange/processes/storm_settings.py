"""The demo, but mail goes to a mail server, and every visitor may have an address of her own."""

from academie.settings import env
from academie.settings.demo import *  # noqa: F403 - settings modules extend each other by design
from academie.settings.demo import STORAGES

MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", env.number("EMAIL_PORT", 25), 5
TRUSTED_PROXIES = ["127.0.0.1"]
# Nobody looks at these pages: their style sheets need no names of their own.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
