"""Who somebody is: the questions that a new account answers and that a profile can change."""

from itertools import groupby
from typing import Any

from django import forms
from django.db import transaction

from academie.accounts.models import User
from academie.core.enums import World
from academie.core.reader_forms import TrappedForm
from academie.taxonomy.models import Cluster, Region, Role

_NAME_LONGEST = 150


class PersonForm(TrappedForm):
    """Name, organisation, side, roles, clusters and region; regions and clusters may stay empty."""

    name = forms.CharField(max_length=_NAME_LONGEST, error_messages={"required": "Vul uw naam in."})
    organisation = forms.CharField(
        max_length=200, error_messages={"required": "Vul in waar u werkt, bijvoorbeeld uw school."}
    )
    side = forms.ChoiceField(
        choices=World.choices,
        error_messages={
            "required": "Kies bij welke kant uw organisatie hoort.",
            "invalid_choice": "Kies bij welke kant uw organisatie hoort.",
        },
    )
    roles = forms.ModelMultipleChoiceField(
        Role.objects.all(),
        to_field_name="slug",
        error_messages={
            "required": "Kies wat u doet. Het mag meer dan één zijn.",
            "invalid_choice": "Deze rol staat niet in de lijst. Kies uit de lijst.",
            "invalid_pk_value": "Deze rol staat niet in de lijst. Kies uit de lijst.",
            "invalid_list": "Kies uit de lijst wat u doet.",
        },
    )
    clusters = forms.ModelMultipleChoiceField(
        Cluster.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={
            "invalid_choice": "Dit staat niet in de lijst. Kies uit de lijst.",
            "invalid_pk_value": "Dit staat niet in de lijst. Kies uit de lijst.",
            "invalid_list": "Kies uit de lijst.",
        },
    )
    region = forms.ModelChoiceField(
        Region.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": "Deze plek staat niet in de lijst. Kies uit de lijst."},
    )

    def clean_name(self) -> str:
        """Return the name on one line. Raises when it could be an address of a page or a mail."""
        return _plain(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        """Return the organisation on one line."""
        return _plain(self.cleaned_data["organisation"])

    @transaction.atomic
    def fill(self, user: User) -> None:
        """Give an account what was filled in, and save it."""
        given = self.cleaned_data
        first, _, last = given["name"].partition(" ")
        user.first_name, user.last_name = first, last
        user.organisation, user.side = given["organisation"], given["side"]
        user.region = given["region"]
        user.save()
        user.roles.set(given["roles"])
        user.clusters.set(given["clusters"])


def values_of(user: User) -> dict[str, Any]:
    """Return what an account has, as the form shows it."""
    return {
        "name": user.get_full_name(),
        "organisation": user.organisation,
        "side": user.side,
        "roles": [role.slug for role in user.roles.all()],
        "clusters": [cluster.slug for cluster in user.clusters.all()],
        "region": user.region.slug if user.region else "",
    }


def chosen(form: PersonForm) -> dict[str, Any]:
    """Return the lists to choose from, with what is chosen: (value, label, whether) each."""
    return {
        "sides": _options(World.choices, [form["side"].value()]),
        "roles": _options(_terms(Role), form["roles"].value()),
        "clusters": _options(_terms(Cluster), form["clusters"].value()),
        "places": _places(str(form["region"].value() or "")),
    }


def _terms(model: Any) -> list[tuple[str, str]]:
    return [(one.slug, one.label) for one in model.objects.all()]


def _options(choices: Any, values: Any) -> list[tuple[str, str, bool]]:
    held = {str(value) for value in values or []}
    return [(value, label, str(value) in held) for value, label in choices]


def _places(value: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return gebied or gemeente -> what lies in it, to choose from."""
    rows = {one.pk: one for one in Region.objects.select_related("parent")}

    def group(one: Region) -> str:
        inside = one.kind == Region.Kind.NEIGHBOURHOOD and one.parent is not None
        return one.parent.label if inside and one.parent else one.label

    ordered = sorted(rows.values(), key=lambda one: (group(one), one.kind == "buurt", one.label))
    return [
        (label, [(one.slug, one.label, one.slug == value) for one in places])
        for label, places in groupby(ordered, key=group)
    ]


def _plain(text: str) -> str:
    plain = " ".join(text.split())
    if "://" in plain or "@" in plain:
        raise forms.ValidationError("Schrijf hier geen webadres of e-mailadres.")
    return plain
