"""Says in Dutch why a card stands where it stands."""
