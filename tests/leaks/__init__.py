"""No leak: channels x states, objects x roles, and what caches may keep."""
