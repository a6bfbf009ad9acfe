"""The arithmetic of matching wishes; no database here. `academie.exchange.visits.matching` uses it.

Sets of wishes are whole numbers with one bit a wish: with 600 wishes that all fit each other there
are 90,000 pairs, and a set operation looks at all of somebody's in one step.
"""
