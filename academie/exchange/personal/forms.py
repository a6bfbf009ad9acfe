"""The forms on the page behind the link: short, and each says at the field what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property

from academie.core.enums import World
from academie.exchange.capacity.people import email_key
from academie.exchange.models import SignUp
from academie.exchange.roles import role_label, role_labels, role_of
from academie.mail.checks import MAX_ADDRESS
from academie.mail.forms import NO_ADDRESS, WRONG_ADDRESS
from search.documents import clean_text

NO_SIDE = "Kies bij welke kant de organisatie hoort."


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as the page shows it."""

    name: str
    id: str
    label: str
    hint: str
    value: str
    error: str
    longest: int
    type: str
    autocomplete: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideOption:
    """One side to choose."""

    value: str
    label: str
    chosen: bool


class LineForm(forms.Form):
    """A form of single lines. `prefix_id` keeps the ids of two forms on a page apart."""

    prefix_id: ClassVar[str] = ""
    labels: ClassVar[Mapping[str, str]] = {}
    hints: ClassVar[Mapping[str, str]] = {}
    missing: ClassVar[Mapping[str, str]] = {}
    autocomplete: ClassVar[Mapping[str, str]] = {}

    def clean(self) -> dict[str, Any]:
        """Take what nobody can see out of every line, and say what is missing or too long."""
        for name in self.labels:
            typed = self.cleaned_data.get(name)
            if typed is None:
                continue
            value = "".join(sign for sign in clean_text(typed) if sign.isprintable())
            self.cleaned_data[name] = value
            longest = self.longest(name)
            if not value and name in self.missing:
                self.add_error(name, self.missing[name])
            elif len(value) > longest:
                self.add_error(name, f"Dit is te lang. Maak er hoogstens {longest} tekens van.")
        return self.cleaned_data

    def longest(self, name: str) -> int:
        """Return how many characters the database has for a field."""
        length: int = getattr(SignUp._meta.get_field(name), "max_length", MAX_ADDRESS)
        return length

    @cached_property
    def shown(self) -> list[Shown]:
        """The fields in order, with what was typed and what is wrong with it."""
        return [self._shown(name) for name in self.labels]

    def _shown(self, name: str) -> Shown:
        value = self.data.get(name, "") if self.is_bound else self.initial.get(name, "")
        found: Any = self.errors.get(name, []) if self.is_bound else []
        return Shown(
            name=name,
            id=f"{self.prefix_id}-{name}",
            label=self.labels[name],
            hint=self.hints.get(name, ""),
            value=str(value)[:500],
            error=str(found[0]) if found else "",
            longest=self.longest(name),
            type="email" if name == "email" else "text",
            autocomplete=self.autocomplete.get(name, "off"),
            options=tuple(role_labels()) if name == "role" else (),
        )


class _PersonForm(LineForm):
    """Name, address, role and organisation of one person."""

    name = forms.CharField(required=False)
    email = forms.CharField(required=False)
    role = forms.CharField(required=False)
    organisation = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Check the address too, and give the role as it is kept."""
        super().clean()
        email = self.cleaned_data.get("email")
        if email:
            try:
                self.cleaned_data["email"] = email_key(email)
            except ValueError:
                self.add_error("email", WRONG_ADDRESS)
        self.cleaned_data["role"] = role_of(self.cleaned_data.get("role", ""))
        return self.cleaned_data


class DetailsForm(_PersonForm):
    """What somebody may change about herself."""

    prefix_id = "wijzig"
    labels: ClassVar = {
        "name": "Naam",
        "email": "E-mailadres",
        "role": "Rol",
        "organisation": "Organisatie",
    }
    hints: ClassVar = {
        "email": "Een nieuw adres geldt pas als u de mail bevestigt die wij daarheen sturen."
    }
    missing: ClassVar = {
        "name": "Vul uw naam in.",
        "email": NO_ADDRESS,
        "organisation": "Vul in bij welke organisatie u werkt.",
    }
    autocomplete: ClassVar = {
        "name": "name",
        "email": "email",
        "role": "organization-title",
        "organisation": "organization",
    }


class SideForm(forms.Form):
    """The side of an organisation."""

    side = forms.ChoiceField(
        choices=World.choices,
        error_messages={"required": NO_SIDE, "invalid_choice": NO_SIDE},
    )
    prefix_id: ClassVar[str] = "kant"

    @property
    def options(self) -> list[SideOption]:
        """The sides, with the one that is chosen now."""
        chosen = self.data.get("side", "") if self.is_bound else self.initial.get("side", "")
        return [SideOption(value, label, value == chosen) for value, label in World.choices]

    @property
    def side_error(self) -> str:
        """What is wrong with the choice, or ''."""
        found: Any = self.errors.get("side", []) if self.is_bound else []
        return str(found[0]) if found else ""


class HandOverForm(SideForm, _PersonForm):
    """Who gets the place."""

    prefix_id = "collega"
    labels: ClassVar = {
        "name": "Naam van uw collega",
        "email": "E-mailadres van uw collega",
        "role": "Rol",
        "organisation": "Organisatie",
    }
    hints: ClassVar = {"email": "Uw collega krijgt meteen een mail met de eigen link."}
    missing: ClassVar = {
        "name": "Vul de naam van uw collega in.",
        "email": "Vul het e-mailadres van uw collega in. Bijvoorbeeld: naam@school.nl",
        "organisation": "Vul in bij welke organisatie uw collega werkt.",
    }


def problems(form: LineForm | SideForm) -> list[tuple[str, str]]:
    """Return id of the field and sentence, for the list that stands before everything else."""
    if not form.is_bound:
        return []
    return [
        (f"{form.prefix_id}-{name}", str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def details_of(sign_up: SignUp) -> dict[str, str]:
    """Return what the form for somebody's own details begins with."""
    return {
        "name": sign_up.name,
        "email": sign_up.email,
        "role": role_label(sign_up.role),
        "organisation": sign_up.organisation,
    }


def colleague_of(sign_up: SignUp) -> dict[str, str]:
    """Return what the form for a colleague begins with: the same work at the same place."""
    return {
        "role": role_label(sign_up.role),
        "organisation": sign_up.organisation,
        "side": sign_up.side,
    }
