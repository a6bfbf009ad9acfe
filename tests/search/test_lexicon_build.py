"""The builder, on a dictionary of a few lines: flags, choices between lemmas, and its files."""

import pytest

from search.analysis.build.compile import read_exceptions, read_pieces
from search.analysis.build.hunspell import Dictionary, normal, split_flags
from search.analysis.build.make import make
from search.analysis.build.spelling import infinitives, singulars
from search.analysis.chain import Analyzer
from search.analysis.compounds import BEGIN, END, LOOSE_BEGIN, LOOSE_END, Piece, split
from search.analysis.lexicon import (
    FORMS,
    MANIFEST,
    PIECES,
    Found,
    Lexicon,
    decode_form,
    decode_piece,
    encode_form,
    encode_piece,
    read_manifest,
)

AFF = """# Date and version: 2020-12-24 15:42:49 9.8.7
SET UTF-8
FLAG long
PFX Pb Y 1
PFX Pb 0 aan .
SFX Za Y 1
SFX Za 0 s .			ts:NN2
SFX Zb Y 2
SFX Zb 0 en/CaCbCp [^eo]	ts:NN2
SFX Zb 0 en-/CaCbCp [^eo]	ts:NN2
SFX Zf Y 2
SFX Zf aag agen/CaCb aag
SFX Zf aal alen/CaCb aal
SFX Zj Y 1
SFX Zj 0 n/CaCbCp .
SFX Ch Y 1
SFX Ch 0 s/CaCbCxCp .
SFX Yb Y 1
SFX Yb 0 je .
SFX Vi Y 2
SFX Vi 0 d .
SFX Vi 0 de .
SFX V3 Y 1
SFX V3 0 t .
SFX Vp Y 1
SFX Vp 0 de .
SFX Vq Y 1
SFX Vq 0 te .
SFX Aa Y 1
SFX Aa 0 e .
"""

DIC = """25
vraag/CcCaZfV3Vp
vragen/Vi
behandeling/ZbCcCh
plan/CcCa
school/CaCcYb
verhaal/CcCaZf
lees/CaV3
leer/PbV3Vp
leren/PbVi
lezen/Vi
ziek/Aa
zieke/ZjCc
zonder
Amsterdam
foutwoord/Fw
leer-werkplek/Zb
drup/CaYb
pel/Cc
pellen/Vi
druppel/Za
coördinator/CcZa
kind/CcCa
kinderen
gesprek/CaCc
bĳlage/CaCc
lenen/CcVi
"""

FREQUENT = {"druppel": 4.5, "drup": 1.0, "pel": 2.0, "zonder": 5.8, "vraag": 5.0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hunspell")
    (folder / "nl.aff").write_text(AFF, encoding="utf-8")
    (folder / "nl.dic").write_text(DIC, encoding="utf-8")
    return folder


def _make(folder, out):
    opinions = {"kinderen": "kind"}
    return make(folder, out, lambda w: FREQUENT.get(w, 3.0), lambda w: opinions.get(w, w))


@pytest.fixture(scope="module")
def built(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("lexicon")
    _make(folder, out)
    return out


@pytest.fixture(scope="module")
def forms(built):
    return Analyzer(lexicon=Lexicon(built)).forms


def test_flags_are_two_letters_each():
    assert split_flags("CaCbZf") == {"Ca", "Cb", "Zf"}
    assert split_flags("") == frozenset()


def test_spelling_is_made_alike():
    assert normal("bĳlage") == "bijlage"
    assert normal("foto’s") == "foto's"


def test_forbidden_words_and_phrases_with_hyphens_are_left_out(folder):
    words = {entry.word for entry in Dictionary(folder / "nl.aff", folder / "nl.dic").entries}

    assert "foutwoord" not in words
    assert not any("-" in word for word in words)
    assert {"leer", "aanleer", "aanleren", "bijlage"} <= words


def test_a_dictionary_with_other_flags_is_refused(tmp_path):
    (tmp_path / "index.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "index.dic").write_text("0\n", encoding="utf-8")

    with pytest.raises(ValueError, match="two letters"):
        _make(tmp_path, tmp_path / "out")


def test_a_folder_without_a_dictionary_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nl\.aff"):
        _make(tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("verhalen", "verhaal"),
        ("schooltje", "school"),
        ("vragen", "vraag"),
        ("vraagt", "vraag"),
        ("leest", "lezen"),
        ("leert", "leren"),
        ("aanleert", "aanleren"),
        ("leerde", "leren"),
        ("zieken", "ziek"),
        ("zieke", "ziek"),
        ("zonder", "zonder"),
        ("kinderen", "kind"),
        ("behandelingen", "behandeling"),
    ],
)
def test_lemmas(forms, word, lemma):
    assert forms(word)[0] == lemma


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("behandelingsplan", ("behandeling", "plan")),
        ("schoolverhalen", ("school", "verhaal")),
        ("vragenplan", ("vraag", "plan")),
        ("leesplan", ("lezen", "plan")),
        ("kindgesprek", ("kind", "gesprek")),
        ("planplanplan", ("planplanplan",)),
        ("druppels", ("druppel",)),
        ("amsterdam", ("amsterdam",)),
    ],
)
def test_compounds(forms, word, parts):
    assert forms(word)[1] == parts


