"""The demo on one machine: the production server process, local addresses only, known logins.

DEBUG stays off so that a visitor sees the real error pages. DEMO allows the demo accounts; they
are refused by every settings module that has neither DEBUG nor DEMO.
"""

from academie.settings import env
from academie.settings.base import *  # noqa: F403 - settings modules extend each other by design
from academie.settings.base import DATA_DIR, MIDDLEWARE
from academie.settings.secret import local_secret_key

DEMO = True
SECRET_KEY = local_secret_key(DATA_DIR / "secret-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# The first stays first: it adds the security headers to every answer.
MIDDLEWARE = [
    MIDDLEWARE[0],
    "academie.core.middleware.CompressedPagesMiddleware",
    *MIDDLEWARE[1:],
]
# The worker process beside the server does the indexing.
SEARCH_SYNC_INLINE = env.flag("SEARCH_SYNC_INLINE", False)
