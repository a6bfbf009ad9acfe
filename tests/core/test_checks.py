from academie.core.checks import check_search_declared, check_trusted_proxies
from academie.library.models import Toolkit


def test_every_page_type_says_how_it_is_found():
    assert check_search_declared() == []


def test_forgetting_it_is_an_error(monkeypatch):
    monkeypatch.setattr(Toolkit, "search_type", None)
    assert [message.id for message in check_search_declared()] == ["academie.E001"]


def test_both_is_an_error_too(monkeypatch):
    monkeypatch.setattr(Toolkit, "search_excluded", True)
    assert [message.id for message in check_search_declared()] == ["academie.E001"]


def test_an_unknown_type_is_an_error(monkeypatch):
    monkeypatch.setattr(Toolkit, "search_type", "kaartje")
    assert [message.id for message in check_search_declared()] == ["academie.E002"]


def test_every_trusted_proxy_is_an_address_or_a_network(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]
    assert check_trusted_proxies() == []

    settings.TRUSTED_PROXIES = ["nginx"]
    assert [message.id for message in check_trusted_proxies()] == ["academie.E003"]
