"""What a person reads when a file is refused. Every sentence says what to do next."""

EMPTY = "Dit bestand is leeg. Kies een ander bestand."
WRONG_EXTENSION = (
    "Bestanden van de soort '%(extension)s' kunnen hier niet. "
    "Kies een bestand van een van deze soorten: %(allowed)s."
)
TOO_BIG = (
    "Dit bestand is te groot (%(file_size)s). Kies een bestand van hoogstens %(max_filesize)s."
)
WRONG_CONTENT = (
    "De inhoud van dit bestand past niet bij een '%(extension)s'-bestand. "
    "Sla het opnieuw op in het goede programma en upload het daarna."
)
DAMAGED = (
    "Dit bestand is beschadigd. Open het op uw computer, sla het opnieuw op en upload het daarna."
)
ENCRYPTED = "Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf en upload het daarna."
MACROS = "In dit bestand zitten macro's. Sla het op zonder macro's en upload het daarna."
PROGRAM_INSIDE = "In dit bestand zit een programma. Haal het eruit en upload het bestand daarna."
UNPACKS_TOO_BIG = (
    "Dit bestand wordt bij het uitpakken veel te groot. "
    "Maak het kleiner, bijvoorbeeld met minder pagina's of plaatjes."
)
VIRUS = "In dit bestand zit een virus of een testvirus. Wij nemen het niet aan."

IMAGE_DAMAGED = (
    "Deze afbeelding is beschadigd of is geen afbeelding. "
    "Open haar op uw computer, sla haar opnieuw op als jpg of png en upload haar daarna."
)
IMAGE_TOO_MANY_PIXELS = (
    "Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner, bijvoorbeeld 3000 bij 2000."
)
