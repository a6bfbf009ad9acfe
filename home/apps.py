"""App configuration of the front door."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home page, plain pages and the landing pages per cluster, level and role."""

    name = "home"
    verbose_name = "Voordeur"

    def ready(self) -> None:
        """Keep the frame of every page fresh."""
        from home import chrome

        chrome.connect()
