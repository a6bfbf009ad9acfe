"""Files for readers: pictures made for pages, and documents. Nothing else in the media folder.

Uploads as they came (``original_images``, ``wagtail_uploads``) have no address at all. In
production nginx serves the same folder of pictures; `make run` and `make demo` use this view.
"""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as wagtail_serve

RENDITIONS = "images"
PICTURE_SUFFIXES = {".gif", ".jpg", ".jpeg", ".png", ".webp"}
A_WEEK = 7 * 24 * 3600


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition; answers 404 for anything that is no picture in that folder."""
    if Path(path).suffix.lower() not in PICTURE_SUFFIXES:
        raise Http404
    response = serve_file(request, path, document_root=str(Path(settings.MEDIA_ROOT) / RENDITIONS))
    patch_cache_control(response, public=True, max_age=A_WEEK)
    return response


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Serve a document by Wagtail's view, without the ETag that Wagtail adds.

    That ETag is the SHA-1 of the content: whoever knows a file could ask whether it is this one.
    Last-Modified does the same work for caches. A document in a private collection is never kept.
    """
    for header in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
        request.META.pop(header, None)
    response: HttpResponseBase = wagtail_serve(request, document_id, filename)
    del response.headers["ETag"]
    found = get_object_or_404(get_document_model(), pk=document_id)
    if found.collection.get_view_restrictions().exists():
        add_never_cache_headers(response)
    else:
        patch_cache_control(response, no_cache=True)
    return response
