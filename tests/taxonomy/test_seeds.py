"""The synonyms we start with, held one by one against the words of the field.

Everything is compared as the search compares it: analysed, and through the compiled rules.
"""

import pytest
from django.conf import settings

from academie.taxonomy import thesaurus
from academie.taxonomy.selectors import rows_of
from academie.taxonomy.vocabulary_files import read_synonyms, read_word_rules
from search import sources
from search.analysis import get_analyzer
from search.analysis.synonyms import compile_rules

FOLDER = settings.BASE_DIR / "fixtures" / "vocabulary"

BOTH_WAYS = """
PO | primair onderwijs | basisschool | bao
SBO | speciaal basisonderwijs | sbao
SO | speciaal onderwijs | gespecialiseerd onderwijs | GO
VO | voortgezet onderwijs | middelbare school
VSO | voortgezet speciaal onderwijs
(V)SO | speciaal en voortgezet speciaal onderwijs
PRO | praktijkonderwijs | praktijkschool
MBO | middelbaar beroepsonderwijs
ROC | regionaal opleidingencentrum
LWOO | leerwegondersteunend onderwijs
VVE | voor- en vroegschoolse educatie
IKC | integraal kindcentrum | kindcentrum
NT2 | Nederlands als tweede taal
ISK | internationale schakelklas
SWV | samenwerkingsverband
OPP | ontwikkelingsperspectief | ontwikkelingsperspectiefplan
SOP | schoolondersteuningsprofiel
TLV | toelaatbaarheidsverklaring
OPR | ondersteuningsplanraad
OOGO | op overeenstemming gericht overleg
HGW | handelingsgericht werken
AB | ambulante begeleiding
BPO | begeleider passend onderwijs
REC | regionaal expertisecentrum
LGF | leerlinggebonden financiering | rugzak
LVS | leerlingvolgsysteem
OZA | onderwijs-zorgarrangement | JOA | jeugdhulponderwijsarrangement
OZA | OZAPP
MDO | multidisciplinair overleg
OT | ondersteuningsteam | zorgteam | ZAT | zorgadviesteam
SOT | schoolondersteuningsteam
OAT | onderwijsarrangeerteam
overlegtafel | actietafel
IB | intern begeleider | ib'er | KC | kwaliteitscoördinator | kc'er
ZOCO | zorgcoördinator | ondersteuningscoördinator
SMW | schoolmaatschappelijk werk | schoolmaatschappelijk werker
SCP | schoolcontactpersoon
JV | jeugdverpleegkundige
LPA | leerplichtambtenaar
wijkteam | sociaal wijkteam
OKT | Ouder- en Kindteam
BJG | Basisteam Jeugd en Gezin
CJG | Centrum voor Jeugd en Gezin
JGZ | jeugdgezondheidszorg
GGZ | geestelijke gezondheidszorg
MKD | medisch kinderdagverblijf
KDC | kinderdagcentrum
OTS | ondertoezichtstelling
PGB | persoonsgebonden budget
1G1P1R | één gezin, één plan, één regisseur | samenwerken 1 plan
NRJ | Nieuw Rotterdams Jeugdstelsel
VT | Veilig Thuis | AMK
VIR | Verwijsindex Risicojongeren
indicatie | jeugdwetindicatie
indicatie | beschikking
TOS | taalontwikkelingsstoornis | ESM | spraak-taalstoornis
ZML | zeer moeilijk lerend | ZMLK
ZMOK | zeer moeilijk opvoedbaar
LG | lichamelijk gehandicapt
MG | meervoudig gehandicapt | EMB
LZ | langdurig ziek | LZK
LVB | licht verstandelijke beperking
ASS | autismespectrumstoornis | autisme
ADHD | ADD | aandachtstekort
ED | ernstige dyslexie
HB | hoogbegaafd
NAH | niet-aangeboren hersenletsel
nieuwkomer | anderstalig
nieuwkomer | ISK
thuiszitter | langdurig relatief verzuim
thuiszitter | absoluut verzuim
MAS | methodische aanpak schoolverzuim
VSV | voortijdig schoolverlaten
RMC | regionale meld- en coördinatiefunctie
doorzettingsmacht | doorbraak | escalatie | opschalen
ZOC | Zorg Onderwijs Centrum
NPRZ | Nationaal Programma Rotterdam Zuid
AOJ | aansluiting onderwijs-jeugdhulp
NJi | Nederlands Jeugdinstituut
NRO | Nationaal Regieorgaan Onderwijsonderzoek
OCW | ministerie van Onderwijs, Cultuur en Wetenschap
VWS | ministerie van Volksgezondheid, Welzijn en Sport
DUO | Dienst Uitvoering Onderwijs
AVG | algemene verordening gegevensbescherming
handelingsverlegenheid | handelingsverlegen
zorgpijn | hulpvraag van een school
leerling | kind
leerkracht | docent
onderwijsassistent | klassenassistent | leraarondersteuner
schoolleider | directeur
gedragswetenschapper | orthopedagoog
jeugdarts | schoolarts
hulpverlener | jeugdhulpverlener | zorgverlener
dyslexie | dyslectisch
autisme | autistisch
faalangst | examenvrees | faalangstig
suïcide | zelfdoding | zelfmoord | suïcidaal
vechtscheiding | complexe scheiding
verzuim | absentie | afwezigheid
medicijn | medicatie
medisch handelen | medische handelingen
armoede | geldzorgen
oudergesprek | gesprek met ouders
gegevens delen | informatie uitwisselen
ondersteuningsbehoefte | hulpvraag
jeugdbeschermer | gezinsvoogd
aanmelden | aanmelding
plaatsing | plaatsen
evalueren | evaluatie
begeleiden | begeleiding
signaleren | signalering
epilepsie | epileptisch
syndroom van Down | downsyndroom
telefoon | mobieltje | smartphone
auditieve beperking | gehoorbeperking
brugklas | brugklasser
schooluitval | voortijdig schoolverlaten
prikkelverwerking | sensorische integratie
ouderbetrokkenheid | educatief partnerschap
NGT | gebarentaal
GGD | gemeentelijke gezondheidsdienst
VOG | verklaring omtrent gedrag
OPDC | orthopedagogisch-didactisch centrum
vmbo | voorbereidend middelbaar beroepsonderwijs
"""

