"""What text is made of when it is searched: words, and pairs of neighbouring characters.

Both sides, the index and the question, go through the same functions, or they would not meet. `VERSION` is part of
every index: change it when any of these functions or the lexicon changes, and indexes are made anew.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from fazhi.kernel.numerals import to_chinese
from fazhi.search.index import Collection

VERSION = 1
# Of a longer question only the beginning is read; what people ask fits into a tenth of this.
MOST_CHARACTERS = 2000
# No word is longer; what is, such as a key or a picture in text form, is known by its beginning.
LONGEST = 64

_DATA = Path(__file__).parent / "data"
LEXICON = _DATA / "lexicon.txt"
_LEXICON_FREQUENCY = 3000

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS = re.compile(r"(?<![\d.])\d{1,5}(?![\d.]|年(?!以|内|期|限))")
_BREAK = re.compile(r"[^\w]+|_+")
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
# Words that carry no matter of their own: particles, pronouns, and how people open and close a question.
STOP_WORDS = frozenset((_DATA / "stopwords.txt").read_text(encoding="utf-8").split())


def fold(text: str) -> str:
    """The text with full-width signs narrow, letters small, and short numbers in Chinese numerals (15日 as 十五日)."""
    text = _INVISIBLE.sub(" ", text).translate(_WIDE).lower()
    return _DIGITS.sub(lambda found: to_chinese(int(found[0])), text)


def words(text: str) -> list[str]:
    """The words of a folded text in order, long ones also in their parts; stop words and punctuation left out."""
    return [
        word[:LONGEST]
        for word in _segmenter().cut_for_search(text)
        if word not in STOP_WORDS and not _BREAK.fullmatch(word)
    ]


def grams(text: str) -> list[str]:
    """The pairs of neighbouring characters of a folded text; a character that stands alone counts by itself."""
    found: list[str] = []
    for run in _BREAK.split(text):
        if len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def shape_of(collection: Collection) -> str:
    """What an index of the collection depends on besides its entries: an index of another shape is made anew."""
    lexicon = LEXICON.read_bytes() if LEXICON.is_file() else b""
    return hashlib.sha256(f"{VERSION} {collection!r}".encode() + lexicon).hexdigest()[:16]


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    """The segmenter with the legal lexicon; loaded when first asked for, which takes a sixth of a second."""
    import rjieba

    if LEXICON.is_file():
        for word in LEXICON.read_text(encoding="utf-8").split():
            rjieba.add_word(word, _LEXICON_FREQUENCY, "n")
    return rjieba
