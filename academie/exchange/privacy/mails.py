"""Which mails are about a person: found by number, because the rows hold no address for long."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from academie.exchange.models import Reminder, SignUp, SignUpChange, Wish
from academie.mail.models import OutgoingMail

OURS = ("aanmelding-", "herinnering", "organisator-bericht", "bezoekwens")
"""How the kinds of all mails to people begin. Mail to a host holds no names."""

_MESSAGE, _REMINDER = "organisator-bericht", "herinnering"


def mails_of(sign_ups: Iterable[SignUp]) -> QuerySet[OutgoingMail]:
    """Return the mails about these sign-ups.

    Their keys begin with the number of a change, with the public number of the sign-up, or with the
    number of a reminder; the key of what an organiser wrote ends with the number of the sign-up.
    """
    found = list(sign_ups)
    changes = SignUpChange.objects.filter(sign_up__in=found).values_list("pk", flat=True)
    reminders = Reminder.objects.filter(sign_up__in=found).values_list("pk", flat=True)
    condition = _about(changes) | Q(kind__startswith=_REMINDER) & _begins(reminders)
    for sign_up in found:
        condition |= Q(key__startswith=sign_up.public.hex)
        condition |= Q(kind__startswith=_MESSAGE, key__endswith=f"-{sign_up.pk}")
    return OutgoingMail.objects.filter(condition)


def mails_of_change(change_pk: int) -> QuerySet[OutgoingMail]:
    """Return the mails that one change brought about."""
    return OutgoingMail.objects.filter(_about([change_pk]))


def mails_of_wish(wish: Wish) -> QuerySet[OutgoingMail]:
    """Return the mails about a wish: its own, and those that tell others how to reach her."""
    named = mails_that_name(wish.email, wish.email_key)
    return named | OutgoingMail.objects.filter(
        Q(key__startswith=wish.public.hex) | Q(key__endswith=f":{wish.pk}"),
        kind__startswith="bezoekwens",
    )


def mails_to(*addresses: str) -> QuerySet[OutgoingMail]:
    """Return the mails of the exchange to these addresses."""
    return OutgoingMail.objects.filter(_ours(), to__in=[one.lower() for one in addresses])


def mails_that_name(*addresses: str) -> QuerySet[OutgoingMail]:
    """Return the mails of the exchange in which these addresses are told to somebody else.

    Few mails still have a text: those that wait, and those that could not be delivered.
    """
    named = Q(pk__in=[])
    for address in addresses:
        named |= Q(text__icontains=address) | Q(html__icontains=address)
    told = OutgoingMail.objects.exclude(to__in=[one.lower() for one in addresses])
    return told.exclude(text="").filter(_ours(), named)


def _ours() -> Q:
    kinds = Q(pk__in=[])
    for beginning in OURS:
        kinds |= Q(kind__startswith=beginning)
    return kinds


def _about(changes: Iterable[int]) -> Q:
    return Q(kind__startswith="aanmelding-") & _begins(changes)


def _begins(numbers: Iterable[int]) -> Q:
    keys = Q(pk__in=[])
    for number in numbers:
        keys |= Q(key=str(number)) | Q(key__startswith=f"{number}:")
    return keys
