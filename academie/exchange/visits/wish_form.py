"""The form of a wish: who you are, what you want to see, and where."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from academie.core.enums import World
from academie.exchange.enums import Kind
from academie.exchange.visits.matching import organisation_key
from academie.exchange.visits.wishes import Wished
from academie.mail.forms import AddressForm
from academie.taxonomy.models import Region
from academie.taxonomy.selectors import terms
from search.documents import clean_text

FORMS = (Kind.WERKBEZOEK, Kind.MEELOOPDAG)
MISSING = {
    "name": "Vul uw naam in.",
    "organisation": "Vul de naam van uw organisatie in.",
    "side": "Kies bij welke kant uw organisatie hoort.",
    "wants": "Kies waar u op bezoek wilt.",
}
TOO_LONG = "Maak dit korter: hoogstens %(limit_value)d tekens."
ORDER = ("name", "email", "organisation", "side", "wants", "region", "kinds", "themes")


def _theme_choices() -> list[tuple[str, str]]:
    return [(slug, one.label) for slug, one in terms("thema").items()]


class WishForm(AddressForm):
    """One wish. `website` is for machines: people do not see it and leave it empty."""

    name = forms.CharField(max_length=120)
    organisation = forms.CharField(max_length=160)
    side = forms.ChoiceField(choices=World.choices)
    wants = forms.ChoiceField(choices=World.choices)
    region = forms.CharField(max_length=100, required=False)
    kinds = forms.MultipleChoiceField(choices=[(k.value, k.label) for k in FORMS], required=False)
    themes = forms.MultipleChoiceField(choices=_theme_choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            words = MISSING.get(name, "")
            field.error_messages |= {"required": words, "invalid_choice": words or "Kies opnieuw."}
            for check in field.validators:
                if isinstance(check, MaxLengthValidator):
                    check.message = TOO_LONG

    def clean_name(self) -> str:
        """Return the name on one line."""
        return self._plain("name")

    def clean_organisation(self) -> str:
        """Return the organisation on one line."""
        return self._plain("organisation")

    def clean_region(self) -> Region | None:
        """Return the buurt or gebied; an unknown one is nothing chosen."""
        return _regions().filter(slug=self.cleaned_data["region"]).first()

    def _plain(self, name: str) -> str:
        text = " ".join(clean_text(self.cleaned_data[name]).split())
        # A link in a name would reach strangers in a mail from us.
        if not organisation_key(text) or "://" in text or "www." in text.lower():
            raise forms.ValidationError(MISSING[name])
        return text

    def order(self) -> tuple[str, ...]:
        """See `AddressForm.order`."""
        return ORDER

    @property
    def wished(self) -> Wished:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        return Wished(
            name=given["name"],
            email=given["email"],
            organisation=given["organisation"],
            side=World(given["side"]),
            wants=World(given["wants"]),
            region=given["region"],
            kinds=tuple(sorted(given["kinds"])),
            themes=tuple(sorted(given["themes"])),
        )


def region_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return gebied -> its buurten as options, with the whole gebied as the first one."""
    whole = Region.Kind.DISTRICT
    rows = sorted(_regions(), key=lambda one: (_district(one).label, one.kind != whole, one.label))
    return [
        (label, [(one.slug, _words(one)) for one in group])
        for label, group in groupby(rows, key=lambda one: _district(one).label)
    ]


def _regions() -> Any:
    kinds = [Region.Kind.DISTRICT, Region.Kind.NEIGHBOURHOOD]
    return Region.objects.filter(kind__in=kinds).select_related("parent")


def _district(region: Region) -> Region:
    is_district = region.kind == Region.Kind.DISTRICT or region.parent is None
    return region if is_district or region.parent is None else region.parent


def _words(region: Region) -> str:
    return f"Heel {region.label}" if region.kind == Region.Kind.DISTRICT else region.label
