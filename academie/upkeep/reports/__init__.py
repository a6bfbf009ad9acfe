"""Readers who say that something is not right any more."""
