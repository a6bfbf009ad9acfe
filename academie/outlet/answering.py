"""Answers for machines: type, validators, 304, and how long a cache may keep them."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

SHORT = "public, max-age=300"
"""Long enough to spare us a burst, short enough that what was taken off is soon gone."""
ASK_AGAIN = "public, no-cache"


def etag_of(content: bytes) -> str:
    """Return a validator of content that everybody may have."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def answer(
    request: HttpRequest,
    content: bytes,
    content_type: str,
    *,
    changed: datetime | None = None,
    cache: str = SHORT,
) -> HttpResponseBase:
    """Return the content, or 304 when the asker has it already."""
    tag = etag_of(content)
    response = not_modified(request, tag, changed)
    if response is None:
        response = HttpResponse(content, content_type=content_type)
    return with_validators(response, tag, changed, cache)


def not_modified(
    request: HttpRequest, tag: str, changed: datetime | None
) -> HttpResponseBase | None:
    """Return 304 (or 412) when that is the answer, else None."""
    seconds = int(changed.timestamp()) if changed else None
    found: HttpResponseBase | None = get_conditional_response(
        request, etag=tag, last_modified=seconds
    )
    return found


def with_validators(
    response: HttpResponseBase, tag: str, changed: datetime | None, cache: str
) -> HttpResponseBase:
    """Add ETag, Last-Modified and Cache-Control."""
    response["ETag"] = tag
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = cache
    return response
