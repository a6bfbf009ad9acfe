"""Whole addresses for a mail, which has no page that it stands on."""

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Site

_CACHE_KEY, _CACHE_SECONDS = "mail:address-of-the-site", 60


def absolute(path: str) -> str:
    """Return the address of a path on this site, as a reader outside can open it.

    The address of the default site, which the server keeps right; without one, BASE_URL. A run of
    mails asks for it thousands of times, so it is kept for a minute.
    """
    if not path.startswith("/"):
        return path
    base: str | None = cache.get(_CACHE_KEY)
    if base is None:
        site = Site.objects.filter(is_default_site=True).first()
        base = (site.root_url if site else settings.WAGTAILADMIN_BASE_URL).rstrip("/")
        cache.set(_CACHE_KEY, base, _CACHE_SECONDS)
    return base + path
