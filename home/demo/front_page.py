"""The front door of the demo: searches to try, one story and the three plans (source S0)."""

from collections.abc import Mapping

from wagtail.models import Page

from home.models import HomePage

TRIES = ("TOS groep 3", "boos op het plein", "terug naar school", "warme overdracht")
STORY = "van-thuis-naar-drie-ochtenden-school"
PLANS_INTRO = (
    "Op 14 februari koos de Taskforce Dekkend Netwerk Rotterdam drie plannen. "
    "Nu wordt verkend wat nodig is om snel te beginnen."
)
PLANS = (
    (
        "Innovatieklassen",
        "Klassen in gewone scholen. Voor kinderen die wachten op een plek in het gespecialiseerd "
        "onderwijs of op jeugdhulp, en voor kinderen die nu meer hulp nodig hebben dan er is.",
    ),
    (
        "Integrale kindcentra (IKC's)",
        "Alle zorg is in en rond de school. Zo blijft een kind op de eigen school, "
        "ook als het meer ondersteuning nodig heeft.",
    ),
    (
        "Onderwijs-Zorg Academie",
        "Kennis uit het gespecialiseerd onderwijs gaat naar gewone scholen. "
        "Met toolkits, en met uitwisseling tussen zorg en onderwijs.",
    ),
)
STAGE = "1"
OWNER = "Taskforce"
NEXT_STEP = "Uitkomst van de verkenning"


def fill_front_page(home: HomePage, pages: Mapping[str, Page]) -> bool:
    """Fill and publish the front door; one that somebody filled before stays as it is."""
    # Fresh: publishing writes the number of children, which grew since ``home`` was read.
    page = HomePage.objects.get(pk=home.pk).get_latest_revision_as_object()
    if page.tries or page.plans or page.story_id:
        return False
    page.tries = [("try", words) for words in TRIES]
    page.story_id = pages[STORY].pk if STORY in pages else None
    page.plans_intro = PLANS_INTRO
    page.plans = [
        (
            "plan",
            {"title": title, "text": text, "stage": STAGE, "owner": OWNER, "next_step": NEXT_STEP},
        )
        for title, text in PLANS
    ]
    page.save_revision().publish()
    return True
