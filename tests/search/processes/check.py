"""Prints, as JSON, how the indices differ from the database; exits 0 when they are equal."""

import json
import sys

import django


def main() -> int:
    """Compare every document in full, in every configured engine."""
    django.setup()
    from search.models import SearchOutbox
    from search.sync.outbox import configured_engines
    from search.sync.verify import verify
    from tests.search.support import Index, database_documents

    expected = database_documents()
    report: dict[str, object] = {"documents": len(expected)}
    wrong = SearchOutbox.objects.count()
    for name in configured_engines():
        index = Index(name)
        index.engine.refresh()
        found = index.documents()
        different = sorted(k for k in expected.keys() | found if expected.get(k) != found.get(k))
        differences = verify(name)
        report[name] = {
            "different": different,
            "versions": dict(index.engine.versions()),
            "audit": sorted(differences.keys),
        }
        wrong += len(different) + len(differences.keys)
    report["waiting"] = SearchOutbox.objects.count()
    print(json.dumps(report))  # noqa: T201 - the answer to the test
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
