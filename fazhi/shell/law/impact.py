"""What an amendment touches: each changed, moved or dropped article, and every place of ours that cites it.

impact(law, old, new, on=day)       the changes between two editions, with the places that cite each
"""

from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.words import Word
from fazhi.law import citers
from fazhi.law.citers import Place
from fazhi.law.errors import NotHeld
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import Article
from fazhi.law.paragraphs import narrow
from fazhi.law.reference import WHOLE, Ref
from fazhi.shell.law.pairing import Fate, Pair, pairs


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
        found = {fate.value: 0 for fate in Fate if fate is not Fate.SAME}
        for one in self.amended:
            found[one.pair.fate.value] += 1
        return found


def step(law: LawFacts, start: str, end: str = "") -> tuple[EditionFacts, EditionFacts]:
    """The two editions meant, each named by its day of adoption: without `end` from `start` to the newest held.

    When `start` is itself the newest, it is the amendment asked about, and the edition before it is what it amends.

    Raises NotHeld, naming the editions held, when there is no such edition or nothing to compare it with.
    """
    named = {edition.adopted_on.isoformat(): edition for edition in law.editions}
    held = "、".join(named) or "无"
    for name in filter(None, (start, end)):
        if name not in named:
            raise NotHeld(f"《{law.key}》没有收入“{name}”的文本。收入的有：{held}。")
    if len(law.editions) < 2:
        raise NotHeld(f"《{law.key}》只收入了一个文本（{held}），没有可以比较的。")
    newest = law.editions[-1]
    first, last = named[start], named[end] if end else newest
    if first is last:
        place = law.editions.index(first)
        if place == 0:
            raise NotHeld(f"《{law.key}》{start}是收入的最早文本，此前的没有收入。收入的有：{held}。")
        first = law.editions[place - 1]
    return first, last


def impact(law: LawFacts, old: EditionFacts, new: EditionFacts, *, on: date) -> Impact:
    """This will tell what of ours, as it stands on the day `on`, the step from one edition to the other touches."""
    before, after = texts(old), texts(new)
    cited: dict[str, list[tuple[str, str, Place]]] = {}
    for group in citers.citing(law, on=on):
        for place in group.places:
            cited.setdefault(place.ref.number, []).append((group.kind, group.title, place))
    amended = []
    for pair in pairs(before, after):
        if pair.fate is Fate.SAME:
            continue
        rows = cited.get(pair.old, []) if pair.old else []
        touched = tuple(_touched(place, kind, title, pair, before, after) for kind, title, place in rows)
        amended.append(Amended(pair, touched))
    whole = tuple(
        Touched(place, kind, title, Touch.CHECK, "", "", "") for kind, title, place in cited.get(WHOLE, [])
    )
    return Impact(law, old, new, tuple(amended), whole)


def texts(edition: EditionFacts) -> dict[str, str]:
    """The articles of an edition by number, in order."""
    rows = Article.objects.filter(edition_id=edition.id).order_by("position")
    return dict(rows.values_list("number", "text"))


def _touched(
    place: Place, kind: str, title: str, pair: Pair, before: dict[str, str], after: dict[str, str]
) -> Touched:
    """What becomes of the very part cited: it is looked for under the number that the place names, for that is what a
    reader would open.
    """
    was, now = _part(place.ref, before), _part(place.ref, after)
    if pair.fate is Fate.RENUMBERED:
        # The old number may now bear something else altogether.
        touch = Touch.MOVED if pair.old in after else Touch.GONE
    elif now is None:
        touch = Touch.GONE
    else:
        touch = Touch.AROUND if was == now else Touch.CHANGED
    return Touched(place, kind, title, touch, was or "", now or "", pair.new if pair.new != pair.old else "")


def _part(ref: Ref, held: dict[str, str]) -> str | None:
    text = held.get(ref.number)
    part = narrow(text, ref.paragraph, ref.item, ref.sub) if text is not None else None
    return part.text if part else None