def test_a_word_is_found_without_its_accents(built):
    lexicon = Lexicon(built)

    assert lexicon.find("coördinator") == Found("coördinator", whole=False)
    assert lexicon.find("coordinators") == Found("coordinator", whole=False)


def test_the_same_input_gives_the_same_bytes(folder, built, tmp_path):
    _make(folder, tmp_path)

    for name in (FORMS, PIECES, MANIFEST):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_a_lexicon_in_use_survives_a_new_one(folder, tmp_path):
    _make(folder, tmp_path)
    lexicon, before = Lexicon(tmp_path), (tmp_path / FORMS).stat().st_ino
    _make(folder, tmp_path)

    assert (tmp_path / FORMS).stat().st_ino != before
    assert lexicon.find("verhalen") == Found("verhaal", whole=False)
    assert sorted(file.name for file in tmp_path.iterdir()) == [FORMS, MANIFEST, PIECES]


def test_the_manifest_says_what_it_was_made_from(built):
    manifest = read_manifest(built)

    assert manifest["source"]["name"] == "OpenTaal"
    assert manifest["source"]["version"] == "9.8.7"
    assert len(manifest["lexicon"]) == len(manifest["source"]["dic"]) == 64


def test_another_dictionary_gives_another_hash(folder, built, tmp_path):
    (tmp_path / "nl.aff").write_text(AFF, encoding="utf-8")
    (tmp_path / "nl.dic").write_text(DIC + "nieuwwoord/Za\n", encoding="utf-8")
    manifest = _make(tmp_path, tmp_path / "out")

    assert manifest["lexicon"] != read_manifest(built)["lexicon"]


@pytest.mark.parametrize(
    "found",
    [
        Found("leerling", whole=False),
        Found("kind", whole=True),
        Found("", whole=False),
        Found("leerplichtambtenaar", whole=False, parts=("leerplicht", "ambtenaar")),
        Found("één", whole=True),
    ],
)
def test_values_of_forms_can_be_read_again(found):
    for form in ("leerlingen", "kinderen", "leerplichtambtenaren", "x"):
        assert decode_form(form, encode_form(form, found)) == found


def test_values_of_pieces_can_be_read_again():
    piece = Piece("behandelings", BEGIN | LOOSE_END, "behandeling")

    assert decode_piece(piece.text, encode_piece(piece)) == piece


def _table(*pieces):
    return lambda text: [piece for piece in pieces if text.startswith(piece.text)]


def test_few_pieces_win():
    pieces = [
        Piece("leer", BEGIN, "leer"),
        Piece("plicht", BEGIN | END, "plicht"),
        Piece("leerplicht", BEGIN, "leerplicht"),
        Piece("brief", END, "brief"),
    ]

    assert [p.text for p in split("leerplichtbrief", _table(*pieces))] == ["leerplicht", "brief"]


def test_sure_places_win_from_loose_ones_and_can_be_all_that_counts():
    loose = [Piece("thuis", LOOSE_BEGIN, "thuis"), Piece("zitters", LOOSE_END, "zitter")]

    assert split("thuiszitters", _table(*loose))
    assert split("thuiszitters", _table(*loose), loose=False) == ()


def test_a_piece_cannot_follow_itself_and_must_be_allowed_at_the_end():
    piece = Piece("plan", BEGIN | END, "plan")

    assert split("planplan", _table(piece)) == ()
    assert split("planleer", _table(piece, Piece("leer", BEGIN, "leer"))) == ()


@pytest.mark.parametrize(
    ("stem", "infinitive"),
    [
        ("lees", "lezen"),
        ("spreek", "spreken"),
        ("stop", "stoppen"),
        ("begeleid", "begeleiden"),
        ("schrijf", "schrijven"),
        ("les", "lessen"),
        ("reken", "rekenen"),
        ("ga", "gan"),
    ],
)
def test_infinitives_by_spelling(stem, infinitive):
    assert infinitive in infinitives(stem)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("coaches", "coach"), ("gesprekken", "gesprek"), ("verhalen", "verhaal"), ("teams", "team")],
)
def test_singulars_by_spelling(plural, singular):
    assert singular in singulars(plural)


def test_the_lists_of_exceptions_are_read():
    lines = ["# note", "", "leden\tlid\t-", "leerkracht\t\t-", "ab\t\ta b"]
    exceptions = read_exceptions(lines)

    assert exceptions["leden"] == ("lid", (), True)
    assert exceptions["leerkracht"] == ("", (), True)
    assert exceptions["ab"] == ("", ("a", "b"), False)
    assert read_pieces(["dag\tbe\tdag"]) == {"dag": (LOOSE_BEGIN | LOOSE_END, "dag")}
