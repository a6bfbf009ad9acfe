"""Screens for organisers in the admin."""
