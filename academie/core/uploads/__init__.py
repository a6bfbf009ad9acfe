"""Rules for every file that somebody uploads: what may come in, and what is taken off first.

``images`` and ``documents`` hold the rules, ``fields`` makes them hold for every path to storage,
``forms`` shows their sentences in the admin.
"""
