"""Who cites an article. The library stands below the rooms that apply the law: they plug in what of theirs cites it.

plug(Citer("register", "清单", entries_citing))         once, when an app is ready
citing(law, "60")                                       every place that cites the article, by kind
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from fazhi.law import library
from fazhi.law.library import LawFacts
from fazhi.law.reference import WHOLE, Ref, point_label


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that cites a law: the place cited, what the thing is called, and where it stands.

    `file` and `line` are given for what is kept in files, `url` for what has a page. `text` is what is said there.
    `is_shown` says whether readers of a page are told; what only those who keep the platform understand is not.
    """

    ref: Ref
    name: str
    file: str = ""
    line: int = 0
    url: str = ""
    text: str = ""
    is_shown: bool = True

    @property
    def point(self) -> str:
        """The place cited as printed, without the law: 第五十八条第一款第（二）项."""
        return point_label(self.ref)

    @property
    def where(self) -> str:
        """File and line, or the address of the page."""
        return f"{self.file}:{self.line}" if self.file else self.url


@dataclass(frozen=True, slots=True)
class Citer:
    """A kind of thing that cites laws.

    `places` is asked with the names under which one law is cited, the number of the article when only one is wanted, and
    the day for which it is told; it may answer with more than was asked for.
    """

    kind: str
    title: str
    places: Callable[[frozenset[str], str, date], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class Cited:
    """The places of one kind, in order."""

    kind: str
    title: str
    places: tuple[Place, ...]


_citers: dict[str, Citer] = {}


def plug(citer: Citer) -> None:
    """Make a kind of citing thing known; plugging the same kind again replaces it."""
    _citers[citer.kind] = citer


def kinds() -> tuple[Citer, ...]:
    """Every kind that was plugged in, in that order."""
    return tuple(_citers.values())


def names_of(law: LawFacts) -> frozenset[str]:
    """Every name under which the law may be cited in the library."""
    return frozenset(name for name, facts in library.current().laws.items() if facts.id == law.id)


def citing(law: LawFacts, number: str = "", *, on: date, shown_only: bool = False) -> list[Cited]:
    """What cites an article of the law on the day `on`, by kind; without a number whatever cites any of it.

    A citation of the law as a whole counts for no single article.
    """
    names = names_of(law)
    found = []
    for citer in _citers.values():
        wanted = {
            place: None
            for place in citer.places(names, number, on)
            if place.ref.law in names
            and (not number or place.ref.number == number)
            and (place.is_shown or not shown_only)
        }
        if wanted:
            found.append(Cited(citer.kind, citer.title, tuple(sorted(wanted, key=_order))))
    return found


def _order(place: Place) -> tuple[list[int], int, int, str, str, int]:
    ref = place.ref
    numbers = [int(part) for part in ref.number.split("-") if part.isdigit()] if ref.number != WHOLE else []
    return numbers, ref.paragraph, ref.item, place.name, place.file, place.line
