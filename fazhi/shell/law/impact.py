"""What an amendment touches: each changed, moved or dropped article, and every place of ours that cites it.

impact(law, old, new, on=day)       the changes between two editions, with the places that cite each
"""

from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.words import Word
from fazhi.law import citers
from fazhi.law.citers import Place
from fazhi.law.comparing import Pair, compare_editions
from fazhi.law.editions import edition_named, two_editions
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.paragraphs import narrow
from fazhi.law.reference import WHOLE, Ref
from fazhi.law.vocabulary import Change


class Touch(Word):
    """What the amendment does to the very part that a place cites."""

    GONE = "gone", "所引之处已不存在"
    CHANGED = "changed", "所引之处文字已改"
    MOVED = "moved", "所引内容移到别的条号，原条号已是别的内容"
    AROUND = "around", "所引之处未改，同条其他部分有改动"
    CHECK = "check", "引用整部法规，请通读"


@dataclass(frozen=True, slots=True)
class Touched:
    """A place that cites, and what becomes of what it cites. `now_at` is where the same content stands in the new text."""

    place: Place
    kind: str
    kind_title: str
    touch: Touch
    old_text: str
    new_text: str
    now_at: str


@dataclass(frozen=True, slots=True)
class Amended:
    """One article that is not as it was, with the places that cite it under its old number."""

    pair: Pair
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that the step from one edition to another touches."""

    law: LawFacts
    old: EditionFacts
    new: EditionFacts
    amended: tuple[Amended, ...]
    whole: tuple[Touched, ...] = field(default=())

    @property
    def touched(self) -> list[Touched]:
        """Every place touched, the law as a whole left out, by article."""
        return [touched for one in self.amended for touched in one.touched]

    def counts(self) -> dict[str, int]:
        """How many articles by what became of them."""
        found = {change.value: 0 for change in Change if change is not Change.SAME}
        for one in self.amended:
            found[one.pair.change.value] += 1
        return found


def step(law: LawFacts, start: str, end: str = "") -> tuple[EditionFacts, EditionFacts]:
    """The two editions meant: without `end` from `start` to the newest held.

    When `start` is itself the newest, it is the amendment asked about, and the edition before it is what it amends.

    Raises NoSuchEdition, naming the editions held, when there is no such edition or nothing to compare it with.
    """
    first = edition_named(law, start)
    last = edition_named(law, end or "latest")
    return two_editions(law, newer=last.adopted_on.isoformat()) if first is last else (first, last)


def impact(law: LawFacts, old: EditionFacts, new: EditionFacts, *, on: date) -> Impact:
    """This will tell what of ours, as it stands on the day `on`, the step from one edition to the other touches."""
    rows = compare_editions(old.id, new.id)
    before = {pair.old.number: pair.old.text for pair in rows if pair.old}
    after = {pair.new.number: pair.new.text for pair in rows if pair.new}
    cited: dict[str, list[tuple[str, str, Place]]] = {}
    for group in citers.citing(law, on=on):
        for place in group.places:
            cited.setdefault(place.ref.number, []).append((group.kind, group.title, place))
    amended = []
    for pair in rows:
        if pair.change is Change.SAME:
            continue
        citing = cited.get(pair.old.number, []) if pair.old else []
        touched = tuple(_touched(place, kind, title, pair, before, after) for kind, title, place in citing)
        amended.append(Amended(pair, touched))
    whole = tuple(
        Touched(place, kind, title, Touch.CHECK, "", "", "") for kind, title, place in cited.get(WHOLE, [])
    )
    return Impact(law, old, new, tuple(amended), whole)


def _touched(
    place: Place, kind: str, title: str, pair: Pair, before: dict[str, str], after: dict[str, str]
) -> Touched:
    """What becomes of the very part cited: it is looked for under the number that the place names, for that is what a
    reader would open.
    """
    was, now = _part(place.ref, before), _part(place.ref, after)
    if pair.change is Change.RENUMBERED:
        # The old number may now bear something else altogether.
        touch = Touch.MOVED if place.ref.number in after else Touch.GONE
    elif now is None:
        touch = Touch.GONE
    else:
        touch = Touch.AROUND if was == now else Touch.CHANGED
    is_elsewhere = pair.new is not None and pair.new.number != place.ref.number
    now_at = pair.new.number if pair.new is not None and is_elsewhere else ""
    return Touched(place, kind, title, touch, was or "", now or "", now_at)


def _part(ref: Ref, held: dict[str, str]) -> str | None:
    text = held.get(ref.number)
    part = narrow(text, ref.paragraph, ref.item, ref.sub) if text is not None else None
    return part.text if part else None
