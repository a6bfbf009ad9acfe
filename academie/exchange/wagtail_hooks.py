"""What the exchange adds to the admin; each part registers its own."""

from academie.exchange.meeting import hooks as meeting_hooks
from academie.exchange.organising import hooks as organising_hooks
from academie.exchange.visits import hooks as visits_hooks

__all__ = ["meeting_hooks", "organising_hooks", "visits_hooks"]
