"""What somebody typed, read kindly: traditional characters, and slips of the keyboard.

A slip is only suspected where two neighbouring characters stand nowhere in the law. Then the words of the legal
lexicon are looked at that sound the same or differ in one character. What was typed stays in the question; what was
meant is added to it, and the answer says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fazhi.search.words import LEXICON, MOST_CHARACTERS, fold, grams

_DATA = Path(__file__).parent / "data"
_SHORTEST, _LONGEST = 3, 8
_MOST_SLIPS = 3
_ANY = "?"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched for: `text` with what was probably meant added; `slips` are (typed, meant)."""

    text: str
    was_cut: bool = False
    slips: tuple[tuple[str, str], ...] = ()


def read(typed: str, frequency: Callable[[str], int]) -> Asked:
    """The question in simplified characters, with probable slips put right; `frequency` tells how often a pair stands.

    Of more than 2,000 characters the beginning is read.
    """
    text = typed[:MOST_CHARACTERS].translate(_simplified())
    slips = tuple(_slips(fold(text), frequency))
    return Asked(" ".join([text, *(meant for _, meant in slips)]), len(typed) > MOST_CHARACTERS, slips)


def _slips(text: str, frequency: Callable[[str], int]) -> list[tuple[str, str]]:
    strange = {pair for pair in grams(text) if len(pair) == 2 and not pair.isascii() and not frequency(pair)}
    found: list[tuple[str, str]] = []
    at = 0
    while strange and at < len(text) and len(found) < _MOST_SLIPS:
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            part = text[at : at + length]
            if len(part) == length and any(pair in part for pair in strange) and (meant := _meant(part)):
                found.append((part, meant))
                at += length - 1
                break
        at += 1
    return found


def _meant(part: str) -> str:
    """The word of the lexicon that sounds the same or differs in one character; empty when there is none or several."""
    words, sounds, near = _lexicon()
    if part in words:
        return ""
    alike = sounds.get(_sound(part)) or {word for shape in _shapes(part) for word in near.get(shape, ())}
    return next(iter(alike)) if len(alike) == 1 else ""


@lru_cache(maxsize=1)
def _lexicon() -> tuple[frozenset[str], dict[str, set[str]], dict[str, set[str]]]:
    """The words, by how they sound and by what they are with one character left open."""
    words = [word for word in LEXICON.read_text(encoding="utf-8").split() if len(word) <= _LONGEST]
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
def _simplified() -> dict[int, str]:
    pairs = (_DATA / "traditional.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}
