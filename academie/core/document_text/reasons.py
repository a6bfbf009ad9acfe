"""What an editor reads about the text of a document. Every sentence says what to do next."""

from academie.core.document_text.outcome import EMPTY, READY, WAITING

_AGAIN = "Open het bestand op uw computer, sla het opnieuw op en upload het daarna."
_NOT_FOUND = "Bezoekers vinden de woorden in dit bestand niet."

_STATES = {
    WAITING: "Dit bestand wordt binnenkort gelezen. Daarna zijn de woorden erin te vinden.",
    READY: "Bezoekers vinden de woorden in dit bestand.",
    EMPTY: "Er staat geen tekst in dit bestand. Is het een scan? Laat dan de tekst herkennen "
    "(OCR), of upload het bestand waar de scan van gemaakt is.",
}
_REASONS = {
    "cut": "Bezoekers vinden de woorden in het eerste deel van dit bestand. De rest is te veel. "
    "Knip het bestand in stukken als ook die rest te vinden moet zijn.",
    "file": "Dit bestand is te groot om te lezen. Maak het kleiner of knip het in stukken.",
    "damaged": f"Dit bestand is beschadigd. {_AGAIN}",
    "missing": "Dit bestand staat niet meer op de server. Upload het opnieuw.",
    "encrypted": "Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf en upload het "
    "daarna.",
    "letters": "De letters in dit bestand zijn niet als tekst opgeslagen. Maak het bestand "
    "opnieuw, bijvoorbeeld met 'opslaan als pdf' in uw tekstverwerker.",
    "time": "Het lezen van dit bestand duurde te lang. Maak het eenvoudiger of knip het in "
    "stukken.",
    "memory": "Het lezen van dit bestand kostte te veel geheugen. Maak het eenvoudiger of knip "
    "het in stukken.",
    "stopped": f"Het lezen van dit bestand ging mis. {_AGAIN}",
    "kind": "Bestanden van deze soort lezen wij niet. Upload liever een pdf- of Word-bestand.",
    "wrong_content": "De inhoud past niet bij de soort bestand. Sla het op in het goede "
    "programma en upload het daarna.",
    "pdf_bomb": f"Dit bestand wordt bij het lezen veel te groot. {_AGAIN}",
    "zip_bomb": "Dit bestand wordt bij het uitpakken veel te groot. Maak het kleiner, "
    "bijvoorbeeld met minder pagina's of plaatjes.",
    "xml_entities": f"In dit bestand staat iets dat er niet in hoort. {_AGAIN}",
    "macros": "In dit bestand zitten macro's. Sla het op zonder macro's en upload het daarna.",
    "program": "In dit bestand zit een programma. Haal het eruit en upload het daarna.",
    "virus": "In dit bestand zit een virus of een testvirus. Verwijder dit bestand.",
}


def explain(state: str, reason: str) -> str:
    """Return the sentences for a state and its reason; a reason that nobody knows is no fault."""
    if reason in _REASONS:
        words = _REASONS[reason]
        return words if state == READY else f"{words} {_NOT_FOUND}"
    return _STATES.get(state, f"Dit bestand is niet te lezen. {_AGAIN} {_NOT_FOUND}")
