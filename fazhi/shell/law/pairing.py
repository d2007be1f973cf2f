"""Two editions article by article: which is which, whatever number it bears."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from fazhi.kernel.words import Word

# From this share of common pairs of characters on, two articles of one number are one article that was changed.
ALIKE = 0.4
# Under another number they must be more alike, or chance would pair strangers.
ALIKE_ELSEWHERE = 0.6


class Fate(Word):
    """What became of an article."""

    SAME = "same", "未变"
    CHANGED = "changed", "修改"
    RENUMBERED = "renumbered", "条号改变"
    ADDED = "added", "新增"
    REMOVED = "removed", "删除"


@dataclass(frozen=True, slots=True)
class Pair:
    """One article: its number before and after, empty where it was not or is not; its two texts."""

    fate: Fate
    old: str
    new: str
    old_text: str
    new_text: str

    @property
    def is_reworded(self) -> bool:
        """Whether the words differ; a renumbered article may stand as it was."""
        return self.old_text != self.new_text


def pairs(before: Mapping[str, str], after: Mapping[str, str]) -> list[Pair]:
    """Every article of two editions (number to text, in order), in the order of the new one, removed ones last."""
    matched = _equal(before, after)
    left = [n for n in before if n not in matched]
    free = [n for n in after if n not in set(matched.values())]
    for number in left:
        if number in free and _alike(before[number], after[number]) >= ALIKE:
            matched[number] = number
            free.remove(number)
    sets = {n: _bigrams(after[n]) for n in free}
    scored = sorted(
        (
            (-_share(_bigrams(before[old]), sets[new]), old, new)
            for old in left
            if old not in matched
            for new in free
        ),
        key=lambda row: row[0],
    )
    taken: set[str] = set()
    for score, old, new in scored:
        if -score >= ALIKE_ELSEWHERE and old not in matched and new not in taken:
            matched[old] = new
            taken.add(new)
    back = {new: old for old, new in matched.items()}
    found = []
    for number, text in after.items():
        old = back.get(number, "")
        found.append(
            Pair(_fate(old, number, before.get(old, ""), text), old, number, before.get(old, ""), text)
        )
    found += [Pair(Fate.REMOVED, n, "", before[n], "") for n in before if n not in matched]
    return found


def _fate(old: str, new: str, old_text: str, new_text: str) -> Fate:
    if not old:
        return Fate.ADDED
    if old != new:
        return Fate.RENUMBERED
    return Fate.SAME if old_text == new_text else Fate.CHANGED


def _equal(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Articles of the same words: first those that keep their order, then those that stand elsewhere."""
    olds, news = list(before), list(after)
    matched: dict[str, str] = {}
    same = SequenceMatcher(None, [before[n] for n in olds], [after[n] for n in news], autojunk=False)
    for block in same.get_matching_blocks():
        for n in range(block.size):
            matched[olds[block.a + n]] = news[block.b + n]
    taken = set(matched.values())
    places: dict[str, list[str]] = {}
    for number in news:
        if number not in taken:
            places.setdefault(after[number], []).append(number)
    for number in olds:
        if number not in matched and places.get(before[number]):
            matched[number] = places[before[number]].pop(0)
    return matched


def _alike(one: str, other: str) -> float:
    return _share(_bigrams(one), _bigrams(other))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1)))
