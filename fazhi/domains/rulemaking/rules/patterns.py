"""The language of patterns: slots in a row with gaps between, matched without going back.

`{外地} {主体} ~ {不得} + 参加|参与` reads: a word of 外地, within 12 characters of the same part of the sentence a word of
主体, within 30 characters (commas allowed) a word of 不得, right after it 参加 or 参与. `~~` reaches over 80 characters.
For every word the nearest word before it that can begin the row is taken, so the work grows with the text alone.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from fazhi.domains.rulemaking.rules.lexicon import expression

NEAR, FAR, FARTHEST = 12, 30, 80
_GAPS = {"+": (0, False), "~": (FAR, True), "~~": (FARTHEST, True)}


@dataclass(frozen=True, slots=True)
class Step:
    """A token and the gap before it."""

    token: re.Pattern[str]
    reach: int
    crosses: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found in the words of a sentence; `parts` are the spans of its tokens."""

    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The first character."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """After the last character."""
        return self.parts[-1][1]


class Words:
    """The words of one sentence, with what each token finds in them kept."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._found: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self._commas = [i for i, c in enumerate(words) if c in "，：；。"]

    def spans(self, token: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a token stands."""
        found = self._found.get(token)
        if found is None:
            found = self._found[token] = [m.span() for m in token.finditer(self.words) if m.end() > m.start()]
        return found

    def breaks_between(self, start: int, end: int) -> bool:
        """Whether a comma stands between two places."""
        place = bisect_right(self._commas, start - 1)
        return place < len(self._commas) and self._commas[place] < end


@cache
def compiled(pattern: str) -> tuple[Step, ...]:
    """A pattern read. Raises KeyError for an unknown slot and ValueError for an empty pattern."""
    steps: list[Step] = []
    reach, crosses = NEAR, False
    for word in pattern.split():
        if word in _GAPS:
            reach, crosses = _GAPS[word]
            continue
        steps.append(Step(expression(word), reach, crosses))
        reach, crosses = NEAR, False
    if not steps:
        raise ValueError(f"空的句式：{pattern!r}")
    return tuple(steps)


def find(pattern: str, words: Words) -> list[Match]:
    """Every place where the pattern stands, at most one for each place of its last token."""
    steps = compiled(pattern)
    # A token that is absent ends it at once, so look at all before linking any.
    if not all(words.spans(step.token) for step in steps):
        return []
    chains: list[tuple[tuple[int, int], ...]] = [(span,) for span in words.spans(steps[0].token)]
    for step in steps[1:]:
        ends = [chain[-1][1] for chain in chains]
        linked: list[tuple[tuple[int, int], ...]] = []
        for span in words.spans(step.token):
            place = bisect_right(ends, span[0]) - 1
            if place < 0 or span[0] - ends[place] > step.reach:
                continue
            if not step.crosses and words.breaks_between(ends[place], span[0]):
                continue
            linked.append((*chains[place], span))
        if not linked:
            return []
        chains = linked  # in the order of their ends, since spans of a token do not overlap
    return [Match(chain) for chain in chains]
