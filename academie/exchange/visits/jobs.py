"""The worker's share in visits: nothing depends on somebody calling to note who has been."""

import logging

from django.db.models import Exists, OuterRef
from django.utils import timezone

from academie.core.jobs import register_job
from academie.exchange.enums import VISITS, SignUpState
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.visits import following, proposals, services
from academie.exchange.visits.states import RULES, Step

logger = logging.getLogger(__name__)

MINUTE, DAY = 60.0, 24 * 3600.0
AT_ONCE = 200


def bring_up_to_date() -> bool:
    """Note who has been, and make what a page that changed its form still lacks."""
    been = SignUp.objects.filter(present=True, visit__state__in=RULES[Step.VISIT].sources)
    count = sum(services.visited(one) is not None for one in been[:AT_ONCE])
    coming = TrainingSession.objects.filter(page__kind__in=VISITS, end__gt=timezone.now())
    without = SignUp.objects.filter(
        session__in=coming,
        visit=None,
        state__in=[SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.CONFIRMED],
    ).select_related("session__page")
    count += sum(following.follow_sign_up(one) is not None for one in without[:AT_ONCE])
    public = coming.filter(page__live=True, capacity__gt=0).select_related("page")
    offered = following.offers().filter(session=OuterRef("pk"))
    for session in public.filter(~Exists(offered))[:AT_ONCE]:
        count += following.ensure_offer(session) is not None
    return bool(count)


def propose() -> bool:
    """Look who can visit whom."""
    count = proposals.propose()
    if count:
        logger.info("%d proposals came or went.", count)
    return bool(count)


def register() -> None:
    """Called once, when the app is ready."""
    register_job("bezoeken bijwerken", bring_up_to_date, every=MINUTE)
    register_job("bezoekwensen koppelen", propose, every=DAY)
