"""Visits between the two worlds, and wishes to visit each other."""


def listen() -> None:
    """Called once, when the app is ready: visits follow what happens to sign-ups and pages."""
    from academie.exchange.visits import listening

    listening.connect()
