"""A form of the admin that arrives in part: a calm 400 instead of an error of ours.

Browsers send a form whole. A program, a cut connection or a tampered page may leave out what
Wagtail's widgets count on, such as how many blocks there are; those look it up without asking.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from traceback import walk_tb

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDictKeyError

from academie.core.middleware import ADMIN_PATH

logger = logging.getLogger(__name__)

READ_A_FIELD = {"value_from_datadict", "to_python"}
"""What every widget, block and field calls the functions that read its part of a post."""
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)


class HalfFormMiddleware:
    """Answers 400 when the admin could not even read what was posted; nothing is kept then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only ``process_exception`` has something to do."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer for a form that cannot be read; None for every other fault."""
        if not request.path.startswith(ADMIN_PATH) or request.method != "POST":
            return None
        if not _is_about_the_form(exception):
            return None
        # Not the message of the exception: it may repeat what somebody typed.
        logger.warning("A form could not be read: %s", type(exception).__name__)
        page = render_to_string("core/half_form.html")
        return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)


def _is_about_the_form(exception: Exception) -> bool:
    """Return whether a field was missing, or held something that its reader cannot read."""
    if isinstance(exception, MultiValueDictKeyError):
        return True
    frames = walk_tb(exception.__traceback__)
    return isinstance(exception, UNREADABLE) and any(
        frame.f_code.co_name in READ_A_FIELD for frame, _ in frames
    )
