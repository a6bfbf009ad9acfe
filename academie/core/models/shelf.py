"""How a shelf finds the item that an address asks for."""

from typing import Any

from django.http import HttpRequest


class ShelfRouting:
    """A shelf holds one type of page, so it can fetch an item in one query.

    Wagtail's own ``route`` first reads the page and then, again, its specific version.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Return the route to the item with that slug; anything else is Wagtail's to decide."""
        if path_components:
            (item_model,) = self.allowed_subpage_models()  # type: ignore[attr-defined]  # from Page
            items = item_model.objects.child_of(self)
            item = items.filter(slug=path_components[0]).first()
            if item is not None:
                return item.route(request, path_components[1:])
        return super().route(request, path_components)  # type: ignore[misc]  # from Page
