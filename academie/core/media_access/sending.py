"""Makes the answer with a file in it: by nginx where nginx stands in front, else from here."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date

INERT = "default-src 'none'; frame-ancestors 'none'"
AN_HOUR = 3600


def send(
    request: HttpRequest,
    name: str,
    *,
    content_type: str,
    public: bool,
    file_name: str = "",
    download: bool = False,
    keep: int = 0,
) -> HttpResponseBase:
    """Answer with the file of this name in the media folder; 404 when it is not there.

    A public file may be kept: ``keep`` seconds by the reader's own browser, and by a cache in
    between only as long as it asks here again each time, so that a page that goes off takes its
    pictures along. Anything else is never kept. Its mark is time and size, as nginx makes it: a
    hash of the content would tell whoever has a file whether it is this one.
    """
    try:
        found = Path(settings.MEDIA_ROOT, name).stat()
    except OSError as error:
        raise Http404 from error
    modified = int(found.st_mtime)
    mark = f'"{modified:x}-{found.st_size:x}"'
    # Only "has it changed" is answered; "do this if it is that file" would be a question by hash.
    request.META.pop("HTTP_IF_MATCH", None)
    known = get_conditional_response(request, etag=mark, last_modified=modified)
    response: HttpResponseBase | None = known
    if response is None or response.status_code != HTTPStatus.NOT_MODIFIED:
        response = _with_file(name)
        response["Content-Type"] = content_type
        if file_name:
            response["Content-Disposition"] = str(content_disposition_header(download, file_name))
    response["ETag"], response["Last-Modified"] = mark, http_date(modified)
    response["Content-Security-Policy"] = INERT
    response["X-Content-Type-Options"] = "nosniff"
    if public:
        patch_cache_control(response, public=True, max_age=keep, s_maxage=0, must_revalidate=True)
    else:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


def _with_file(name: str) -> HttpResponseBase:
    if settings.MEDIA_ACCEL:
        return HttpResponse(headers={"X-Accel-Redirect": settings.MEDIA_ACCEL + quote(name)})
    return FileResponse(Path(settings.MEDIA_ROOT, name).open("rb"))
