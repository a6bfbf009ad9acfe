"""What every page's frame needs: menu, footer, colour."""

from typing import Any

from django.http import HttpRequest

from home.chrome import footer_links, menu


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the menu and the footer for readers' pages; the admin has its own frame."""
    if request.path.startswith("/beheer/"):
        return {}
    return {"menu_items": menu(request.path), "footer_links": footer_links}
