"""Vocabularies from files into the database."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from academie.taxonomy import selectors
from academie.taxonomy.loading import load_vocabulary
from academie.taxonomy.models import Cluster, Region, Role, Synonym
from academie.taxonomy.vocabulary_files import TERM_FILES, VocabularyFileError, read_terms

FOLDER = settings.BASE_DIR / "fixtures" / "vocabulary"
pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path):
    """A copy of the files that a test may spoil."""
    folder = tmp_path / "vocabulary"
    shutil.copytree(FOLDER, folder)
    return folder


@pytest.mark.parametrize("name", list(TERM_FILES))
def test_every_file_is_read(name):
    rows = read_terms(FOLDER, name)
    assert rows
    assert all(row.term.label for row in rows)


def test_all_terms_and_synonyms_arrive():
    counts = load_vocabulary(FOLDER)
    assert all(count.added and not count.updated and not count.kept for count in counts)
    assert set(Cluster.objects.values_list("slug", flat=True)) == {
        *(f"cluster-{number}" for number in (1, 2, 3, 4)),
        "cluster-x",
    }
    assert Synonym.objects.count() > 100
    assert "wijkteam" in Role.objects.values_list("slug", flat=True)


def test_regions_lie_in_each_other():
    load_vocabulary(FOLDER)
    district = Region.objects.get(slug="charlois")
    assert district.parent.slug == "rotterdam"
    assert Region.objects.filter(parent__kind=Region.Kind.DISTRICT).exists()
    assert Region.objects.filter(parent=Region.objects.get(slug="rotterdam")).count() == 14


def test_order_follows_the_file():
    load_vocabulary(FOLDER)
    slugs = [row.term.slug for row in read_terms(FOLDER, "levels.toml")]
    assert list(selectors.terms("niveau")) == slugs == ["school", "buurt", "gebied"]


def test_second_run_changes_nothing():
    load_vocabulary(FOLDER)
    before = list(Role.objects.values())
    counts = load_vocabulary(FOLDER)
    assert not any(count.added or count.updated for count in counts)
    assert list(Role.objects.values()) == before


def test_change_of_an_editor_survives():
    load_vocabulary(FOLDER)
    Role.objects.filter(slug="ib").update(label="Kwaliteitscoördinator")
    Synonym.objects.filter(term="speciaal onderwijs").update(words="SO")
    load_vocabulary(FOLDER)
    assert Role.objects.get(slug="ib").label == "Kwaliteitscoördinator"
    assert Synonym.objects.get(term="speciaal onderwijs").words == "SO"


def test_overwrite_sets_back_and_keeps_the_row():
    load_vocabulary(FOLDER)
    term = Role.objects.get(slug="ib")
    Role.objects.filter(pk=term.pk).update(label="Iets anders")
    counts = load_vocabulary(FOLDER, overwrite=True)
    assert Role.objects.get(slug="ib").label == term.label
    assert Role.objects.get(slug="ib").pk == term.pk
    assert not any(count.added or count.kept for count in counts)


def test_term_of_an_editor_stays():
    Role.objects.create(slug="conrector", label="Conrector")
    load_vocabulary(FOLDER, overwrite=True)
    assert Role.objects.filter(slug="conrector").exists()


def test_new_term_is_seen_at_once(django_capture_on_commit_callbacks):
    assert "cluster-1" not in selectors.terms("cluster")
    with django_capture_on_commit_callbacks(execute=True):
        load_vocabulary(FOLDER)
    assert selectors.terms("cluster")["cluster-1"].label


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("roles.toml", b"[[terms]\n", "roles.toml is niet te lezen"),
        ("roles.toml", b'[[terms]]\nslug="a"\nlabel="A"\nkleur="rood"\n', "begrip 1"),
        ("roles.toml", b'[[terms]]\nslug="a b"\nlabel="A"\n', "begrip 1"),
        ("roles.toml", b'[[terms]]\nslug="a"\nlabel="A"\n' * 2, "twee keer"),
        (
            "regions.toml",
            b'[[terms]]\nslug="a"\nlabel="A"\nkind="buurt"\nparent="b"\n',
            "zet 'b' boven 'a'",
        ),
        ("synonyms.toml", b'[[synonyms]]\nterm="a"\nwords=["b"]\n' * 2, "twee keer"),
    ],
)
def test_spoiled_file_loads_nothing(copy, name, content, says):
    (copy / name).write_bytes(content)
    with pytest.raises(VocabularyFileError, match=says):
        load_vocabulary(copy)
    assert not Cluster.objects.exists()


def test_absent_file_is_named(copy):
    (copy / "themes.toml").unlink()
    with pytest.raises(CommandError, match=r"Er is niets geladen. themes.toml ontbreekt"):
        call_command("load_vocabulary", folder=copy)


def test_a_load_takes_few_queries(django_assert_max_num_queries):
    # Two reads and a write a list, four layers of regions, and the transaction.
    with django_assert_max_num_queries(45):
        load_vocabulary(FOLDER)


def test_command_prints_counts_in_dutch(capsys):
    call_command("load_vocabulary")
    call_command("load_vocabulary")
    printed = capsys.readouterr().out
    assert "clusters: 5 nieuw, 0 teruggezet, 0 gebleven" in printed
    assert "clusters: 0 nieuw, 0 teruggezet, 5 gebleven" in printed
