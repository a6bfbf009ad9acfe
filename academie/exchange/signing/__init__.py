"""Signing up from the page of an event."""
