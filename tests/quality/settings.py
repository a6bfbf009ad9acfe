"""The settings of the demo on a folder of our own, with Wagtail's search beside ours."""

from academie.settings import env
from academie.settings.demo import *  # noqa: F403 - settings modules extend each other by design
from academie.settings.demo import LOGGING, WAGTAILSEARCH_BACKENDS

WAGTAILSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS | {
    "wagtail": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
}
ELASTICSEARCH_INDEX_PREFIX = env.text("ELASTICSEARCH_INDEX_PREFIX", "ozaquality")
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "WARNING"}}
