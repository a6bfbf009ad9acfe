"""All saved searches, taken apart and kept in the worker's memory between two publications."""

from collections import defaultdict
from datetime import date

from academie.alerts.followed import from_query
from academie.alerts.models import SavedSearch
from search.analysis import get_analyzer
from search.analysis.synonyms import current_synonyms
from search.guidance.offers import current_filters
from search.percolate.many import Percolator
from search.percolate.one import Terms


class Standing:
    """The searches that stand now. The same search of many people is taken apart once."""

    def __init__(self) -> None:
        self._rules: tuple[object, ...] = ()
        self._percolator: Percolator[str] = Percolator()
        self._followers: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._followers.values()))

    def current(self) -> "Standing":
        """Take over what was saved or dropped since the last time; one query."""
        rules = (get_analyzer(), current_synonyms(), current_filters())
        if rules != self._rules:
            # Words may mean something else by now.
            self._rules, self._percolator = rules, Percolator()
        followers: defaultdict[str, list[int]] = defaultdict(list)
        for pk, query in SavedSearch.objects.values_list("pk", "query").order_by("pk"):
            followers[query].append(pk)
        for query in self._percolator.names() - followers.keys():
            self._percolator.discard(query)
        for query in followers:
            if query not in self._percolator:
                followed = from_query(query)
                self._percolator.add(query, followed.tree, followed.filters)
        self._followers = dict(followers)
        return self

    def matching(self, terms: Terms, today: date) -> list[int]:
        """Return the primary keys of the saved searches that a card answers."""
        return [
            pk
            for query in self._percolator.matching(terms, today)
            for pk in self._followers.get(query, ())
        ]


standing = Standing()
"""Of this process."""
