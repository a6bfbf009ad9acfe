"""The words by which `search.guidance.danger` knows that somebody may be in danger. Data only."""

_FAMILY = "vader/stiefvader/papa/moeder/stiefmoeder/mama/ouder/opa/oma/oom/broer/zus"
_DEAD = "dood/doodgaan/sterven"
_PUPIL = "kind/leerling/student/jongen/meisje/kleuter/puber"
_SCHOOL = "school/klas/plein/schoolplein/tas/les/zich/mee"

SIGNS = f"""
zelfmoord
zelf moord
zelfdoding
suïcide
suïcidaal
suïcidaliteit
doodswens
zelfbeschadiging
zelfverwonding
automutilatie
automutileren
overdosis
wil/wens/verlangen {_DEAD} ! over na van om als {_FAMILY} hond kat huisdier konijn
was/waren/ben dood ik ! {_FAMILY} hond kat huisdier konijn
zichzelf/zelf doden/ombrengen/vermoorden/ophangen/snijden/kras/krassen/verwonden
zich ombrengen/ophangen/snijden
snijden/kras/krassen arm/pols/been
niet meer/verder leven
zichzelf aandoen
zichzelf iets aan doen
geen zin leven
uit leven stap/stappen
einde leven maken
leven beëindigen
spring/springen trein/dak/brug/flat
kindermishandeling
mishandeling ! dier
mishandelen ! dier
ouderenmishandeling
huiselijk geweld
geweld/agressie thuis
seksueel misbruik/misbruiken/geweld
misbruik/misbruiken thuis/{_FAMILY}/{_PUPIL} ! alcohol drugs middel
incest
verkrachting
verkrachten
aanranding
aanranden
ontucht
loverboy
sextortion
mensenhandel
uithuwelijken
huwelijksdwang
eerwraak
eergerelateerd geweld
slaan/schoppen/schop/meppen/=klap/=klappen thuis/{_FAMILY}
=geslagen worden/is/{_PUPIL}
verwaarlozing
verwaarlozen
opsluiten/opgesloten thuis/kamer/kelder/{_FAMILY}
onveilig thuis/thuissituatie
niet veilig thuis
bang/durven huis
bang thuis
bang voor vader/stiefvader/papa/moeder/stiefmoeder/mama/oom
mes/messen/wapen/pistool {_SCHOOL}/{_PUPIL}/bij ! vork lepel
mes/messen/wapen/pistool dreigen/bedreigen/steek/steken
vuurwapen
doodsbedreiging
schietpartij
steekpartij
vermoorden
ontvoeren
ontvoering
"""
"""One sign a line: all its words near each other, in any order, '/' between words that are as good.
A word after '=' counts in that form alone. After '!' stand words that, between those of the sign,
make it mean something else."""
