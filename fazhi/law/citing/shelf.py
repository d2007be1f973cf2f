"""Texts of whole editions, kept while one text is read: which articles there are, in order, and what they say."""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from fazhi.law.citing.characters import alike
from fazhi.law.citing.points import Place
from fazhi.law.models import Article
from fazhi.law.paragraphs import narrow
from fazhi.law.vocabulary import ArticleKind

KEPT_EDITIONS = 256
# From here on two texts are taken for the same article after a change.
ALIKE_FROM = 0.45
_MARKS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The words alone: without punctuation, spaces and lines, digits half width."""
    return _MARKS.sub("", alike(text))


@dataclass(slots=True)
class EditionText:
    """The articles of one edition by number, in order."""

    texts: dict[str, str]
    order: dict[str, int] = field(init=False)
    _numbers: list[str] = field(init=False)
    _plain: dict[str, str] = field(default_factory=dict)
    _pairs: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_words: dict[str, str] | None = None

    def __post_init__(self) -> None:
        self._numbers = list(self.texts)
        self.order = {number: n for n, number in enumerate(self._numbers)}

    def between(self, first: str, last: str) -> list[str]:
        """Numbers of the articles after `first` and before `last`; an end that does not exist is put where it would be."""
        start = self._place(first) if first not in self.order else self.order[first] + 1
        end = self._place(last) if last not in self.order else self.order[last]
        return self._numbers[start:end]

    def before(self, number: str, steps: int = 1) -> str:
        """The article that stands `steps` before; empty when there is none."""
        at = self.order.get(number, -1) - steps
        return self._numbers[at] if at >= 0 else ""

    def part(self, place: Place) -> str | None:
        """The text of the place, or None when the article has no such part."""
        text = self.texts.get(place.article)
        found = narrow(text, place.paragraph, place.item, place.sub) if text is not None else None
        return found.text if found else None

    def words(self, number: str) -> str:
        """The article's words alone."""
        if number not in self._plain:
            self._plain[number] = plain(self.texts[number])
        return self._plain[number]

    def like(self, text: str, number: str) -> str:
        """The article that says what `text` says, `number` when two do equally; empty when none does."""
        wanted = plain(text)
        if number in self.texts and self.words(number) == wanted:
            return number
        if self._by_words is None:
            self._by_words = {self.words(n): n for n in reversed(self._numbers)}
        if same := self._by_words.get(wanted):
            return same
        pairs = _pairs(wanted)
        best, score = "", ALIKE_FROM
        for other in self._numbers:
            if other not in self._pairs:
                self._pairs[other] = _pairs(self.words(other))
            held = self._pairs[other]
            shared = len(pairs & held)
            likeness = shared / (len(pairs) + len(held) - shared) if shared else 0.0
            if likeness > score or (likeness == score and other == number):
                best, score = other, likeness
        return best

    def _place(self, number: str) -> int:
        """Where an article that does not exist would stand."""
        wanted = _key(number)
        low, high = 0, len(self._numbers)
        while low < high:
            middle = (low + high) // 2
            if _key(self._numbers[middle]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


class Shelf:
    """Editions read so far; the oldest goes when there are too many."""

    def __init__(self, stamp: UUID | None) -> None:
        self.stamp = stamp
        self._held: OrderedDict[int, EditionText] = OrderedDict()

    def edition(self, edition_id: int) -> EditionText:
        """The edition's articles: one query, and none when it was read before."""
        if held := self._held.get(edition_id):
            return held
        rows = Article.objects.filter(
            edition_id=edition_id, kind__in=(ArticleKind.ARTICLE, ArticleKind.ITEM)
        ).order_by("position")
        held = EditionText(dict(rows.values_list("number", "text")))
        self._held[edition_id] = held
        while len(self._held) > KEPT_EDITIONS:
            self._held.popitem(last=False)
        return held


# One shelf for the process, a new one when the library has changed.
_shelves: dict[str, Shelf] = {}


def shelf_of(stamp: UUID | None) -> Shelf:
    """The editions read so far in this state of the library."""
    shelf = _shelves.get("shelf")
    if shelf is None or shelf.stamp != stamp:
        shelf = _shelves["shelf"] = Shelf(stamp)
    return shelf


def _key(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("-") if part.isdecimal())


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))
