"""How well the lexicon knows Dutch, measured on words that were judged by hand."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.analysis.lexicon import DATA, Lexicon, read_manifest
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import fold

GOLD = Path(__file__).with_name("gold")
MEGABYTE = 2**20


def _rows(name):
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


PAIRS = [(sign == "=", left, right) for sign, left, right in _rows("pairs.tsv")]
COMPOUNDS = [(w, p.split(), f.split()) for w, p, f in _rows("compounds.tsv") if p != "-"]
TRAPS = [word for word, parts, _ in _rows("compounds.tsv") if parts == "-"]
SAMPLE = [(word, [] if parts == "-" else parts.split()) for word, parts in _rows("sample.tsv")]


def _parts(word):
    lemma, parts = get_analyzer().forms(word)
    return [part for part in parts if part != lemma]


def _lemma(word):
    return get_analyzer().lemmas(word)[0]


def _same(left, right):
    """Parts are equal when they lead to the same lemma: 'faal' and 'falen'."""
    return fold(left) == fold(right) or _lemma(left) == _lemma(right)


def _met(part, others):
    return any(_same(part, other) for other in others)


def test_forms_of_one_word_meet():
    lemmas = get_analyzer().lemmas
    apart = [(a, b) for same, a, b in PAIRS if same and lemmas(a) != lemmas(b)]

    assert sum(same for same, _, _ in PAIRS) == 83
    assert len(apart) <= 3, apart


def test_different_words_stay_apart():
    lemmas = get_analyzer().lemmas
    merged = [(a, b) for same, a, b in PAIRS if not same and lemmas(a) == lemmas(b)]

    assert sum(not same for same, _, _ in PAIRS) == 39
    assert len(merged) <= 1, merged


def test_compounds_of_the_field_are_taken_apart():
    required = found = given = right = 0
    for word, parts, further in COMPOUNDS:
        predicted = _parts(word)
        required += len(parts)
        found += sum(_met(part, predicted) for part in parts)
        given += len(predicted)
        right += sum(_met(part, parts + further) for part in predicted)
    recall, precision = found / required, right / given

    assert len(COMPOUNDS) == 70
    assert 2 * recall * precision / (recall + precision) >= 0.96


def test_words_that_only_look_like_compounds_stay_whole():
    assert len(TRAPS) == 69
    assert [word for word in TRAPS if _parts(word)] == []


def test_a_random_sample_is_taken_apart_rightly():
    split = [(word, parts) for word, parts in SAMPLE if _parts(word)]
    wrong = [word for word, parts in split if not all(_met(part, parts) for part in _parts(word))]

    assert len(SAMPLE) == 300
    assert len(split) >= 250
    assert 1 - len(wrong) / len(split) >= 0.94, wrong


def test_a_random_sample_misses_few_compounds():
    compounds = [word for word, parts in SAMPLE if parts]
    missed = [word for word in compounds if not _parts(word)]

    assert len(missed) <= 0.04 * len(compounds), missed


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("thuiszittersaanpak", ("thuiszitter", "thuis", "zitter", "aanpak")),
        ("prikkelarme", ("prikkel", "arm")),
        ("rekenachterstanden", ("rekenen", "achterstand")),
        ("gezinsondersteuners", ("gezin", "ondersteuner")),
        ("overstapcoaches", ("overstap", "coach")),
        ("zorgcoordinatoren", ("zorg", "coordinator")),
        ("mentorlessen", ("mentor", "les")),
    ],
)
def test_words_of_no_dictionary_are_taken_apart(word, parts):
    assert Lexicon().find(word) is None
    assert get_analyzer().forms(word)[1] == parts
    assert get_analyzer().known(word)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("schriftelijke", "schriftelijk"),
        ("afgesproken", "afspreekt"),
        ("opgegeven", "opgeeft"),
        ("uitgelegd", "uitleggen"),
        ("verzuimde", "verzuim"),
        ("kindcentra", "kindcentrum"),
        ("schooltjes", "scholen"),
        ("zieken", "zieke"),
        ("jeugdverpleegkundigen", "jeugdverpleegkundige"),
        ("vapes", "vape"),
        ("blogjes", "blog"),
        ("podcasts", "podcast"),
        ("privéles", "privelessen"),
    ],
)
def test_more_forms_that_meet(left, right):
    assert _lemma(left) == _lemma(right)


@pytest.mark.parametrize(
    "word", ["po", "vo", "so", "ib", "tos", "zoc", "sbo", "mbo", "avg", "iber"]
)
def test_abbreviations_stay_themselves(word):
    assert get_analyzer().forms(word) == (word, (word,))


@pytest.mark.parametrize("word", ["zonder", "niet", "meer", *sorted(STOPWORDS)[:20]])
def test_words_of_grammar_are_no_verbs(word):
    lemma, parts = get_analyzer().forms(word)

    assert parts == (lemma,)
    assert len(lemma) <= len(word) + 2


@pytest.mark.parametrize("word", ["leerling", "Thuiszitters", "thuiszittersaanpak", "po-vo", "à"])
def test_known_words(word):
    assert get_analyzer().known(word)


@pytest.mark.parametrize("word", ["thuisziters", "leerlnig", "hoogbegaaft", "xqzt", "", "--"])
def test_unknown_words(word):
    assert not get_analyzer().known(word)


def test_a_word_and_its_spelling_without_accents_meet():
    for word in ("coördinator", "zorgcoördinatoren", "ideeën", "privé", "reünie", "conciërges"):
        assert get_analyzer().lemmas(word) == get_analyzer().lemmas(fold(word))


def test_the_files_are_small():
    assert sum(file.stat().st_size for file in DATA.glob("*.marisa")) <= 4 * MEGABYTE


_FRESH = """
import json, time
from marisa_trie import BytesTrie
from search.analysis.chain import Analyzer
def memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
def opened():
    began = time.process_time()
    Analyzer().forms("thuiszitters")
    return time.process_time() - began
