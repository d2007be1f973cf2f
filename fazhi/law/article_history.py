"""What an article was in the other editions of its law: under which number, and whether its words were others."""

from dataclasses import dataclass
from datetime import date

from fazhi.law import library
from fazhi.law.comparing import Pair, compare_editions
from fazhi.law.editions import day_of
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.vocabulary import EditionStatus


@dataclass(frozen=True, slots=True)
class Past:
    """The article in one edition; `number` and `label` are empty where it has none. `was_changed` and `was_moved`
    tell the step from the edition before to this one; None for the first held.
    """

    edition: EditionFacts
    status: EditionStatus
    number: str
    label: str
    is_shown: bool
    was_changed: bool | None
    was_moved: bool

    @property
    def key(self) -> str:
        """How the edition is named in addresses."""
        return day_of(self.edition)

    @property
    def words(self) -> str:
        """What happened to it when this edition came."""
        if not self.number:
            return "没有对应的条文"
        if self.was_changed is None:
            return ""
        parts = ["移位"] if self.was_moved else []
        return "并".join([*parts, "修改"] if self.was_changed else parts) or "未变"


def history_of(law_key: str, edition: int, number: str, on: date) -> list[Past]:
    """The article that stands under `number` in `edition`, through all editions, newest first; empty with only one."""
    law = library.current().law(law_key)
    place = _place(law, edition)
    if law is None or place is None or len(law.editions) < 2:
        return []
    editions = law.editions
    found: dict[int, tuple[str, str, Pair | None]] = {}
    at = number
    # Backwards from the edition shown: the step that led to each edition is known from the pair found.
    for later in range(place, 0, -1):
        pair = _pair(editions[later - 1], editions[later], new=at)
        found[later] = (at, _label(pair, new=True), pair)
        at = pair.old.number if pair and pair.old else ""
        if not at:
            break
        found[later - 1] = (at, pair.old.label if pair and pair.old else "", None)
    at = number
    for earlier in range(place, len(editions) - 1):
        pair = _pair(editions[earlier], editions[earlier + 1], old=at)
        if earlier not in found:
            found[earlier] = (at, pair.old.label if pair and pair.old else "", None)
        if pair is None or pair.new is None:
            break
        at = pair.new.number
        found[earlier + 1] = (at, pair.new.label, pair)
    made = []
    for n, one in enumerate(editions):
        held, label, pair = found.get(n, ("", "", None))
        stepped = pair is not None and pair.old is not None
        made.append(
            Past(
                one,
                one.status(on),
                held,
                label,
                n == place,
                pair.is_changed if pair and stepped else None,
                bool(pair and pair.old and pair.new and pair.old.number != pair.new.number),
            )
        )
    return made[::-1]


def _place(law: LawFacts | None, edition: int) -> int | None:
    return next((n for n, one in enumerate(law.editions) if one.id == edition), None) if law else None


def _label(pair: Pair | None, *, new: bool) -> str:
    row = (pair.new if new else pair.old) if pair else None
    return row.label if row else ""


def _pair(older: EditionFacts, newer: EditionFacts, *, old: str = "", new: str = "") -> Pair | None:
    for pair in compare_editions(older.id, newer.id):
        row, number = (pair.old, old) if old else (pair.new, new)
        if row is not None and row.number == number:
            return pair
    return None
