"""Settings that hold everywhere; the other modules in this folder say only what differs."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

from academie.settings import env
from academie.settings.login import *  # noqa: F403 - how people log in is a module of its own

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")

DEBUG = False
DEMO = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "search",
    "academie.core",
    "academie.mail",
    "academie.taxonomy",
    "academie.accounts",
    "academie.library",
    "academie.exchange",
    "academie.initiatives",
    "academie.alerts",
    "academie.proofing",
    "academie.moderation",
    "academie.figures",
    "academie.shelves",
    "academie.feedback",
    "academie.upkeep",
    "academie.writing",
    "academie.outlet",
    "home",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "academie.accounts.users_app.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "academie.core.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "academie.accounts.second_step.StaffSecondStepMiddleware",
    "academie.core.admin_fences.AdminFenceMiddleware",
    "academie.core.half_forms.HalfFormMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "academie.urls"
WSGI_APPLICATION = "academie.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site_chrome",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "academie.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["academie.accounts.backends.AcademieBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Where nginx finds the media folder for what the site hands out (docker/nginx.conf); empty: no
# nginx in front, the site sends files itself.
MEDIA_ACCEL = env.text("MEDIA_ACCEL", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The page editor of a long werkinstructie posts more than Django's default of 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Whether the worker goes out to see if links to other sites still open; production says yes.
LINK_CHECK = env.flag("LINK_CHECK", False)

# Readers get the strict policy; the admin needs inline scripts for Wagtail's own choosers
# (docs/adr/0007-content-security-policy.md). SecurityHeadersMiddleware picks one by path.
CSP_PUBLIC: dict[str, object] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
CSP_ADMIN: dict[str, object] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "blob:", "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": CSP_PUBLIC}

# Where somebody reports a leak: "mailto:..." or "https://...". Without it there is no security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")

# The proxies that tell us who asks: addresses or networks. From anybody else X-Forwarded-For is
# what the asker wants us to believe.
TRUSTED_PROXIES = env.items("TRUSTED_PROXIES")

WAGTAIL_SITE_NAME = "Onderwijs-Zorg Academie"
WAGTAILADMIN_BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAILADMIN_COMMENTS_ENABLED = True
# Wagtail would look up the page behind an address that somebody pastes, and tell her the title of
# its draft, whoever's it is. So an address stays an address; pages have their own chooser.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "never"
# Four eyes (docs/publishing.md): an edit begins the review again; what was read goes online; a plan
# that comes due leaves the review of a newer text alone.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "academie.moderation.finishing.publish_what_was_read"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
# A shared password is stored as plain text; people with an account log in.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

WAGTAILIMAGES_IMAGE_MODEL = "core.AcademieImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "academie.core.uploads.forms.AcademieImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 12_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.AcademieDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "academie.core.uploads.forms.AcademieDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []

# Wagtail's own search serves the admin's search boxes and choosers only. Its database index takes
# seconds for one query at 10,000 pages and rewrites itself on every save; plain title matching
# does neither (docs/adr/0003-two-engines-one-analysis.md).
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}
}

SEARCH_ENGINE = env.choice("SEARCH_ENGINE", ("embedded", "elasticsearch"))
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_SYNC_INLINE = env.flag("SEARCH_SYNC_INLINE", True)
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
ELASTICSEARCH_INDEX_PREFIX = env.text("ELASTICSEARCH_INDEX_PREFIX", "oza")
ELASTICSEARCH_OPTIONS = {
    "api_key": env.text("ELASTICSEARCH_API_KEY", ""),
    "username": env.text("ELASTICSEARCH_USERNAME", ""),
    "password": env.text("ELASTICSEARCH_PASSWORD", ""),
    "ca_certs": env.text("ELASTICSEARCH_CA_CERTS", ""),
}

# All mail goes through the outbox, that of Django and Wagtail too; the worker sends it with
# MAIL_BACKEND (docs/mail.md). Files unless a settings module knows better.
EMAIL_BACKEND = "academie.mail.backends.OutboxBackend"
MAIL_BACKEND = "academie.mail.backends.FileBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "academie@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # The client logs a warning per failed call; the breaker says it once.
        "elastic_transport": {"level": "ERROR"},
        # It warns of every HEAD: Django leaves it to the server to send no body then.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        # Two lines per save about tasks that ran inline say nothing an operator can use.
        "django_tasks": {"level": "WARNING"},
    },
}
