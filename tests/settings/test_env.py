"""Reading the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from academie.settings import env
from academie.settings.secret import local_secret_key


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("ja", True), ("0", False), ("", False)]
)
def test_flag(monkeypatch, value, expected):
    monkeypatch.setenv("X_FLAG", value)
    assert env.flag("X_FLAG", not expected) is expected


def test_flag_that_is_neither_stops_the_start(monkeypatch):
    monkeypatch.setenv("X_FLAG", "misschien")
    with pytest.raises(ImproperlyConfigured, match="X_FLAG"):
        env.flag("X_FLAG")


def test_required_text_is_required(monkeypatch):
    monkeypatch.delenv("X_TEXT", raising=False)
    with pytest.raises(ImproperlyConfigured, match="X_TEXT"):
        env.text("X_TEXT")


def test_number_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("X_NUMBER", "veel")
    with pytest.raises(ImproperlyConfigured):
        env.number("X_NUMBER", 1)


def test_a_choice_is_one_of_the_words_and_the_first_by_itself(monkeypatch):
    monkeypatch.delenv("X_CHOICE", raising=False)
    assert env.choice("X_CHOICE", ("klein", "groot")) == "klein"
    monkeypatch.setenv("X_CHOICE", "groot")
    assert env.choice("X_CHOICE", ("klein", "groot")) == "groot"
    monkeypatch.setenv("X_CHOICE", "gorot")
    with pytest.raises(ImproperlyConfigured, match="klein of groot"):
        env.choice("X_CHOICE", ("klein", "groot"))


def test_a_folder_that_cannot_be_made_or_written_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR"):
        env.database("DATABASE_URL", tmp_path / "file" / "x.sqlite3")
    monkeypatch.setattr(env.os, "access", lambda folder, mode: False)
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR"):
        env.database("DATABASE_URL", tmp_path / "x.sqlite3")


def test_items_are_split_and_trimmed(monkeypatch):
    monkeypatch.setenv("X_ITEMS", "a.nl, b.nl ,")
    assert env.items("X_ITEMS") == ["a.nl", "b.nl"]


def test_sqlite_takes_its_write_lock_at_the_start(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = env.database("DATABASE_URL", tmp_path / "data" / "x.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert (tmp_path / "data").is_dir()


def test_postgres_address(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db:5433/oza?sslmode=require")
    config = env.database("DATABASE_URL", Path("unused"))
    assert (config["NAME"], config["USER"], config["PASSWORD"]) == ("oza", "me", "p@ss")
    assert (config["HOST"], config["PORT"]) == ("db", "5433")
    assert config["OPTIONS"] == {"sslmode": "require"}


def test_other_databases_are_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://x/y")
    with pytest.raises(ImproperlyConfigured):
        env.database("DATABASE_URL", Path("unused"))


def test_secret_key_is_made_once_and_only_the_owner_reads_it(tmp_path):
    file = tmp_path / "secret-key"
    key = local_secret_key(file)
    assert len(key) >= 50
    assert local_secret_key(file) == key
    assert file.stat().st_mode & 0o077 == 0
