"""Two editions of a text clause by clause: what is the same, changed, moved, added or removed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from fazhi.kernel.structure.nodes import Kind, Node, Structure
from fazhi.kernel.structure.parse import parse
from fazhi.kernel.words import Word

# From this share of common pairs of characters on, two clauses are one clause that was changed.
ALIKE = 0.5
# A clause that stands elsewhere must be more alike, or chance would pair strangers.
ALIKE_ELSEWHERE = 0.65
# Above this many pairs of characters the middle of a clause is replaced as a whole.
LARGEST_GRID = 4_000_000
_MOST_CANDIDATES = 40


class Fate(Word):
    """What became of a clause."""

    SAME = "same", "未变"
    CHANGED = "changed", "修改"
    MOVED = "moved", "移动"
    ADDED = "added", "新增"
    REMOVED = "removed", "删除"


@dataclass(frozen=True, slots=True)
class Clause:
    """A line of text with its place."""

    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: "same", "removed" (in the old text only) or "added" (in the new only)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One clause: where it was, where it is, and its text in pieces. A moved clause may be changed as well."""

    fate: Fate
    old: Clause | None
    new: Clause | None
    pieces: tuple[Piece, ...]

    @property
    def is_reworded(self) -> bool:
        """Whether words differ."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every clause in the order of the new text, removed ones where they stood; `counts` by fate."""

    changes: tuple[Change, ...]
    counts: dict[str, int]


def compare(old: str, new: str) -> Comparison:
    """This will compare two editions. A clause is a line with its label; numbers alone do not make it another."""
    before, after = _clauses(parse(old)), _clauses(parse(new))
    pairs = _pairs(before, after)
    in_order = _longest_rise(pairs)
    partner = {b: a for a, b in pairs.items()}
    changes: list[Change] = []
    place = 0
    for b, clause in enumerate(after):
        a = partner.get(b)
        if a is None:
            changes.append(Change(Fate.ADDED, None, clause, (Piece("added", clause.text),)))
            continue
        if a in in_order:
            changes += _gone(before, place, a, pairs)
            place = a + 1
        pieces = differences(before[a].text, clause.text)
        reworded = any(piece.kind != "same" for piece in pieces)
        fate = Fate.MOVED if a not in in_order else Fate.CHANGED if reworded else Fate.SAME
        changes.append(Change(fate, before[a], clause, pieces))
    changes += _gone(before, place, len(before), pairs)
    counts = {fate.value: 0 for fate in Fate}
    for change in changes:
        counts[change.fate.value] += 1
    return Comparison(tuple(changes), counts)


def _gone(before: Sequence[Clause], start: int, stop: int, pairs: dict[int, int]) -> list[Change]:
    return [
        Change(Fate.REMOVED, before[a], None, (Piece("removed", before[a].text),))
        for a in range(start, stop)
        if a not in pairs
    ]


def _clauses(structure: Structure) -> list[Clause]:
    found = []
    articles = {Kind.ARTICLE}
    for node in structure.nodes:
        if node.kind in articles and node.last > node.index:
            continue  # its first paragraph bears its number
        start = _with_label(structure, node)
        found.append(Clause(structure.label(node), start, node.end, structure.text[start : node.end]))
    return found


def _with_label(structure: Structure, node: Node) -> int:
    above = structure.parent(node)
    if above is not None and above.kind is Kind.ARTICLE and node.index == above.index + 1:
        return above.start
    return node.start


_LABEL = re.compile(
    r"^\s*(?:第[^条章节编\s]{1,9}[条章节编](?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十百0-9]{1,4}[）)]"
    r"|[一二三四五六七八九十百]{1,4}、|[0-9]{1,3}[.．、])\s*"
)
_BLANK = re.compile(r"\s+")


def _bare(text: str) -> str:
    return _BLANK.sub("", _LABEL.sub("", text))


