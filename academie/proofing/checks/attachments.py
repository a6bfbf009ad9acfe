"""Files on the page: readable for who hears a document instead of seeing it."""

from collections.abc import Iterator

from academie.proofing.attached import Attached, documents_of
from academie.proofing.file_facts import Facts, facts_of
from academie.proofing.finding import ADVICE, Finding
from academie.proofing.text import Text


def check(text: Text) -> Iterator[Finding]:
    """Yield one finding for every file that lacks something, with all that it lacks."""
    for document in documents_of(text.page):
        facts = facts_of(document.file)
        lacking = list(_lacking(facts))
        if lacking:
            kind = str(document.file.file_extension).lower()
            named = ", ".join(lacking[:-1]) + " en " + lacking[-1] if lacking[1:] else lacking[0]
            yield _finding(document, kind, named)


def _lacking(facts: Facts) -> Iterator[str]:
    if facts.tagged is False:
        yield "opbouw (tags)"
    if facts.title is False:
        yield "titel"
    if facts.language is False:
        yield "taal"


def _finding(document: Attached, kind: str, lacking: str) -> Finding:
    if kind == "pdf":
        advice = (
            "Maak de PDF opnieuw uit Word of LibreOffice. Vul daar eerst titel en taal in en kies "
            "bij het bewaren voor een toegankelijke PDF (met tags)."
        )
    else:
        advice = "Vul in het programma bij Bestand, Eigenschappen een titel in."
    return Finding(
        field=document.field,
        label=document.label,
        severity=ADVICE,
        sentence=f"Dit bestand heeft geen {lacking}.",
        excerpt=document.file_name,
        advice=advice,
        code="file_facts",
    )