ONE_WAY = """
CvB > commissie voor de begeleiding
CvB > college van bestuur
buurtteam > wijkteam
OKT > wijkteam
BJG > wijkteam
druk > ADHD
impulsief > ADHD
NT2 > nieuwkomer
samenwerkingsverband voortgezet onderwijs > Koers VO
samenwerkingsverband primair onderwijs > PPO Rotterdam
arrangement > extra ondersteuning
onderwijsbeleid Rotterdam > Leren Loont!
juf > leerkracht
juf > docent
meester > leraar
mentor > docent
student > leerling
leesproblemen > dyslexie
leesproblemen > lezen
rekenproblemen > dyscalculie
praat niet > selectief mutisme
onder de tafel > overprikkeld
te veel tegelijk > korte instructie
van school gestuurd > schorsing
van school gestuurd > verwijdering
woedeaanval > agressie
kan niet tegen geluid > prikkels
wil niet naar school > schoolweigering
wil niet naar school > thuiszitten
wil niet naar school > schoolangst
komt niet meer > thuiszitter
komt niet meer > verzuim
spijbelen > verzuim
ouders gescheiden > echtscheiding
vechtscheiding > echtscheiding
slecht horen > slechthorend
slecht zien > slechtziend
rolstoel > lichamelijke beperking
stotteren > logopedie
autist > autisme
autist > autismespectrumstoornis
overgang naar vo > overstap
geheimhouding > privacy
mag ik delen > privacy
vluchteling > nieuwkomer
geldzorgen thuis > armoede
hulp thuis > jeugdhulp
hulp thuis > wijkteam
wil dood > suïcide
wordt geslagen thuis > kindermishandeling
wordt geslagen thuis > meldcode
overleden > rouw
wiet > middelengebruik
plast in broek > zindelijkheid
gehoorbeperking > slechthorend
transgender > lhbti
ZML > verstandelijke beperking
"""

NEVER = """
TOS > taalachterstand
taalachterstand > TOS
taalontwikkelingsstoornis > taalachterstand
taalachterstand > taalontwikkelingsstoornis
ESM > taalachterstand
TOS > NT2
wijkteam > OKT
wijkteam > buurtteam
wijkteam > BJG
wijkteam > CJG
CJG > wijkteam
OKT > buurtteam
buurtteam > OKT
OKT > CJG
BJG > OKT
Ouder- en Kindteam > buurtteam
IB > zorgcoördinator
intern begeleider > ZOCO
zorgcoördinator > intern begeleider
kwaliteitscoördinator > ondersteuningscoördinator
commissie voor de begeleiding > college van bestuur
college van bestuur > commissie voor de begeleiding
langdurig relatief verzuim > absoluut verzuim
absoluut verzuim > langdurig relatief verzuim
samenwerkingsverband > Koers VO
samenwerkingsverband > PPO Rotterdam
SWV > PPO
Koers VO > PPO Rotterdam
SBO > speciaal onderwijs
SO > speciaal basisonderwijs
VSO > SO
PRO > VSO
ZOC > zorgintensieve school
ZOC > innovatieklas
IKC > zorgintensieve school
ADHD > druk
aandachtstekort > impulsief
schorsing > verwijdering
verwijdering > schorsing
dyslexie > leesproblemen
dyscalculie > rekenproblemen
selectief mutisme > praat niet
hoogbegaafd > slim
TOS > taalproblemen
nieuwkomer > vluchteling
jeugdarts > huisarts
suïcide > wil dood
meldcode > huiselijk geweld
wijkteam > hulp thuis
armoede > zonder ontbijt
privacy > geheimhouding
OPP > handelingsplan
rouw > somberheid
directeur > teamleider
slechthorend > slechtziend
vrijstelling > thuiszitten
verstandelijke beperking > ZML
lhbti > transgender
doof > slechtziend
"""


