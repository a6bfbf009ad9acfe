"""Pages that the editors put first for a question."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from academie.core.search_pages import searchable_models
from academie.core.text import lines
from academie.taxonomy.questions import content_words

MOST_EXPRESSIONS = 50
"""More ways to say one question than this are more questions."""


class BestBet(models.Model):
    """One page that comes first when somebody types one of the expressions."""

    expressions = models.TextField(
        "wat iemand typt",
        help_text=(
            "Eén vraag per regel, bijvoorbeeld: thuiszitter. De pagina komt bovenaan als iemand "
            "precies deze woorden typt, in welke volgorde of vorm ook: thuiszitters telt ook. "
            "Lidwoorden en andere kleine woorden tellen niet mee."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="pagina die bovenaan komt",
        on_delete=models.CASCADE,
        related_name="+",
    )
    order = models.PositiveSmallIntegerField(
        "volgorde",
        default=10,
        help_text="Staan er meer pagina's bovenaan, dan komt het laagste getal eerst.",
    )
    valid_until = models.DateField(
        "geldig tot en met",
        null=True,
        blank=True,
        help_text="Na deze dag geldt de tip niet meer. Leeg: zonder einde.",
    )
    note = models.TextField(
        "toelichting", blank=True, help_text="Waarom u dit koos, voor uw collega's."
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "zoektip"
        verbose_name_plural = "zoektips"

    def __str__(self) -> str:
        first, *more = self.expression_list or [""]
        return f"{first} (en {len(more)} meer)" if more else first

    @property
    def expression_list(self) -> list[str]:
        """The expressions, without empty lines."""
        return lines(self.expressions)

    def clean(self) -> None:
        """Refuse what could never work: nothing to type, or a page that nobody can find."""
        super().clean()
        problems: dict[str, str] = {}
        empty = [one for one in self.expression_list if not content_words(one)]
        if not self.expression_list:
            problems["expressions"] = "Schrijf ten minste één vraag op."
        elif empty:
            problems["expressions"] = f"In ‘{empty[0]}’ staat geen woord om te zoeken."
        elif len(self.expression_list) > MOST_EXPRESSIONS:
            problems["expressions"] = f"Schrijf hoogstens {MOST_EXPRESSIONS} vragen op."
        if self.page_id and self.page.specific_class not in searchable_models():
            problems["page"] = (
                "Deze pagina komt nooit in de zoekresultaten. Kies een toolkit, werkinstructie, "
                "praktijkverhaal, training, bericht of gewone pagina."
            )
        elif self.page_id and self.page.alias_of_id:
            problems["page"] = "Dit is een alias. Kies de pagina zelf."
        if problems:
            raise ValidationError(problems)

    @property
    def state(self) -> str:
        """Whether it works today, in words; for the list of the editors."""
        if self.valid_until and self.valid_until < timezone.localdate():
            return "verlopen"
        return "werkt" if self.page.live else "werkt niet: de pagina is niet gepubliceerd"
