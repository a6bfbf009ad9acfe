"""Wagtail's users app with our views; its own module, so that Django sees one config in apps.py."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Stands in the place of "wagtail.users"."""

    user_viewset = "academie.accounts.people.PersonViewSet"
