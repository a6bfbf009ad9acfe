"""Benchmarks: what a page costs, against floors and against Wagtail's own search (make bench)."""
