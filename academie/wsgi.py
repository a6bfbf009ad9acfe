"""Entry point of the server; production settings unless the environment says otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academie.settings.production")

application = get_wsgi_application()

from search.questions import log as query_log  # noqa: E402 - Django has to be ready

# Only a process that answers readers counts what they search for.
query_log.start()
