"""The ways in which an item is not for everybody, each done as the site does it."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageViewRestriction

SECRET = "Geheimwoord"


def draft(page):
    page.unpublish()


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def below_a_restriction(page):
    restricted(page.get_parent())


def expired(page):
    page.valid_until = timezone.localdate() - timedelta(days=1)
    page.save_revision(clean=False).publish()


def deleted(page):
    page.delete()


WAYS = {way.__name__: way for way in (draft, restricted, below_a_restriction, expired, deleted)}
