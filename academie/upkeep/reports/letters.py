"""The words of the mails about reports. Nobody reads who reported."""

from django.urls import reverse
from wagtail.models import Page

from academie.accounts.models import User
from academie.accounts.who import is_staff_member
from academie.mail.links import absolute
from academie.upkeep.letters import letter
from academie.upkeep.models import Report


def reported(report: Report, page: Page, reader: User) -> tuple[str, str]:
    """Return subject and text for the maker and for the editors."""
    staff = is_staff_member(reader)
    desk = absolute(reverse("upkeep_report", args=[report.pk])) if staff else ""
    return f"Klopt niet meer? {page.title}"[:150], letter(
        f"Een lezer zegt iets over ‘{page.title}’: {_what(report)}.",
        f"De lezer schrijft:\n{report.remark}" if report.remark else "",
        f"Pak het op of handel het af:\n{desk}"
        if desk
        else f"De redactie kijkt er ook naar. De kaart:\n{page.full_url or absolute('/')}",
    )


def answered(report: Report, page: Page) -> tuple[str, str]:
    """Return subject and text for whoever reported and left an address."""
    if report.state == Report.State.DONE:
        done = "Wij hebben het nagekeken en verwerkt. Dank u wel."
    else:
        done = "Wij hebben het nagekeken. Er verandert niets."
    return "Wat wij met uw melding deden", letter(
        f"U meldde iets over ‘{page.title}’. {done}",
        report.answer,
        f"De kaart:\n{page.full_url or absolute('/')}" if page.live else "",
        "Wij wissen uw adres over 90 dagen.",
    )


def late(report: Report, page: Page) -> tuple[str, str]:
    """Return subject and text for the beheerders."""
    return f"Melding wacht: {page.title}"[:150], letter(
        f"Een lezer meldde iets over ‘{page.title}’. Na vijf werkdagen pakte niemand het op. "
        "Wilt u zorgen dat iemand het doet?",
        absolute(reverse("upkeep_report", args=[report.pk])),
    )


def _what(report: Report) -> str:
    label = str(report.get_what_display())
    return label[:1].lower() + label[1:]
