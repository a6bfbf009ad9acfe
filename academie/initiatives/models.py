"""Progress news of the taskforce and its plans."""

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from academie.core import panels
from academie.core.blocks import ProseBlock
from academie.core.enums import ContentType
from academie.core.models import BasePage, IndexPage
from academie.core.stream_words import stream_words
from academie.core.text import join_words


class NieuwsIndexPage(IndexPage):
    """The shelf of all progress news."""

    listed_type = ContentType.NIEUWS
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["initiatives.Nieuwsbericht"]
    template = "initiatives/nieuws_index_page.html"

    class Meta:
        verbose_name = "overzicht van voortgang"


class Nieuwsbericht(BasePage):
    """One message about progress."""

    parent_page_types: ClassVar = ["initiatives.NieuwsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "initiatives/nieuwsbericht.html"
    search_type = ContentType.NIEUWS
    card_letter = "N"

    body = StreamField(ProseBlock(), verbose_name="bericht", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("body"),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "voortgangsbericht"
        verbose_name_plural = "voortgangsberichten"

    def completeness_problems(self) -> dict[str, str]:
        """News says something."""
        problems = super().completeness_problems()
        if not len(self.body):
            problems["body"] = "Schrijf het bericht."
        return problems

    def search_body(self) -> str:
        """The message."""
        return join_words(stream_words(self.body))
