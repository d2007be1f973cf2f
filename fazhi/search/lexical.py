"""The lexical half of statute search: candidates by words and by pairs of characters, and the rows they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from fazhi.search.embedded import DEPTH, EmbeddedIndex, Find
from fazhi.search.index import Question
from fazhi.search.laws import day_number, law_index


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the index holds it. Days are numbers such as 20260131; `ends` is the first day it no longer holds."""

    key: int
    law: str
    short: str
    article: str
    label: str
    chapter: str
    text: str
    level: str
    organ: str
    region: str
    law_id: int
    edition: int
    starts: int
    ends: int
    unsure: int
    repealed: int


class Lexical:
    """The index of the law library, read."""

    def __init__(self, index: EmbeddedIndex) -> None:
        self.index = index

    @staticmethod
    @lru_cache(maxsize=4)
    def load(home: Path) -> "Lexical":
        """The index below FAZHI_HOME, one for each process; it follows what other processes write."""
        return Lexical(law_index(home))

    def finds(self, question: Question, *, depth: int = DEPTH) -> list[Find]:
        """Candidates, best first; `score` is the sum of the two halves' distances from the middle of their heads.

        Raises IndexMissing, UnknownFilter.
        """
        return self.index.candidates(question, depth=depth)

    def scores(
        self, query: str, on: date | None = None, *, depth: int = DEPTH
    ) -> tuple[list[int], list[float]]:
        """Keys of the candidates, which are the articles' ids, and their scores. Raises IndexMissing."""
        found = self.finds(Question(query, day=day_number(on) if on else None), depth=depth)
        return [one.key for one in found], [one.score for one in found]

    def row(self, find: Find) -> Row:
        """The article of a candidate."""
        shown = dict(self.index.shown(find))
        return Row(key=find.key, short=shown.pop("key"), **shown)

    def rows(self, keys: Sequence[int]) -> dict[int, Row]:
        """Articles by key; unknown keys are left out. Raises IndexMissing."""
        return {find.key: self.row(find) for find in self.index.find(keys)}

    def every_row(self) -> Iterator[Row]:
        """All articles of the index, in no particular order. Raises IndexMissing."""
        for find in self.index.every():
            yield self.row(find)