def pairs():
    for line in BOTH_WAYS.strip().splitlines():
        words = [word.strip() for word in line.split(" | ")]
        yield from ((one, other) for one in words for other in words if one != other)
    for line in ONE_WAY.strip().splitlines():
        yield tuple(line.split(" > "))


@pytest.fixture(scope="module")
def rules():
    return read_word_rules(FOLDER)


@pytest.fixture
def reaches(monkeypatch, rules):
    """Whether somebody who types the first also finds the second, under all our rules."""
    words = [sources.WordRule(row.word, row.lemma, row.parts) for r in rules for row in rows_of(r)]
    monkeypatch.setattr(sources._registry, "word_rules", [lambda: words])
    rows = [thesaurus.row_of(row) for row in read_synonyms(FOLDER)]
    synonyms = compile_rules([thesaurus.rule_of(row) for row in rows])
    analyzer = get_analyzer()

    def ask(typed, found):
        tokens = [token for token in analyzer.analyse(typed) if not token.overlay]
        wanted = analyzer.lemmas(found)
        used, others = synonyms.longest([(token.lemma,) for token in tokens])
        same = tuple(token.lemma for token in tokens) == wanted
        return same or (used == len(tokens) and wanted in dict(others))

    return ask


def test_who_types_one_word_reaches_the_other(reaches):
    lost = [f"{typed} > {found}" for typed, found in pairs() if not reaches(typed, found)]
    assert not lost


def test_what_is_not_the_same_stays_apart(reaches):
    wrong = [line for line in NEVER.strip().splitlines() if reaches(*line.split(" > "))]
    assert not wrong


def test_wider_words_only_lead_to_a_term_with_less_weight():
    """A card with the words themselves goes before one with a term that they only point to."""
    one_way = [row for row in read_synonyms(FOLDER) if row.direction == "one-way"]
    assert one_way
    assert not [row.term for row in one_way if row.weight >= 1]


@pytest.mark.parametrize("word", ["tos", "pest", "opp", "sop", "zat", "mas", "rec", "ots", "oat"])
def test_abbreviation_that_is_also_a_word_stays_as_it_is(reaches, word):
    assert get_analyzer().lemmas(word) == (word,)


@pytest.mark.parametrize(("many", "one"), [("ib'ers", "ib'er"), ("kc'ers", "kc'er")])
def test_more_of_the_same_role(reaches, many, one):
    assert get_analyzer().lemmas(many) == get_analyzer().lemmas(one)
    assert reaches(many, "intern begeleider")


def test_no_seed_has_a_problem_or_a_warning():
    rows = [thesaurus.row_of(row) for row in read_synonyms(FOLDER)]
    problems = {
        row.term: found
        for row in rows
        if (found := thesaurus.problems(row, [one for one in rows if one is not row]))
    }
    assert not problems
    assert not {row.term: thesaurus.warnings(row) for row in rows if thesaurus.warnings(row)}


def test_words_that_are_not_the_same_stand_on_one_side_each():
    for apart in thesaurus.apart_words():
        words = [word for side in apart.sides for word in side]
        assert len(words) == len(set(words)), apart.why
        assert len(apart.sides) > 1
        assert apart.why.endswith(".")


def test_no_rule_of_a_word_is_against_another(rules):
    words = [word for rule in rules for word in rule.looked_up()]
    assert len(words) == len(set(words))
    for rule in rules:
        rule.clean_fields()


@pytest.mark.parametrize(
    ("form", "lemma", "parts"),
    [
        ("leerplichtambtenaren", "leerplichtambtenaar", {"leerplicht", "ambtenaar"}),
        ("dagbesteding", "dagbesteding", {"dag", "besteding"}),
        ("eetstoornissen", "eetstoornis", {"stoornis"}),
        ("jeugdverpleegkundigen", "jeugdverpleegkundige", {"jeugd"}),
        ("peuterspeelzaal", "peuterspeelzaal", {"peuter", "speelzaal"}),
        ("groepsleerkrachten", "groepsleerkracht", {"groep", "leerkracht"}),
        ("klassen", "klas", {"klas"}),
        ("messen", "mes", {"mes"}),
        ("dove", "doof", {"doof"}),
        ("vapet", "vapen", {"vapen"}),
    ],
)
def test_the_rules_of_words_work(reaches, form, lemma, parts):
    found, its_parts = get_analyzer().forms(form)
    assert found == lemma
    assert parts <= set(its_parts)
