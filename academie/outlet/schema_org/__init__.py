"""Items as data of schema.org: one node a page, by type."""
