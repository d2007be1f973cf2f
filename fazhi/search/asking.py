"""What somebody typed, read kindly: traditional characters, slips of the keyboard, words of everyday speech.

A slip is only suspected where two neighbouring characters stand nowhere in the law. Then the words of the law
are looked at that sound the same or differ in one character. What was typed stays in the question; what was meant is
added to it, and the answer says so. A word of everyday speech brings the law's words for it along, at less weight.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from fazhi.search.words import MOST_CHARACTERS, fold, words

_DATA = Path(__file__).parent / "data"
_SHORTEST, _LONGEST = 3, 8
_MOST_SLIPS = 3
_ANY = "?"
# A number that the law does not hold is no slip.
_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百千]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched for: `text` with what was probably meant added; `slips` are (typed, meant).

    `everyday` are words typed with the law's words for them.
    """

    text: str
    was_cut: bool = False
    slips: tuple[tuple[str, str], ...] = ()
    everyday: tuple[tuple[str, str], ...] = ()


def read(typed: str, frequency: Callable[[str], int]) -> Asked:
    """The question in simplified characters, with probable slips put right; `frequency` tells how often a pair stands.

    Of more than 2,000 characters the beginning is read.
    """
    text = typed[:MOST_CHARACTERS].translate(_simplified())
    slips = tuple(_slips(fold(text), frequency))
    whole = " ".join([text, *(meant for _, meant in slips)])
    return Asked(whole, len(typed) > MOST_CHARACTERS, slips, tuple(_legal_words(whole)))


def _legal_words(text: str) -> list[tuple[str, str]]:
    table = _everyday()
    typed = dict.fromkeys(words(fold(text)))
    return [(word, meant) for word in typed for meant in table.get(word, ()) if meant not in typed]


def _slips(text: str, frequency: Callable[[str], int]) -> list[tuple[str, str]]:
    # Where a pair begins that the law does not hold anywhere.
    strange = [at for at, pair in enumerate(_pairs(text)) if pair and not frequency(pair)]
    found: list[tuple[str, str]] = []
    done = 0
    for place in strange:
        if place < done or len(found) == _MOST_SLIPS:
            continue
        for length, start in _stretches(place, len(text)):
            part = text[start : start + length]
            if part.isalnum() and not _NUMBER.search(part) and (meant := _meant(part)):
                found.append((part, meant))
                done = start + length
                break
    return found


def _pairs(text: str) -> list[str]:
    """The pair that begins at each place, empty where one of its two signs is not a Chinese character."""
    return [
        first + second if "一" <= first <= "鿿" and "一" <= second <= "鿿" else ""
        for first, second in pairwise(text)
    ]


def _stretches(place: int, end: int) -> Iterator[tuple[int, int]]:
    """Lengths and beginnings of the stretches around the pair at `place`, longest first."""
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        for start in range(max(0, place + 2 - length), min(place, end - length) + 1):
            yield length, start


def _meant(part: str) -> str:
    """The word of the lexicon that sounds the same or differs in one character; empty when there is none or several."""
    words, sounds, near = _lexicon()
    if part in words or part[1:] in words or part[:-1] in words:
        return ""
    alike = sounds.get(_sound(part)) or {word for shape in _shapes(part) for word in near.get(shape, ())}
    return next(iter(alike)) if len(alike) == 1 else ""


@lru_cache(maxsize=1)
def _lexicon() -> tuple[frozenset[str], dict[str, set[str]], dict[str, set[str]]]:
    """The words, by how they sound and by what they are with one character left open."""
    words = [
        word
        for word in (_DATA / "vocabulary.txt").read_text(encoding="utf-8").split()
        if len(word) <= _LONGEST
    ]
    sounds: dict[str, set[str]] = {}
    near: dict[str, set[str]] = {}
    for word in words:
        sounds.setdefault(_sound(word), set()).add(word)
        if len(word) > _SHORTEST:
            for shape in _shapes(word):
                near.setdefault(shape, set()).add(word)
    return frozenset(words), sounds, near


def _shapes(word: str) -> list[str]:
    return [f"{word[:at]}{_ANY}{word[at + 1 :]}" for at in range(len(word))]


def _sound(word: str) -> str:
    readings = _readings()
    return " ".join(readings.get(sign, sign) for sign in word)


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    lines = (_DATA / "pinyin.txt").read_text(encoding="utf-8").splitlines()
    return {sign: reading for reading, signs in (line.split(" ") for line in lines) for sign in signs}


@lru_cache(maxsize=1)
def _everyday() -> dict[str, tuple[str, ...]]:
    lines = (_DATA / "everyday.txt").read_text(encoding="utf-8").splitlines()
    return {word: tuple(meant) for word, *meant in (line.split(" ") for line in lines)}


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    pairs = (_DATA / "traditional.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}
