"""The language of patterns: slots in a row with gaps between, matched without going back.

`{外地} {主体} ~ {不得} + 参加|参与` reads: a word of 外地, within 12 characters of the same part of the sentence a word of
主体, within 30 characters (commas allowed) a word of 不得, right after it 参加 or 参与. `~~` reaches over 80 characters.
For every word the nearest word before it that can begin the row is taken, so the work grows with the text alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fazhi.domains.rulemaking.rules.lexicon import expression

NEAR, FAR, FARTHEST = 12, 30, 80
_GAPS = {"+": (0, False), "~": (FAR, True), "~~": (FARTHEST, True)}
# A token that ends with room for anything would swallow the word that the next token looks for: the room is a gap.
_ROOM = re.compile(r"\[\^(，?)。\]\{0,([0-9]+)\}$")


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


class Page:
    """Many sentences at once: what each token finds in all of them is looked for once and kept by sentence."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        # A full stop between them keeps a token from reaching into the next sentence.
        self._joined = "。".join(sentences)
        self._starts: list[int] = []
        at = 0
        for words in sentences:
            self._starts.append(at)
            at += len(words) + 1
        self._found: dict[re.Pattern[str], dict[int, list[tuple[int, int]]]] = {}
        self._commas: dict[int, list[int]] = {}

    def spans(self, token: re.Pattern[str]) -> dict[int, list[tuple[int, int]]]:
        """Where a token stands, by sentence."""
        found = self._found.get(token)
        if found is None:
            found = self._found[token] = {}
            starts = self._starts
            for match in token.finditer(self._joined):
                a, b = match.span()
                if a < b:
                    n = bisect_right(starts, a) - 1
                    if b - starts[n] <= len(self.sentences[n]):
                        found.setdefault(n, []).append((a - starts[n], b - starts[n]))
        return found

    def breaks_between(self, n: int, start: int, end: int) -> bool:
        """Whether a comma stands between two places of a sentence."""
        commas = self._commas.get(n)
        if commas is None:
            commas = self._commas[n] = [i for i, c in enumerate(self.sentences[n]) if c in "，：；。"]
        place = bisect_right(commas, start - 1)
        return place < len(commas) and commas[place] < end


def variants(pattern: str) -> list[str]:
    """A pattern with and without each `{slot}?`: the gap before an optional token gives way to the one after it."""
    words = pattern.split()
    for n, word in enumerate(words):
        if word.endswith("}?") and word.startswith("{"):
            kept = [*words[:n], word[:-1], *words[n + 1 :]]
            gap = n - 1 if n and words[n - 1] in _GAPS and n + 1 < len(words) and words[n + 1] in _GAPS else n
            left = [*words[:gap], *words[n + 1 :]]
            return variants(" ".join(kept)) + variants(" ".join(left))
    return [" ".join(words)]


@cache
def compiled(pattern: str) -> tuple[Step, ...]:
    """A pattern read. Raises KeyError for an unknown slot and ValueError for an empty pattern."""
    steps: list[Step] = []
    reach, crosses = NEAR, False
    has_room = False
    for word in pattern.split():
        if word in _GAPS:
            wider, over = _GAPS[word]
            if wider:
                reach, crosses = max(reach, wider), crosses or over
            elif not has_room:
                reach, crosses = 0, False
            continue
        room = _ROOM.search(word)
        has_room = room is not None
        steps.append(Step(expression(word[: room.start()] if room else word), reach, crosses))
        reach, crosses = (int(room[2]), not room[1]) if room else (NEAR, False)
    if not steps:
        raise ValueError(f"空的句式：{pattern!r}")
    return tuple(steps)


def find(pattern: str, page: Page) -> Iterator[tuple[int, Match]]:
    """Every place where the pattern stands, with its sentence: at most one for each place of the last token."""
    steps = compiled(pattern)
    held: list[dict[int, list[tuple[int, int]]]] = []
    for step in steps:
        spans = page.spans(step.token)
        if not spans:
            return
        held.append(spans)
    fewest = min(held, key=len)
    for n in fewest:
        if all(n in spans for spans in held):
            for match in _linked(steps, [spans[n] for spans in held], page, n):
                yield n, match


def _linked(steps: tuple[Step, ...], held: list[list[tuple[int, int]]], page: Page, n: int) -> list[Match]:
    chains: list[tuple[tuple[int, int], ...]] = [(span,) for span in held[0]]
    for step, spans in zip(steps[1:], held[1:], strict=True):
        ends = [chain[-1][1] for chain in chains]
        linked: list[tuple[tuple[int, int], ...]] = []
        for span in spans:
            place = bisect_right(ends, span[0]) - 1
            if place < 0 or span[0] - ends[place] > step.reach:
                continue
            if not step.crosses and page.breaks_between(n, ends[place], span[0]):
                continue
            linked.append((*chains[place], span))
        if not linked:
            return []
        chains = linked  # in the order of their ends, since spans of a token do not overlap
    return [Match(chain) for chain in chains]
