"""The two views behind which all images and documents lie. Nothing else serves the media folder.

Uploads as they came (``original_images``, ``wagtail_uploads``) have no address at all.
"""

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served
from wagtail.models import CollectionViewRestriction

from academie.core.document_text.access import closed_collections
from academie.core.media_access.judge import is_logged_in, may_enter, may_have
from academie.core.media_access.sending import AN_HOUR, send
from academie.core.media_access.uses import shown_to_all
from academie.core.models import AcademieDocument, AcademieImage

RENDITIONS = "images"
PICTURE_SUFFIXES = {".gif", ".jpg", ".jpeg", ".png", ".webp"}


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a scaled copy of an image; one query when a public page shows it."""
    # A database that is asked for a NUL answers with an error.
    if "\0" in path or PurePosixPath(path).suffix.lower() not in PICTURE_SUFFIXES:
        raise Http404
    name = f"{RENDITIONS}/{path}"
    image = _asked(AcademieImage.objects.filter(renditions__file=name))
    public = _is_public(image)
    if not public and not _may_have(request, image):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return send(request, name, content_type=kind, public=public, keep=AN_HOUR)


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Serve a document under the name that its page gives; a PDF opens, anything else is saved."""
    found = _asked(AcademieDocument.objects.filter(pk=document_id))
    if found.filename != filename:
        raise Http404
    public = _is_public(found)
    if not public and not _may_have(request, found):
        if found.to_all and not is_logged_in(request):
            # A public page names it, so its being there is no secret.
            return redirect_to_login(request.get_full_path())
        raise Http404
    document_served.send(sender=AcademieDocument, instance=found, request=request)
    return send(
        request,
        found.file.name,
        content_type=found.content_type,
        public=public,
        file_name=found.filename,
        download=found.content_disposition != "inline",
    )


def _asked(files: QuerySet[Any]) -> Any:
    """Return the file, with what decides whether everybody may have it. 404 without one."""
    closed = closed_collections().filter(pk=OuterRef("collection_id"))
    asked = files.annotate(to_all=shown_to_all(files.model), closed=Exists(closed))
    file = asked.order_by().first()
    if file is None:
        raise Http404
    return file


def _is_public(file: Any) -> bool:
    return bool(file.to_all and not file.closed)


def _may_have(request: HttpRequest, file: Any) -> bool:
    """A public page may show a file out of a closed collection: then that decides."""
    if file.to_all and is_logged_in(request) and may_enter(request, _restrictions(file)):
        return True
    return may_have(request, file)


def _restrictions(file: Any) -> QuerySet[CollectionViewRestriction]:
    restrictions: QuerySet[CollectionViewRestriction] = file.collection.get_view_restrictions()
    return restrictions
