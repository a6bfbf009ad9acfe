"""Helps who does not find it at once: other words, better spelling, filters, ways on."""
