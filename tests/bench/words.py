"""Material for made-up documents: words of the field, and a long tail of rare made-up words."""

import random


def _words(text: str) -> list[str]:
    return text.split()


SUBJECTS = _words(
    """
    thuiszitter|thuiszitters leerling|leerlingen ouder|ouders leerkracht|leerkrachten
    handelingsplan|handelingsplannen oudergesprek|oudergesprekken wijkteam|wijkteams
    schoolverzuim|schoolverzuim faalangst|faalangst dyslexie|dyslexie autisme|autisme tos|tos
    taalachterstand|taalachterstanden spraakontwikkeling|spraakontwikkeling
    woordenschat|woordenschat
    prikkelverwerking|prikkelverwerking hoogbegaafdheid|hoogbegaafdheid rouw|rouw
    echtscheiding|scheidingen
    meldcode|meldcodes groepsplan|groepsplannen startgesprek|startgesprekken
    kleutergroep|kleutergroepen
    brugklas|brugklassen mentorles|mentorlessen gezinscoach|gezinscoaches
    veiligheidsplan|veiligheidsplannen signaleringslijst|signaleringslijsten
    stappenplan|stappenplannen
    schakelklas|schakelklassen logopedist|logopedisten orthopedagoog|orthopedagogen
    gedragsdeskundige|gedragsdeskundigen begeleider|begeleiders jeugdarts|jeugdartsen
    jeugdhulp|jeugdhulp huisarts|huisartsen dagbesteding|dagbesteding rekenprobleem|rekenproblemen
    leesprobleem|leesproblemen zelfvertrouwen|zelfvertrouwen weerbaarheid|weerbaarheid
    schoolangst|schoolangst trauma|trauma's hechting|hechting gameverslaving|gameverslavingen
    cyberpesten|cyberpesten stage|stages zorgplicht|zorgplicht toestemming|toestemmingen
    dossier|dossiers overdracht|overdrachten overleg|overleggen arrangement|arrangementen
    werkbezoek|werkbezoeken intervisie|intervisies aanmelding|aanmeldingen wachtlijst|wachtlijsten
    ondersteuningsteam|ondersteuningsteams samenwerkingsverband|samenwerkingsverbanden
    taalklas|taalklassen nieuwkomer|nieuwkomers rolstoel|rolstoelen epilepsie|epilepsie
    slechthorendheid|slechthorendheid slechtziendheid|slechtziendheid
    pauze|pauzes schoolplein|schoolpleinen crisisopvang|crisisopvang
    """
)

VERBS = _words(
    """
    bespreken signaleren ondersteunen begeleiden voorkomen vastleggen evalueren organiseren
    afstemmen opschalen voorbereiden uitvoeren verwijzen observeren registreren delen bellen
    plannen oefenen
    """
)

PEOPLE = _words(
    """
    leerkracht mentor schoolleider zorgcoördinator logopedist jeugdarts gezinscoach wijkteam
    leerplichtambtenaar onderwijsassistent orthopedagoog IB'er
    """
)

PLACES = _words(
    """
    basisschool school brugklas kleutergroep schakelklas wijk praktijkschool kinderopvang
    gebied klas
    """
)

TITLES = (
    "{A} in de klas",
    "Begin met {a}",
    "{A}: wat doet u morgen?",
    "Samen werken aan {a} en {b}",
    "Van {a} naar {b} in zes weken",
    "{A} bespreken met de {p}",
    "Eerste hulp bij {a}",
    "{A} op de {w}",
    "Een rustige dag met {a}",
    "Wie belt u over {a}?",
)

SENTENCES = (
    "De {p} bespreekt {a} met de {q} en schrijft de afspraak over {b} op.",
    "Begin klein: {v} wat u ziet bij {a} en wacht twee weken.",
    "Bij {a} helpt het om {b} vroeg te {v}.",
    "Op de {w} merken wij dat {a} vaak samengaat met {b}.",
    "Vraag de {q} om mee te denken over {a}.",
    "Zonder {b} lukt {a} niet, zegt de {p}.",
    "Wat doet u als {a} leidt tot {b}?",
    "Leg {a} in één zin uit aan ouders en leerling.",
    "Na een half jaar was er minder {a} en meer aandacht voor {b}.",
    "Een kort gesprek over {a} kost de {p} tien minuten.",
    "Schaal op naar het wijkteam als {a} drie weken blijft.",
    "Denk bij {a} aan {b}, aan {c} en aan de stem van het kind.",
)

QUESTIONS = ("{a}", "{a} {b}", "{a} {p}", "hoe {a} {v}", "{a} {b} {w}", "{r} {a}", "{r}")
QUESTION_WEIGHTS = (30, 24, 14, 10, 8, 8, 6)

_ONSETS = _words("b d f g h k l m n p r s t v w z bl br dr gr kl kr pl pr sch sl sp st str tr")
_VOWELS = _words("a e i o u aa ee oo uu ie oe ui ei ou eu")
_CODAS = ["", "", "n", "r", "l", "s", "t", "k", "m", "p", "nd", "ng", "rt", "st", "cht"]


def rare_words(count: int, seed: int) -> list[str]:
    """Return so many different words that look Dutch and mean nothing, the same for a seed."""
    chance = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = chance.choice((2, 2, 3))
        words["".join(_syllable(chance) for _ in range(syllables))] = None
    return list(words)


def _syllable(chance: random.Random) -> str:
    return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
