"""manage.py ensure_tree: the front door and the shelves."""

from typing import Any

from django.core.management.base import BaseCommand

from academie.core.quiet import quiet
from home.tree import ensure_tree


class Command(BaseCommand):
    """Makes the fixed pages that are not there yet."""

    requires_system_checks: list[str] = []
    help = "Maakt de voorpagina en de overzichten, als ze er nog niet zijn."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and say which."""
        with quiet("wagtail"):
            made = ensure_tree().made
        if made:
            self.stdout.write(f"Gemaakt: {', '.join(made)}")
        else:
            self.stdout.write("De voorpagina en de overzichten staan er al.")
