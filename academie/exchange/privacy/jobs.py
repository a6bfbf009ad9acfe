"""The worker's share in this part."""

from academie.core.jobs import register_job
from academie.exchange.privacy import nightly, storage
from academie.mail import retention

HOUR, DAY = 3600.0, 24 * 3600.0


def tidy() -> bool:
    """Delete what is past its date, and take it and what people had erased today off the disk."""
    found = nightly.tidy()
    # Emptied rows of mails say that somebody went since the file was last written anew.
    if retention.forgotten().exists() and storage.write_anew():
        retention.forgotten().delete()
    storage.empty_log()
    return found


def tidy_up_after_pages() -> bool:
    """Do what a page does not wait for, after somebody had herself erased."""
    retention.empty_forgotten()
    storage.empty_log()
    return False


def register() -> None:
    """Called once, when the app is ready."""
    register_job("bewaartermijnen", tidy, every=DAY)
    register_job("gewiste gegevens opruimen", tidy_up_after_pages, every=HOUR)
