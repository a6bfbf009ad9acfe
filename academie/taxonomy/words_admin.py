"""Synonyms and word rules in the admin, each with a preview of what it does."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    SnippetViewSet,
)

from academie.taxonomy import thesaurus
from academie.taxonomy.models import Synonym, WordRule
from academie.taxonomy.preview_panel import PreviewPanel
from academie.taxonomy.preview_views import SYNONYM_TEMPLATE, WORD_RULE_TEMPLATE
from academie.taxonomy.previews import preview_synonym, preview_word_rule

REBUILDS = (
    "De zoekindex wordt nu op de achtergrond opnieuw gemaakt. Tot die klaar is, blijft het zoeken "
    "werken zoals het was."
)


class SynonymForm(WagtailAdminModelForm):
    """Refuses doubles, circles and words that nobody can search by."""

    def clean(self) -> dict[str, Any]:
        """Hold the row against the others; the problems go with the field they are about."""
        cleaned: dict[str, Any] = super().clean()
        if self.errors:
            return cleaned
        names = ("term", "words", "direction", "weight")
        draft = Synonym(**{name: cleaned[name] for name in names})
        others = [thesaurus.row_of(one) for one in Synonym.objects.exclude(pk=self.instance.pk)]
        found = thesaurus.problems(thesaurus.row_of(draft), others)
        for name, problems in (("term", found.term), ("words", found.words)):
            if problems:
                self.add_error(name, ValidationError(problems))
        return cleaned


class WarnsAfterSaving:
    """Says once more, when a synonym is kept, which words it makes the same that are not."""

    def save_action(self) -> HttpResponse:
        """Add the warnings to the message that it is saved."""
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        for warning in thesaurus.warnings(thesaurus.row_of(self.object)):  # type: ignore[attr-defined]
            messages.warning(self.request, f"Let op: {warning}")  # type: ignore[attr-defined]
        return response


class AddSynonym(WarnsAfterSaving, CreateView):
    """A new synonym, perhaps already filled in by the report of questions."""

    def get_initial(self) -> dict[str, Any]:
        """Take the words from the address; who types one of them has to find the term."""
        given = self.request.GET
        initial: dict[str, Any] = super().get_initial()
        initial |= {name: given[name][:200] for name in ("term", "words") if given.get(name)}
        if given.get("words"):
            initial["direction"] = Synonym.Direction.ONE_WAY
        return initial

    def get_initial_form_instance(self) -> Synonym:
        """Return the object that the preview shows before anything is typed."""
        names = ("term", "words", "direction")
        return Synonym(**{k: v for k, v in self.get_initial().items() if k in names})


class EditSynonym(WarnsAfterSaving, EditView):
    """An existing synonym."""


class SynonymViewSet(SnippetViewSet):
    """The thesaurus of the search."""

    model = Synonym
    icon = "list-ul"
    add_view_class = AddSynonym
    edit_view_class = EditSynonym
    edit_handler = ObjectList(
        [
            FieldPanel("term"),
            FieldPanel("words"),
            FieldRowPanel([FieldPanel("direction"), FieldPanel("weight")]),
            PreviewPanel(preview_synonym, SYNONYM_TEMPLATE, "synonym_preview"),
            FieldPanel("note"),
            FieldPanel("verified"),
        ],
        base_form_class=SynonymForm,
    )
    list_display: ClassVar = ["term", "words", "direction", "verified"]
    list_filter: ClassVar = ["direction", "verified"]
    search_fields: ClassVar = ["term", "words"]
    search_backend_name = None
    ordering: ClassVar = ["term"]
    list_per_page = 100


class TellsOfTheIndex:
    """Says what happens after a word rule changed: the words are in the index as they were read."""

    def get_success_message(self, *args: Any) -> str:
        """Add that to the message of Wagtail."""
        return f"{super().get_success_message(*args)} {REBUILDS}"  # type: ignore[misc]


class AddWordRule(TellsOfTheIndex, CreateView):
    """A new word rule."""


class EditWordRule(TellsOfTheIndex, EditView):
    """An existing word rule."""


class DeleteWordRule(TellsOfTheIndex, DeleteView):
    """A word rule that is no longer needed."""


class WordRuleViewSet(SnippetViewSet):
    """Words that the search would otherwise read wrongly."""

    model = WordRule
    icon = "cut"
    add_view_class = AddWordRule
    edit_view_class = EditWordRule
    delete_view_class = DeleteWordRule
    edit_handler = ObjectList(
        [
            FieldPanel("word"),
            FieldPanel("kind"),
            FieldPanel("parts"),
            FieldPanel("lemma"),
            FieldPanel("forms"),
            PreviewPanel(preview_word_rule, WORD_RULE_TEMPLATE, "word_rule_preview"),
            FieldPanel("note"),
        ]
    )
    list_display: ClassVar = ["word", Column("effect", label="Wat er gebeurt"), "note"]
    list_filter: ClassVar = ["kind"]
    search_fields: ClassVar = ["word", "lemma", "parts", "forms", "note"]
    search_backend_name = None
    ordering: ClassVar = ["word"]
    list_per_page = 100
