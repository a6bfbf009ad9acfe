"""A fingerprint of what a version says, without the bookkeeping that Wagtail stores beside it."""

import json
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME, Revision

BOOKKEEPING = frozenset(
    {
        "alias_of",
        "content_type",
        "depth",
        "draft_title",
        "expired",
        "first_published_at",
        "gaps",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locale",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "review_by",
        "translation_key",
        "url_path",
        COMMENTS_RELATION_NAME,
    }
)
"""Fields of a stored version that are not its words: what no reader sees, remarks in the margin,
and the date by which it is read again. 'Klopt nog' moves that date in a version that waits or is
planned (academie.upkeep.reviewing)."""


def digest_of(revision: Revision) -> str:
    """Return the fingerprint of a version as it would be published: of this object, not its row."""
    content: dict[str, Any] = revision.content
    said = {name: value for name, value in content.items() if name not in BOOKKEEPING}
    text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return sha256(text.encode()).hexdigest()
