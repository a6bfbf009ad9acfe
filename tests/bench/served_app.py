"""The WSGI application of `served`: the site, and the bare view without any middleware."""

from collections.abc import Callable, Iterable
from typing import Any

import django

from tests.bench.wsgi import Site

django.setup()
_site, _bare = Site(), Site(middleware=False)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Let one of the two answer."""
    site = _bare if environ["PATH_INFO"].startswith("/kaal/") else _site
    return site.handler(environ, start_response)
