"""The worker's share in this part."""

from academie.core.jobs import register_job

MINUTE = 60.0


def send_reminders() -> bool:
    """Write the reminders that are due, and the lists for hosts; say whether there were any."""
    from academie.exchange.letters import host_day, reminders

    return reminders.send_due() + host_day.send_due() > 0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("herinneringen schrijven", send_reminders, every=MINUTE)
