"""Whole requests through Django's WSGI handler, as a server makes them, without the network."""

import io
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

HOST = "localhost"


class Site:
    """The site in this process. `middleware=False` leaves all of it out, for the barest floor."""

    def __init__(self, *, middleware: bool = True) -> None:
        if middleware:
            self.handler = WSGIHandler()
        else:
            with override_settings(MIDDLEWARE=[]):
                self.handler = WSGIHandler()

    def get(self, address: str) -> bytes:
        """Return the body of a page. Raises `RuntimeError` when the answer is not 200."""
        status: list[str] = []
        response = self.handler(_environ(address), lambda line, headers: status.append(line))
        body = b"".join(response)
        # Ends the request as a server does: Django gives its database connection back here.
        response.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{address} answered {status[0]}.")
        return body


def _environ(address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "HTTP_ACCEPT": "text/html,application/json",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
