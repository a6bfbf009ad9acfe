"""manage.py serve: what it says before it starts."""

import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from academie.accounts.demo import DEMO_PASSWORD, ensure_demo_accounts
from academie.core.serving import Supervisor
from home.overview import overview
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "http://127.0.0.1:8000"


def text():
    return "\n".join(overview(ADDRESS))


@pytest.fixture
def port():
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_counts_of_published_items(site):
    factories.make_toolkit(site)
    factories.make_toolkit(site, title="Tweede")
    factories.make_toolkit(site, title="Concept", publish=False)
    factories.make_nieuws(site)
    assert "2 toolkits" in text()
    assert "1 voortgangsbericht" in text()


def test_empty_site_says_so():
    assert "nog niets gepubliceerd" in text()


def test_address_admin_data_and_engine(settings):
    shown = text()
    assert f"{ADDRESS}/\n" in shown
    assert f"{ADDRESS}/beheer/" in shown
    assert str(settings.DATA_DIR) in shown
    assert "ingebouwd" in shown


def test_elasticsearch_is_named(settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9250"
    assert "Elasticsearch op http://127.0.0.1:9250" in text()


def test_logins_only_in_the_demo(settings):
    settings.DEMO = True
    ensure_demo_accounts()
    assert "demo-redacteur" in text()
    assert DEMO_PASSWORD in text()
    settings.DEMO = settings.DEBUG = False
    assert "demo-redacteur" not in text()
    assert DEMO_PASSWORD not in text()


def test_it_prints_and_then_serves(port, monkeypatch, capsys):
    monkeypatch.setattr(Supervisor, "run", lambda self: 0)
    call_command("serve", port=port)
    printed = capsys.readouterr().out
    assert f"http://127.0.0.1:{port}/" in printed
    assert printed.endswith("De site is gestopt.\n")


def test_code_of_the_server_is_the_code_of_the_command(port, monkeypatch):
    monkeypatch.setattr(Supervisor, "run", lambda self: 3)
    with pytest.raises(CommandError, match="code 3") as error:
        call_command("serve", port=port)
    assert error.value.returncode == 3


def test_taken_port_is_told_before_anything_starts(monkeypatch):
    monkeypatch.setattr(Supervisor, "run", lambda self: pytest.fail("started"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT={taken + 1}"):
            call_command("serve", port=taken)


def test_without_a_site_it_says_what_to_do_first(port, monkeypatch):
    monkeypatch.setattr(Supervisor, "run", lambda self: pytest.fail("started"))
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="make setup"):
        call_command("serve", port=port)
