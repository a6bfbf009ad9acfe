"""System checks: forgetting something makes `manage.py check` fail."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import get_page_models

from academie.core.client_address import networks
from academie.core.enums import ContentType

OWN_APPS = ("academie.", "home")


def check_search_declared(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every own page type says how it is searched, or that it is not.

    The idea is ONSdigital/dis-wagtail's.
    """
    messages: list[CheckMessage] = []
    for model in get_page_models():
        if not model.__module__.startswith(OWN_APPS) or model._meta.abstract:
            continue
        declared = getattr(model, "search_type", None)
        excluded = getattr(model, "search_excluded", False)
        if bool(declared) == bool(excluded):
            messages.append(
                Error(
                    f"{model._meta.label} zegt niet hoe het gevonden wordt.",
                    hint="Zet search_type op een ContentType, of search_excluded = True.",
                    obj=model,
                    id="academie.E001",
                )
            )
        elif declared and declared not in ContentType.values:
            messages.append(
                Error(
                    f"{model._meta.label} heeft een onbekend search_type: {declared}.",
                    hint="Voeg de soort toe aan academie.core.enums.ContentType.",
                    obj=model,
                    id="academie.E002",
                )
            )
    return messages


def check_trusted_proxies(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every proxy that we believe is an address or a network."""
    try:
        networks(tuple(settings.TRUSTED_PROXIES))
    except ImproperlyConfigured as error:
        hint = "Noem adressen of netwerken, met komma's: 10.0.0.0/8,192.0.2.1"
        return [Error(str(error), hint=hint, id="academie.E003")]
    return []


def register() -> None:
    """Called once, when the app is ready."""
    register_check(check_search_declared)
    register_check(check_trusted_proxies)
