"""The words in which two texts differ, in order, for showing them side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Comparing sign by sign takes time by the product of the lengths; longer texts are first compared by clauses.
_SIGN_BY_SIGN = 700
_CLAUSE = re.compile(r"[^，。；：、\n]*[，。；：、\n]?")
# A single shared sign between two changes reads worse than one longer change.
_ISLAND = 1


_SPACE = re.compile(r"[ \t\u3000]+")
_WIDTH = str.maketrans("“”‘’(),;:", "\"\"''（），；：")


def plain(text: str) -> str:
    """The text without what is only typesetting: spaces, and whether marks are full width."""
    return _SPACE.sub("", text).translate(_WIDTH)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of both texts: equal, or different (`old` or `new` may be empty)."""

    is_same: bool
    old: str
    new: str


def marked(old: str, new: str) -> list[Stretch]:
    """Both texts as stretches that are the same or differ; joined they give the texts again."""
    if plain(old) == plain(new):
        return [Stretch(True, old, new)] if old or new else []
    made: list[Stretch] = []
    for stretch in _compare(old, new):
        if not stretch.is_same and made and not made[-1].is_same:
            made[-1] = Stretch(False, made[-1].old + stretch.old, made[-1].new + stretch.new)
        elif stretch.old or stretch.new:
            # Half-width and full-width marks are typesetting, not wording.
            same = stretch.is_same or plain(stretch.old) == plain(stretch.new)
            made.append(Stretch(same, stretch.old, stretch.new))
    return _without_islands(made)


def _compare(old: str, new: str) -> Iterator[Stretch]:
    if len(old) <= _SIGN_BY_SIGN and len(new) <= _SIGN_BY_SIGN:
        yield from _aligned(old, new)
        return
    for stretch in _aligned(_CLAUSE.findall(old), _CLAUSE.findall(new)):
        short = len(stretch.old) <= _SIGN_BY_SIGN and len(stretch.new) <= _SIGN_BY_SIGN
        if stretch.is_same or not short:
            yield stretch
        else:
            yield from _aligned(stretch.old, stretch.new)


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield Stretch(tag == "equal", "".join(old[a:b]), "".join(new[c:d]))


def _without_islands(stretches: list[Stretch]) -> list[Stretch]:
    made: list[Stretch] = []
    for at, stretch in enumerate(stretches):
        inside = 0 < at < len(stretches) - 1
        if stretch.is_same and inside and len(stretch.old) <= _ISLAND and stretch.old != "\n":
            stretch = Stretch(False, stretch.old, stretch.new)
        if made and not made[-1].is_same and not stretch.is_same:
            made[-1] = Stretch(False, made[-1].old + stretch.old, made[-1].new + stretch.new)
        else:
            made.append(stretch)
    return made
