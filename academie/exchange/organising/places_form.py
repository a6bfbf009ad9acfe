"""How many places there are and for whom they are kept, as an organiser changes it."""

from typing import Any

from django import forms

from academie.exchange.models import TrainingSession

FIELDS = ("capacity", "kept_education", "kept_care", "release_days")
_MOST = 5000


def _number(label: str, most: int = _MOST, **values: Any) -> forms.IntegerField:
    wrong = f"Vul een heel getal in, van 0 tot en met {most}."
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **values,
    )


class PlacesForm(forms.Form):
    """The four numbers of a session; kept places fit within all places."""

    capacity = _number("Plaatsen")
    kept_education = _number("Bewaard voor onderwijs")
    kept_care = _number("Bewaard voor zorg")
    release_days = _number("Vrij voor iedereen vanaf (dagen vooraf)", 365)

    @staticmethod
    def values_of(session: TrainingSession) -> dict[str, int]:
        """Return the numbers as they are now."""
        return {name: getattr(session, name) for name in FIELDS}

    def clean(self) -> dict[str, Any]:
        """Say it when more is kept than there is."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        kept = (values.get("kept_education") or 0) + (values.get("kept_care") or 0)
        capacity = values.get("capacity")
        if capacity is not None and kept > capacity:
            self.add_error(
                "capacity",
                f"U bewaart {kept} plaatsen, maar er zijn er {capacity}. "
                "Verhoog het aantal plaatsen of bewaar er minder.",
            )
        return values
