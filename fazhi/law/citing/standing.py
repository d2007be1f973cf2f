"""How a citation stands on a day: whether law, article and part exist in the edition that counts, and what is in force now."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fazhi.law.citing import elsewhere
from fazhi.law.citing.citation import Current, Status
from fazhi.law.citing.points import Place
from fazhi.law.citing.shelf import EditionText, Shelf, plain
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.vocabulary import EditionStatus

_EFFECT = re.compile(r"施行|实施|生效")
# A range in a law that is not held is told article by article up to this width, for nothing bounds it.
UNKNOWN_RANGE_MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """An edition that the text names: its year, or its day, and the word that goes with it (修正, 施行 …)."""

    year: int
    month: int = 0
    day: int = 0
    word: str = ""

    def fits(self, day: date | None) -> bool:
        """Whether a day is the one named, as far as it is named."""
        if day is None or day.year != self.year:
            return False
        return (not self.month or day.month == self.month) and (not self.day or day.day == self.day)


@dataclass(frozen=True, slots=True)
class Target:
    """Which law is meant: one that the library holds, or a name that it does not; with the edition, if named.

    `own` are the articles of the text that is being read, when that is the law meant and no edition held is just it.
    """

    name: str
    law: LawFacts | None = None
    named: Named | None = None
    own: EditionText | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one place."""

    status: Status
    edition: EditionFacts | None = None
    current: Current | None = None


