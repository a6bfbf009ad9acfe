"""What happens when a term, a synonym or a word rule changes."""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from academie.taxonomy import selectors
from academie.taxonomy.models import Synonym, WordRule


def connect() -> None:
    """Called once, when the app is ready."""
    models: tuple[type[Model], ...] = (*selectors.TERM_MODELS, Synonym, WordRule)
    for model in models:
        for signal, name in ((post_save, "save"), (post_delete, "delete")):
            signal.connect(
                selectors.forget, sender=model, dispatch_uid=f"vocabulary-{model.__name__}-{name}"
            )
