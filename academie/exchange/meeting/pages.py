"""What the pages of this part share: the token, and saying calmly that something cannot be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def token_of(request: HttpRequest) -> str:
    """Return the token of the link; our own forms keep it in the address."""
    return request.GET.get("t", "")


def no_link(request: HttpRequest) -> HttpResponse:
    """Answer a link that is false or cut off, or whose sign-up is gone."""
    return calm(
        request,
        "Deze link werkt niet",
        "Misschien is er een stukje van de link afgevallen, of is hij te oud.",
        "Open de mail nog eens en druk op de hele link.",
        status=404,
    )


def calm(
    request: HttpRequest, heading: str, lead: str, words: str, *, status: int = 200
) -> HttpResponse:
    """Answer with a heading and a sentence or two, and nothing to fill in."""
    context = {"heading": heading, "lead": lead, "words": words}
    return render(request, "exchange/meeting/calm.html", context, status=status)
