"""The settings of the demo, which runs as production does, on a folder of the benchmark's own."""

from academie.settings import env
from academie.settings.demo import *  # noqa: F403 - settings modules extend each other by design
from academie.settings.demo import LOGGING, WAGTAILSEARCH_BACKENDS

ROOT_URLCONF = "tests.bench.urls"
# Also what Wagtail itself offers, to compare with.
WAGTAILSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS | {
    "wagtail": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
}
ELASTICSEARCH_INDEX_PREFIX = env.text("ELASTICSEARCH_INDEX_PREFIX", "ozabench")
# A line for every page that is made would hide the figures.
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "WARNING"}}
