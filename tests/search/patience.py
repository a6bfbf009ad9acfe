"""Elasticsearch for tests that are not about the limit of what a reader would wait."""

from elasticsearch import Elasticsearch

from search.engines.elasticsearch import ElasticsearchEngine

SECONDS = 20.0


class PatientEngine(ElasticsearchEngine):
    """The engine without that limit: its servers share the machine with whatever else runs."""

    def _client(self, seconds: float) -> Elasticsearch:
        return super()._client(max(seconds, SECONDS))
