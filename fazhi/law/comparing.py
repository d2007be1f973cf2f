"""Two editions of a law article by article; renumbered articles are found by their text.

1. Articles with the same letters belong together, under the same number first, else in their order.
2. Of the rest, those with the most pairs of letters in common, if enough; where the text sits and which number it
   bears decide between equals. Candidates come from an index of letter pairs, so that a code of thousand articles is
   compared in a second or two.
3. What is left is added or removed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from fazhi.law import library
from fazhi.law.marking import Stretch, marked, plain
from fazhi.law.models import Article
from fazhi.law.similar import contained, letters, likeness, pairs
from fazhi.law.vocabulary import Change

# Shares of common letter pairs from which two articles count as one; the lower one for articles of the same number.
_ALIKE = 0.5
_ALIKE_SAME_NUMBER = 0.3
_CONTAINED = 0.8
_CANDIDATES = 6
_RARE = 0.12


@dataclass(frozen=True, slots=True)
class Row:
    """An article as comparing needs it."""

    number: str
    label: str
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An article in the older and the newer edition; one of them is None when it was added or removed.

    `is_changed` tells of a renumbered article whether its words changed too; `likeness` is from 0 to 1.
    """

    change: Change
    old: Row | None
    new: Row | None
    likeness: float
    is_changed: bool

    @property
    def stretches(self) -> list[Stretch]:
        """Both texts with the differing words told apart."""
        return marked(self.old.text if self.old else "", self.new.text if self.new else "")


def compare(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """All articles of both, in the order of the newer; a removed one stands where it stood in the older."""
    partner = _exact(old, new)
    _by_likeness(old, new, partner)
    taken = {a: b for b, a in partner.items()}
    made: list[Pair] = []
    at = 0

    def removed_up_to(end: int) -> None:
        nonlocal at
        while at < end:
            if at not in taken:
                made.append(Pair(Change.REMOVED, old[at], None, 0.0, True))
            at += 1

    reached = -1
    for b, row in enumerate(new):
        a = partner.get(b)
        if a is None:
            made.append(Pair(Change.ADDED, None, row, 0.0, True))
            continue
        if a > reached:
            removed_up_to(a)
            reached = a
        made.append(_pair(old[a], row))
    removed_up_to(len(old))
    return made


def _pair(old: Row, new: Row) -> Pair:
    changed = plain(old.text) != plain(new.text)
    if old.number != new.number:
        change = Change.RENUMBERED
    else:
        change = Change.CHANGED if changed else Change.SAME
    return Pair(change, old, new, likeness(old.text, new.text) if changed else 1.0, changed)


def _exact(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for a, row in enumerate(old):
        places[letters(row.text)].append(a)
    partner: dict[int, int] = {}
    for same_number in (True, False):
        for b, row in enumerate(new):
            if b in partner:
                continue
            free = places.get(letters(row.text), [])
            fitting = [a for a in free if not same_number or old[a].number == row.number]
            if fitting:
                partner[b] = fitting[0]
                free.remove(fitting[0])
    return partner


def _by_likeness(old: Sequence[Row], new: Sequence[Row], partner: dict[int, int]) -> None:
    free_old = [a for a in range(len(old)) if a not in set(partner.values())]
    free_new = [b for b in range(len(new)) if b not in partner]
    index: dict[str, list[int]] = defaultdict(list)
    for a in free_old:
        for pair in pairs(old[a].text):
            index[pair].append(a)
    common = max(8, int(len(free_old) * _RARE))
    by_number = {old[a].number: a for a in free_old}
    found: list[tuple[float, int, int]] = []
    for b in free_new:
        for a in _candidates(new[b], index, common, by_number):
            score = _score(old[a], new[b])
            if score:
                near = 1 - abs(a / len(old) - b / len(new))
                found.append((score + 0.1 * near + 0.1 * (old[a].number == new[b].number), a, b))
    taken: set[int] = set()
    for _, a, b in sorted(found, key=lambda one: (-one[0], one[2], one[1])):
        if a not in taken and b not in partner:
            partner[b] = a
            taken.add(a)


def _candidates(
    row: Row, index: dict[str, list[int]], common: int, by_number: dict[str, int]
) -> Iterable[int]:
    votes: Counter[int] = Counter()
    for pair in pairs(row.text):
        held = index.get(pair, ())
        if 0 < len(held) <= common:
            for a in held:
                votes[a] += 1
    best = [a for a, _ in votes.most_common(_CANDIDATES)]
    same = by_number.get(row.number)
    return best if same is None or same in best else [*best, same]


def _score(old: Row, new: Row) -> float:
    """How much two articles are one; 0 when they are not."""
    if (old.number[0].isdecimal()) != (new.number[0].isdecimal()):
        return 0.0
    alike = likeness(old.text, new.text)
    if alike >= (_ALIKE_SAME_NUMBER if old.number == new.number else _ALIKE):
        return alike
    within = contained(old.text, new.text)
    if old.number == new.number and within >= _ALIKE:
        return within * 0.5
    long_enough = min(len(old.text), len(new.text)) >= 30
    return within * 0.6 if long_enough and within >= _CONTAINED else 0.0


def rows_of(edition: int) -> list[Row]:
    """The articles of an edition in order."""
    rows = Article.objects.filter(edition_id=edition).order_by("position")
    return [Row(*cells) for cells in rows.values_list("number", "label", "chapter", "text")]


def compare_editions(old: int, new: int) -> list[Pair]:
    """Two editions by id, article by article."""
    return list(_compared(library.current().stamp, old, new))


@lru_cache(maxsize=32)
def _compared(_stamp: UUID | None, old: int, new: int) -> tuple[Pair, ...]:
    """Kept by the library's stamp: an import may change both texts."""
    return tuple(compare(rows_of(old), rows_of(new)))
