"""Whether two texts are the same text, signs and spaces left aside."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_MARKS = re.compile(r"[\W_]+")
_SAME = 0.95


def letters(text: str) -> str:
    """A text without its punctuation and spaces."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=4096)
def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring letters of a text, each with how often it stands there."""
    bare = letters(text)
    return Counter(bare[n : n + 2] for n in range(max(len(bare) - 1, 1)))


def likeness(one: str, other: str) -> float:
    """From 0 to 1 (the same letters): twice the shared pairs over all pairs."""
    if letters(one) == letters(other):
        return 1.0
    a, b = pairs(one), pairs(other)
    small, large = (a, b) if len(a) < len(b) else (b, a)
    shared = sum(min(count, large[pair]) for pair, count in small.items() if pair in large)
    total = a.total() + b.total()
    return 2 * shared / total if total else 1.0


def contained(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter text stands in the longer."""
    a, b = pairs(one), pairs(other)
    small, large = (a, b) if a.total() < b.total() else (b, a)
    shared = sum(min(count, large[pair]) for pair, count in small.items() if pair in large)
    return shared / small.total() if small.total() else 0.0


def same_text(held: Mapping[str, str], given: Mapping[str, str]) -> bool:
    """Whether nearly every article of one stands in the other under its number with the same letters."""
    if not held or not given:
        return False
    same = sum(letters(held[n]) == letters(given[n]) for n in held.keys() & given.keys())
    return same / max(len(held), len(given)) >= _SAME
