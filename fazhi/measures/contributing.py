"""What one matter contributes to which measures, reckoned in memory from its rows as an act has left them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.utils import timezone

from fazhi.measures.conditions import Facts
from fazhi.measures.declaring import DayOf, Measure

CENT = Decimal("0.01")


class Place(NamedTuple):
    """Where something is counted: one row of the roll-ups."""

    measure: str
    organ_id: UUID
    region_path: str
    day: date


class Amount(NamedTuple):
    """How much: matters, days, or 分 of money over matters."""

    numerator: int
    denominator: int


def contributions(measures: Iterable[Measure], facts: Facts) -> dict[Place, Amount]:
    """Where and how much this matter counts, of measures that are kept."""
    found: dict[Place, Amount] = {}
    for one in measures:
        day = day_of(one.day, facts)
        if day is None or not one.counts.holds(facts):
            continue
        amount = _amount(one, facts)
        if amount is not None:
            place = Place(one.key, facts.matter.organ_id, facts.matter.region_path, day)
            found[place] = amount
    return found


def changes(before: dict[Place, Amount], after: dict[Place, Amount]) -> dict[Place, Amount]:
    """What must be added to the roll-ups so that they tell `after` where they told `before`."""
    numerators: Counter[Place] = Counter()
    denominators: Counter[Place] = Counter()
    for sign, side in ((-1, before), (1, after)):
        for place, amount in side.items():
            numerators[place] += sign * amount.numerator
            denominators[place] += sign * amount.denominator
    places = numerators.keys() | denominators.keys()
    moved = {place: Amount(numerators[place], denominators[place]) for place in places}
    return {place: amount for place, amount in moved.items() if amount != (0, 0)}


def day_of(day: DayOf, facts: Facts) -> date | None:
    """The day of the matter that the rule names; None while there is none."""
    match day.what:
        case "opened":
            return facts.matter.opened_on
        case "closed":
            return facts.matter.closed_on
        case "column":
            return _day(getattr(facts.row, day.key))
        case "done" | "entered":
            part = "done" if day.what == "done" else "since"
            return _day(facts.matter.trail.get(part, {}).get(day.key))
    raise ValueError(day.what)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localdate(value)
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _amount(one: Measure, facts: Facts) -> Amount | None:
    match one.kind:
        case "count":
            return Amount(1, 0)
        case "rate":
            assert one.met is not None
            return Amount(int(one.met.holds(facts)), 1)
    if one.sums:
        total = sum(_cents(facts.row, column) for column in one.sums)
        return Amount(total, 1 if one.kind == "mean" else 0)
    assert one.span is not None
    first, last = (day_of(end, facts) for end in one.span)
    return Amount((last - first).days, 1) if first and last else None


def _cents(row: models.Model, column: str) -> int:
    """Money as the column will keep it, in 分."""
    value = getattr(row, column)
    return int(Decimal(value or 0).quantize(CENT) * 100)
