"""Keeping the roll-ups in the transaction of each act: one statement more, and none when the act changes no figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from fazhi.measures.conditions import Facts, Sub
from fazhi.measures.contributing import Amount, Place, changes, contributions
from fazhi.measures.declaring import asking_for, kept_of, model_of
from fazhi.measures.models import Rollup
from fazhi.procedures import selectors
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.models import ClockRow, Matter
from fazhi.procedures.watching import PARENT_LEFT


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter before an act: what it contributed, and how it stood as a sub-matter of its parent."""

    amounts: dict[Place, Amount]
    sub: Sub


class Keeper:
    """Looks on while acts are done and moves what they change in the roll-ups."""

    def before(self, loaded: Loaded) -> Seen | None:
        """What the matter contributes before the act; None for one that is only now being opened."""
        if loaded.matter._state.adding:
            return None
        return Seen(_of(loaded), Sub.of(loaded.matter))

    def after(self, loaded: Loaded, action: str, seen: Seen | None) -> None:
        """Write what has changed, for the matter and, where a measure asks so, for its parent."""
        moved = changes(seen.amounts if seen else {}, _of(loaded))
        # A parent that opens or ends this one is itself in the middle of an act, and reckons with it there.
        if seen is not None and loaded.matter.parent_id and action != PARENT_LEFT:
            moved = _together(moved, _of_parent(loaded.matter.parent_id, seen.sub, Sub.of(loaded.matter)))
        keep(moved)


def _of(loaded: Loaded) -> dict[Place, Amount]:
    facts = Facts(
        loaded.matter,
        loaded.row,
        loaded.clocks.values,
        lambda: [Sub.of(child) for child in loaded.children],
    )
    return contributions(kept_of(loaded.definition.key), facts)


def _of_parent(parent_id: UUID, old: Sub, new: Sub) -> dict[Place, Amount]:
    """What changes for the parent: it is read only when a measure would now answer otherwise of this sub-matter."""
    told = [
        one
        for one, asked in asking_for(new.procedure)
        if any(question.fits(old) != question.fits(new) for question in asked)
    ]
    if not told:
        return {}
    parent = selectors.one(parent_id)
    told = [one for one in told if not one.procedures or parent.procedure in one.procedures]
    if not told:
        return {}
    others = [Sub.of(m) for m in Matter.objects.filter(parent_id=parent_id).exclude(pk=new.id)]
    row = model_of(parent.procedure)._default_manager.get(pk=parent.pk)
    clocks: list[ClockRow] = []

    def read() -> Iterable[ClockRow]:
        if not clocks:
            clocks.extend(ClockRow.objects.filter(matter_id=parent.pk))
        return clocks

    was, now = (
        contributions(told, Facts(parent, row, read, lambda mine=mine: [*others, mine]))  # type: ignore[misc]
        for mine in (old, new)
    )
    return changes(was, now)


def _together(one: dict[Place, Amount], other: dict[Place, Amount]) -> dict[Place, Amount]:
    if not other:
        return one
    # Both say what is added; taking "nothing minus the other" away adds it.
    return changes({place: Amount(-a.numerator, -a.denominator) for place, a in other.items()}, one)


_UPSERT = (
    "INSERT INTO measures_rollup (measure, organ_id, region_path, day, numerator, denominator) VALUES {rows}"
    " ON CONFLICT (measure, organ_id, region_path, day) DO UPDATE SET"
    " numerator = measures_rollup.numerator + excluded.numerator,"
    " denominator = measures_rollup.denominator + excluded.denominator"
)


def keep(moved: dict[Place, Amount]) -> None:
    """Add to the roll-ups: one statement, none when there is nothing to add."""
    if not moved:
        return
    organ = Rollup._meta.get_field("organ")
    values: list[Any] = []
    # Always in one order, so that two acts that change the same figures do not wait for one another.
    for place, amount in sorted(moved.items()):
        key = organ.target_field.get_db_prep_value(place.organ_id, connection)
        values += [place.measure, key, place.region_path, place.day, *amount]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(rows=_places(len(moved))), values)


def _places(count: int) -> str:
    return ", ".join(["(%s, %s, %s, %s, %s, %s)"] * count)


KEEPER: Any = Keeper()
