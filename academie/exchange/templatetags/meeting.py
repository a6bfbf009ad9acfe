"""What other pages show of the day itself and after."""

from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils import timezone

from academie.exchange import links
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import results, windows
from academie.exchange.meeting.results import Results
from academie.exchange.models import SignUp, TrainingEventPage

register = template.Library()


@register.simple_tag
def certificate_address(sign_up: SignUp) -> str:
    """Return where somebody gets her certificate; '' as long as there is none for her."""
    there = sign_up.present is True and sign_up.state == SignUpState.CONFIRMED
    if not there or sign_up.session.end > timezone.now():
        return ""
    return f"{reverse('exchange_my_certificate')}?t={quote(links.own_token(sign_up))}"


@register.simple_tag
def arrival_address(sign_up: SignUp) -> str:
    """Return where somebody says that she is there; '' when the door is not open for her."""
    expected = sign_up.state == SignUpState.CONFIRMED and sign_up.present is not True
    if not expected or not windows.door_is_open(sign_up.session, timezone.now()):
        return ""
    return f"{reverse('exchange_door')}?t={quote(links.own_token(sign_up))}"


@register.simple_tag
def results_of(page: TrainingEventPage) -> Results:
    """Return what participants of an event thought of it; nothing below five answers."""
    return results.event_results(page)
