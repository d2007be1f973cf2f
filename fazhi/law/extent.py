"""The numbers of an edition's articles in little room: `1..120 120-1 121..452 annex`.

A library of a hundred and fifty thousand articles so has its numbers at hand without reading the articles.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache


def extent_of(numbers: Iterable[str]) -> str:
    """Article numbers in their order, runs of whole numbers as first..last."""
    made: list[str] = []
    run: list[int] = []
    for number in numbers:
        value = int(number) if number.isdecimal() else None
        if run and value == run[-1] + 1:
            run = [run[0], value]
            continue
        made += _written(run)
        run = [value, value] if value is not None else []
        if value is None:
            made.append(number)
    return " ".join([*made, *_written(run)])


def _written(run: list[int]) -> list[str]:
    if not run:
        return []
    return [str(run[0]) if run[0] == run[-1] else f"{run[0]}..{run[-1]}"]


def each(extent: str) -> Iterator[str]:
    """The numbers an extent stands for, in their order."""
    for part in extent.split():
        first, dots, last = part.partition("..")
        if dots:
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield part


@lru_cache(maxsize=2048)
def members(extent: str) -> frozenset[str]:
    """The numbers an extent stands for."""
    return frozenset(each(extent))


def has_article(extent: str, number: str) -> bool:
    """Whether an extent holds a number."""
    return number in members(extent)
