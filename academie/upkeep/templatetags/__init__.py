"""What templates ask about upkeep."""
