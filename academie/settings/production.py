"""Production: what differs comes from the environment; an absent secret stops the start."""

from academie.settings import env
from academie.settings.base import *  # noqa: F403 - settings modules extend each other by design
from academie.settings.base import CSP_ADMIN, CSP_PUBLIC

SECRET_KEY = env.text("SECRET_KEY")
# Former keys: links in mails that were sent under them keep working.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSP_PUBLIC = CSP_PUBLIC | {"upgrade-insecure-requests": True}
CSP_ADMIN = CSP_ADMIN | {"upgrade-insecure-requests": True}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": CSP_PUBLIC}

STAFF_SECOND_STEP = env.flag("STAFF_SECOND_STEP", True)

MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 10)

# The worker process beside the server does the indexing.
SEARCH_SYNC_INLINE = env.flag("SEARCH_SYNC_INLINE", False)

LINK_CHECK = env.flag("LINK_CHECK", True)
