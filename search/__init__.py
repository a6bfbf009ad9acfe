"""Search: finds the right card by the reader's own words, on two engines with one order.

The package knows no page model. What may be found comes in through `search.sources`.
"""