def _pairs(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """Old index to new index: equal words first, then alike ones between equal neighbours, then alike ones anywhere."""
    old, new = [_bare(c.text) for c in before], [_bare(c.text) for c in after]
    pairs = _equal(old, new)
    anchors = sorted((a, b) for a, b in pairs.items() if a in _longest_rise(pairs))
    bounds = [(-1, -1), *anchors, (len(old), len(new))]
    taken = set(pairs.values())
    for (a0, b0), (a1, b1) in pairwise(bounds):
        olds = [a for a in range(a0 + 1, a1) if a not in pairs]
        news = [b for b in range(b0 + 1, b1) if b not in taken]
        _pair_alike(old, new, olds, news, pairs, ALIKE)
        taken.update(pairs.values())
    olds = [a for a in range(len(old)) if a not in pairs]
    news = [b for b in range(len(new)) if b not in taken]
    _pair_alike(old, new, olds, news, pairs, ALIKE_ELSEWHERE)
    return pairs


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for b in range(len(new) - 1, -1, -1):
        places[new[b]].append(b)
    pairs: dict[int, int] = {}
    for a, words in enumerate(old):
        if places.get(words):
            pairs[a] = places[words].pop()
    return pairs


def _pair_alike(
    old: Sequence[str],
    new: Sequence[str],
    olds: list[int],
    news: list[int],
    pairs: dict[int, int],
    least: float,
) -> None:
    if not olds or not news:
        return
    held: dict[str, list[int]] = defaultdict(list)
    sets = {b: _bigrams(new[b]) for b in news}
    for b in news:
        for pair in sets[b]:
            held[pair].append(b)
    scored: list[tuple[float, int, int, int]] = []
    for a in olds:
        mine = _bigrams(old[a])
        shared: dict[int, int] = defaultdict(int)
        for pair in mine:
            # Pairs that stand in many clauses tell nothing and would make this quadratic.
            if len(held.get(pair, ())) <= _MOST_CANDIDATES:
                for b in held.get(pair, ()):
                    shared[b] += 1
        for b in sorted(shared, key=lambda b: -shared[b])[:5]:
            score = 2 * len(mine & sets[b]) / (len(mine) + len(sets[b]))
            if score >= least:
                scored.append((-score, abs(a - b), a, b))
    used: set[int] = set()
    for _, _, a, b in sorted(scored):
        if a not in pairs and b not in used:
            pairs[a] = b
            used.add(b)


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _longest_rise(pairs: dict[int, int]) -> set[int]:
    """The old indexes of the longest run of pairs that keep their order; the others have moved."""
    tails: list[int] = []
    tops: list[int] = []
    came_from: dict[int, int] = {}
    for a in sorted(pairs):
        place = bisect_left(tails, pairs[a])
        if place:
            came_from[a] = tops[place - 1]
        if place == len(tails):
            tails.append(pairs[a])
            tops.append(a)
        else:
            tails[place], tops[place] = pairs[a], a
    found: set[int] = set()
    at: int | None = tops[-1] if tops else None
    while at is not None:
        found.add(at)
        at = came_from.get(at)
    return found


_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|第[^\s第条款项]{1,7}[条款项]|\s+|.", re.DOTALL)


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Words removed and added; lone characters that two words happen to share do not split them."""
    if old == new:
        return (Piece("same", old),)
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(a) * len(b) > LARGEST_GRID:
        return tuple(_whole(old, new))
    raw: list[tuple[str, str, str]] = []
    for how, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = "".join(a[i:j]), "".join(b[k:m])
        raw.append(("same", gone, come) if how == "equal" else ("other", gone, come))
    joined: list[list[str]] = []
    for n, (tag, gone, come) in enumerate(raw):
        lone = tag == "same" and len(gone) == 1 and 0 < n < len(raw) - 1 and gone not in "，。；、：（）"
        if joined and joined[-1][0] == "other" and (tag == "other" or lone):
            joined[-1][1] += gone
            joined[-1][2] += come
        else:
            joined.append([tag, gone, come])
    return tuple(_pieces(joined))


def _pieces(joined: Iterable[Sequence[str]]) -> Iterable[Piece]:
    for tag, gone, come in joined:
        if tag == "same":
            yield Piece("same", come)
            continue
        if gone:
            yield Piece("removed", gone)
        if come:
            yield Piece("added", come)


def _whole(old: str, new: str) -> Iterable[Piece]:
    head = 0
    for x, y in zip(old, new, strict=False):
        if x != y:
            break
        head += 1
    tail = 0
    for x, y in zip(reversed(old[head:]), reversed(new[head:]), strict=False):
        if x != y:
            break
        tail += 1
    middle = ("other", old[head : len(old) - tail], new[head : len(new) - tail])
    return _pieces(
        [
            piece
            for piece in (("same", old[:head], old[:head]), middle, ("same", "", new[len(new) - tail :]))
            if piece[1] or piece[2]
        ]
    )
