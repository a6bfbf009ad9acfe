"""The text inside attached files, so that the search finds it (docs/document-text.md).

``readers``, ``outcome``, ``pieces``, ``archive``, ``child`` and ``extract`` run in a process of
their own and know nothing of Django's settings or the database. The other modules run in the site:
``runner`` starts that process, ``keeping`` stores what it says, ``attached`` tells which page has
which file, and ``access`` which file every visitor may download.
"""
