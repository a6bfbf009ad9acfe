"""The one address of the repository."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from academie.outlet.addresses import absolute
from academie.outlet.oai import arguments
from academie.outlet.oai.errors import BadArgument, BadVerb, OaiError
from academie.outlet.oai.parts import stamp_words
from academie.outlet.oai.verbs import VERBS
from academie.outlet.xml import Xml, document, tag

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer one request. Reads only; a POST is a GET with its question inside.

    What is wrong with a question is said in the answer, which is always 200 (section 3.6).
    """
    asked = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name in asked for value in asked.getlist(name)]
    base_url = absolute(request.path)
    # Before the list is read: a harvester asks next time for what came after this.
    now = stamp_words(timezone.now())
    given: dict[str, str] = {}
    try:
        verb, read = arguments.read(pairs)
        given = {"verb": verb, **read}
        inside = VERBS[verb](read, base_url)
    except OaiError as error:
        if isinstance(error, BadVerb | BadArgument):
            given = {}
        inside = tag("error", error.sentence, code=error.code)
    response = HttpResponse(
        _envelope(now, base_url, given, inside), content_type="text/xml; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


def _envelope(now: str, base_url: str, given: dict[str, str], inside: Xml) -> bytes:
    attributes: dict[str, str | None] = {
        "from_" if name == "from" else name: value for name, value in given.items()
    }
    return document(
        tag(
            "OAI-PMH",
            tag("responseDate", now),
            tag("request", base_url, **attributes),
            inside,
            xmlns=NAMESPACE,
            xmlns__xsi=XSI,
            xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
        )
    )
