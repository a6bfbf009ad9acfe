"""What every page about an account owes its reader."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academie.accounts.limits import PASSWORD_OF

BUSY = "Het is nu erg druk. Wacht een paar minuten en probeer het dan nog eens."


def too_many(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Say calmly that it was tried too often, and when it can be tried again."""
    response = render(request, "accounts/too_many.html", context, status=429)
    response["Retry-After"] = str(int(PASSWORD_OF.within.total_seconds()))
    return response