before = memory()
took = min(opened() for _ in range(5))
analyzer = Analyzer()
for number in range(2000):
    analyzer.forms("thuiszitters" + "abcdefghij"[number % 10] * (number % 7))
print(json.dumps([took * 1000, (memory() - before) / 1024]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells this")
def test_the_lexicon_opens_fast_and_takes_little_memory():
    root = DATA.parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(
        [sys.executable, "-c", _FRESH], env=environment, capture_output=True, text=True, check=True
    )
    milliseconds, megabytes = json.loads(run.stdout)

    assert milliseconds <= 5
    assert megabytes <= 10


def test_the_version_follows_the_code_and_the_lexicon():
    assert read_manifest()["lexicon"][:12] in Analyzer.version
    assert Analyzer.version.startswith("lexicon-")


def test_other_terms_need_another_version():
    """Indices are made anew when the version changes, so it has to change with the terms."""
    words = [word for _, *pair in PAIRS for word in pair] + [word for word, *_ in COMPOUNDS]
    words += [word for word, _ in SAMPLE] + ["po-vo", "citotoetsen", "vapes", "privéles", "2e"]
    terms = [[token[3:] for token in Analyzer().analyse(word)] for word in words]
    digest = hashlib.sha256(json.dumps(terms).encode()).hexdigest()[:12]
    stored = (GOLD / "version.txt").read_text(encoding="utf-8").split()

    if digest != stored[1]:
        assert Analyzer.version != stored[0], "Raise CODE in chain.py: the terms have changed."
    assert stored == [Analyzer.version, digest], "Write this version in gold/version.txt."


def test_a_missing_file_is_an_error_not_an_empty_lexicon(tmp_path):
    with pytest.raises(OSError, match="marisa"):
        Lexicon(tmp_path)
