"""Screens in the admin: reports, what is due, dead links, versions."""
