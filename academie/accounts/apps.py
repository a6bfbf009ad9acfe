"""App configuration of people."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of people who write, check and manage; readers need none."""

    name = "academie.accounts"
    verbose_name = "Mensen"
