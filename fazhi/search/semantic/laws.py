"""Vectors of the law library's articles, in step with its index."""

from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from fazhi.search.laws import LAWS, law_index
from fazhi.search.lexical import Lexical, Row
from fazhi.search.semantic.making import Made, make
from fazhi.search.semantic.passage import Passage


def follow(
    home: Path, *, seconds: float | None = None, say: Callable[[int, int], None] | None = None
) -> Made | None:
    """Give every article of the index its vector, encoding what is new for at most `seconds`; None without the extra.

    Raises IndexMissing.
    """
    state = law_index(home).state()
    rows = Lexical.load(home).every_row()
    stamp = state.stamp if state else ""
    return make(home, LAWS.key, map(passage, rows), stamp=stamp, seconds=seconds, say=say)


def passage(row: Row) -> Passage:
    """An article of the index as the vectors need it."""
    return Passage(
        row.key,
        row.law,
        row.chapter,
        row.text,
        row.edition,
        crc32(row.chapter.encode()),
        row.starts,
        row.ends,
    )
