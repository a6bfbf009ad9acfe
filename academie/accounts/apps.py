"""App configuration of people."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of people who write, check and manage; readers need none."""

    name = "academie.accounts"
    verbose_name = "Mensen"

    def ready(self) -> None:
        """Give the worker its job, and listen to what changes about somebody."""
        from academie.accounts import jobs, security_mail, signals  # noqa: F401 - they listen

        jobs.register()
