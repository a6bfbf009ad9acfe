"""What mail adds to the admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academie.mail.admin_views import MailMenuItem, mail_report, retry


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    """Return the addresses of the report 'Uitgaande mail'."""
    return [
        path("reports/mail/", mail_report, name="mail_report"),
        path("reports/mail/opnieuw/", retry, name="mail_retry"),
    ]


@hooks.register("register_reports_menu_item")
def mail_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return MailMenuItem(
        "Uitgaande mail", reverse("mail_report"), name="mail", icon_name="mail", order=610
    )
