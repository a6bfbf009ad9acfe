"""Fixtures of the library's tests."""

import json

import pytest
from django.core.management import call_command


@pytest.fixture
def bring(site, tmp_path, capsys):
    """Import these records (dicts, or raw lines) and return what was printed."""

    def run_command(*records, **options):
        file = tmp_path / "bestand.jsonl"
        lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
        file.write_text("\n".join(lines))
        capsys.readouterr()
        call_command("content_import", file, **options)
        return capsys.readouterr().out

    return run_command
