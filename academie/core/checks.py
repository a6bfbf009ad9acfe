"""System checks: forgetting something makes `manage.py check` fail."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_check
from wagtail.models import get_page_models

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


def register() -> None:
    """Called once, when the app is ready."""
    register_check(check_search_declared)
