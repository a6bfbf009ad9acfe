"""What a reader fills in who says that something is not right any more."""

from django import forms

from academie.core.pupil_data import pupil_data
from academie.mail.checks import clean_address
from academie.mail.forms import WRONG_ADDRESS, AddressForm
from academie.upkeep.models import Report
from academie.upkeep.models.reports import MAX_REMARK
from search.documents import clean_text

CHOOSE = "Kies wat er is."
TELL = "Schrijf op wat er niet klopt. Dan kunnen wij het vinden."
TOO_LONG = f"Maak uw tekst korter: hoogstens {MAX_REMARK} tekens."

_SELF_EVIDENT = (Report.What.OLD, Report.What.LINK)


class ReportForm(AddressForm):
    """What it is, a remark, and an address only if the reader wants an answer."""

    what = forms.CharField(required=False, max_length=40)
    remark = forms.CharField(required=False, strip=True)
    field_order = ("what", "remark", "email", "website")

    def clean_what(self) -> str:
        """Return one of the five."""
        given = str(self.cleaned_data["what"])
        if given not in Report.What.values:
            raise forms.ValidationError(CHOOSE)
        return given

    def clean_remark(self) -> str:
        """Return plain text without data of a pupil; needed where the choice alone says nothing."""
        given = "\n".join(
            clean_text(line) for line in str(self.cleaned_data["remark"]).splitlines()
        ).strip()
        if not given and self.cleaned_data.get("what") not in (None, *_SELF_EVIDENT):
            raise forms.ValidationError(TELL)
        if len(given) > MAX_REMARK:
            raise forms.ValidationError(TOO_LONG)
        for trace in pupil_data(given):
            raise forms.ValidationError(trace.sentence)
        return given

    def clean_email(self) -> str:
        """Return the address in lower case, or '' for who wants no answer."""
        given = str(self.cleaned_data["email"]).strip()
        if not given:
            return ""
        try:
            return clean_address(given)
        except ValueError:
            raise forms.ValidationError(WRONG_ADDRESS) from None

    def order(self) -> tuple[str, ...]:
        """Return the fields in the order of the page."""
        return ("what", "remark", "email")

    @property
    def what_error(self) -> str:
        """What is wrong with the choice, or ''."""
        return dict(self.problems).get("what", "")

    @property
    def remark_error(self) -> str:
        """What is wrong with the remark, or ''."""
        return dict(self.problems).get("remark", "")

    @property
    def remark_value(self) -> str:
        """What was typed, to show it again."""
        return str(self.data.get("remark", ""))[: 2 * MAX_REMARK]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, words and whether it was chosen."""
        given = self.data.get("what")
        return [(value, label, value == given) for value, label in Report.What.choices]
