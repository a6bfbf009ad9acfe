"""Looking at pages as a reader does."""

from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGE_BUDGET = 12
"""Most queries that a warm public page may take."""

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def few_queries(budget=PAGE_BUDGET):
    """Fail when more queries run than the budget, or when one of them writes."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    queries = [query["sql"] for query in captured]
    writes = [query for query in queries if query.lstrip().upper().startswith(WRITES)]
    assert not writes, writes
    assert len(queries) <= budget, "\n".join(queries)


def count_queries(client, url):
    """Return how many queries a warm page takes."""
    client.get(url)
    with few_queries() as captured:
        assert client.get(url).status_code == 200
    return len(captured)


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def words(response):
    """Return the words inside main, in reading order, with single spaces."""
    html = response.content.decode()
    parser = _Words()
    parser.feed(html[html.index("<main") : html.index("</main>")])
    return " ".join(unescape(" ".join(parser.parts)).split())