class Standing:
    """Answers for one day, each worked out once. `today` is the day whose law is "now in force"."""

    def __init__(self, on: date, today: date, shelf: Shelf) -> None:
        self.on = on
        self.today = today
        self.shelf = shelf
        self._verdicts: dict[tuple[str, int, Named | None, Place], Verdict] = {}

    def edition(self, target: Target) -> EditionFacts | None:
        """The edition that a citation is checked against: the one named, else the one that applies on the day.

        For a repealed law the last one; for one that is adopted and not yet in force that one.
        """
        law = target.law
        if law is None:
            return None
        if target.named is not None:
            return _named(law, target.named)
        if found := law.edition_on(self.on):
            return found
        known = [e for e in law.editions if e.adopted_on <= self.on]
        return known[-1] if known else None

    def text(self, target: Target) -> EditionText | None:
        """The articles of the edition that counts, or None when the library does not hold it."""
        if target.own is not None:
            return target.own
        edition = self.edition(target)
        return self.shelf.edition(edition.id) if edition else None

    def spread(self, target: Target, first: Place, last: Place) -> list[Place]:
        """The places from `first` to `last`: paragraphs or items of one article, or articles that the law has."""
        if first.article == last.article:
            return _parts(first, last)
        text = self.text(target)
        if text is None:
            start, end = _whole(first.article), _whole(last.article)
            if not 0 < end - start <= UNKNOWN_RANGE_MOST:
                return [first, last]
            return [first, *(Place(str(n)) for n in range(start + 1, end)), last]
        return [first, *(Place(number) for number in text.between(first.article, last.article)), last]

    def verdict(self, target: Target, place: Place) -> Verdict:
        """The standing of one place."""
        # One text has one law of its own, so that the name tells it apart.
        held = target.law is not None and target.own is None
        key = ("" if held else target.name, target.law.id if target.law else 0, target.named, place)
        found = self._verdicts.get(key)
        if found is None:
            if target.own is not None:
                found = self._own(target, target.own, place)
            elif target.law is not None:
                found = self._held(target, target.law, place)
            else:
                found = self._unheld(target.name)
            self._verdicts[key] = found
        return found

    def _own(self, target: Target, text: EditionText, place: Place) -> Verdict:
        """A place of the text that is being read, which the library does not hold in this form."""
        status = Status.OK
        if place.article and place.article not in text.texts:
            status = Status.NO_SUCH_ARTICLE
        elif place.article and text.part(place) is None:
            status = Status.NO_SUCH_ITEM
        law = target.law
        now = law.edition_on(self.today) if law else None
        if law is None or now is None or not place.article or place.article not in text.texts:
            return Verdict(status)
        held = self.shelf.edition(now.id)
        number = held.like(text.texts[place.article], place.article)
        return Verdict(status, None, Current(law.title, now.adopted_on, number, held.texts.get(number, "")))

    def _held(self, target: Target, law: LawFacts, place: Place) -> Verdict:
        edition = self.edition(target)
        now = law.edition_on(self.today)
        if edition is None:
            return Verdict(Status.NOT_IN_LIBRARY, None, self._same_number(law, now, place))
        text = self.shelf.edition(edition.id)
        if place.article and place.article not in text.texts:
            # A text that is not divided into articles holds them all in one.
            status = Status.NO_SUCH_ARTICLE if text.texts else Status.NOT_IN_LIBRARY
            return Verdict(status, edition, self._same_number(law, now, place))
        part = text.part(place) if place.article else ""
        if part is None:
            return Verdict(Status.NO_SUCH_ITEM, edition, self._same_number(law, now, place))
        if edition.status(self.on) is EditionStatus.REPEALED and target.named is None:
            return Verdict(Status.REPEALED, edition, self._successor(law))
        if now is None:
            return Verdict(self._without_now(law), edition, self._successor(law))
        if now.id == edition.id or now.starts_on < edition.starts_on:
            return Verdict(Status.OK, edition, self._same_number(law, now, place))
        return self._against(law, edition, now, place, part)

    def _against(
        self, law: LawFacts, edition: EditionFacts, now: EditionFacts, place: Place, part: str
    ) -> Verdict:
        """An older text against the one in force now."""
        if not place.article:
            return Verdict(Status.AMENDED_SINCE, edition, Current(law.title, now.adopted_on))
        held = self.shelf.edition(now.id)
        here = held.part(place)
        if here is not None and plain(here) == plain(part):
            return Verdict(Status.OK, edition, self._same_number(law, now, place))
        number = held.like(self.shelf.edition(edition.id).texts[place.article], place.article)
        current = Current(law.title, now.adopted_on, number, held.texts.get(number, ""))
        return Verdict(Status.AMENDED_SINCE, edition, current)

    def _without_now(self, law: LawFacts) -> Status:
        if any(e.repealed_on and e.repealed_on <= self.today for e in law.editions):
            return Status.AMENDED_SINCE if self.on < self.today else Status.REPEALED
        return Status.OK

    def _same_number(self, law: LawFacts, now: EditionFacts | None, place: Place) -> Current | None:
        if now is None:
            return None
        text = self.shelf.edition(now.id).texts.get(place.article, "") if place.article else ""
        return Current(law.title, now.adopted_on, place.article if text else "", text)

    def _successor(self, law: LawFacts) -> Current | None:
        repeal = elsewhere.current().repeal(law.title, law.key)
        return Current(repeal.law.title, repeal.edition.adopted_on) if repeal else None

    def _unheld(self, name: str) -> Verdict:
        if not name:
            return Verdict(Status.NOT_IN_LIBRARY)
        known = elsewhere.current()
        if repeal := known.repeal(name):
            current = Current(repeal.law.title, repeal.edition.adopted_on)
            return Verdict(Status.REPEALED if repeal.day <= self.on else Status.NOT_IN_LIBRARY, None, current)
        return Verdict(Status.NO_SUCH_LAW if known.is_false(name) else Status.NOT_IN_LIBRARY)


def _named(law: LawFacts, named: Named) -> EditionFacts | None:
    by_effect = [e for e in law.editions if named.fits(e.effective_on)]
    by_adoption = [e for e in law.editions if named.fits(e.adopted_on)]
    found = (by_effect or by_adoption) if _EFFECT.search(named.word) else (by_adoption or by_effect)
    return found[-1] if found else None


def _parts(first: Place, last: Place) -> list[Place]:
    """The paragraphs, items or sub-items from `first` to `last` of one article; the two alone when they do not fit."""
    ways: tuple[tuple[int, int, Callable[[int], Place]], ...] = (
        (first.paragraph, last.paragraph, lambda n: Place(first.article, n)),
        (first.item, last.item, lambda n: Place(first.article, first.paragraph, n)),
        (first.sub, last.sub, lambda n: Place(first.article, first.paragraph, first.item, n)),
    )
    for start, end, place in ways:
        if start != end:
            if not (start and 0 < end - start < UNKNOWN_RANGE_MOST):
                return [first, last]
            return [first, *(place(n) for n in range(start + 1, end)), last]
    return [first]


def _whole(number: str) -> int:
    head = number.partition("-")[0]
    return int(head) if head.isdecimal() else 0
