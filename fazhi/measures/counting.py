"""Counting by SQL: the very matters behind a figure, and what they come to by organ and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from fazhi.measures.conditions import Ground
from fazhi.measures.contributing import Amount, Place
from fazhi.measures.declaring import DayOf, Measure, model_of
from fazhi.people import scope
from fazhi.procedures.models import Matter


@dataclass(frozen=True, slots=True)
class Within:
    """Whose matters are counted: a region with all below it, one organ, or both; nothing given is everybody's."""

    path: str = ""
    organ_id: Any = None

    def q(self, before: str) -> Q:
        """As a condition on columns that are written with this before them."""
        asked = scope.within(self.path, f"{before}region_path") if self.path else Q()
        return asked & Q(**{f"{before}organ_id": self.organ_id}) if self.organ_id else asked


EVERYWHERE = Within()


def counted(
    one: Measure, within: Within, first: date | None, last: date | None, part: str = "all"
) -> QuerySet[Matter]:
    """The matters behind a figure of the days from first to last.

    `part` is all, met (the numerator of a rate) or unmet. What stands on a day is asked as of `last`.
    """
    found = Q(pk__in=[])
    for rows in _rows(one, last):
        rows = _days(rows.filter(within.q(rows.ground.matter)), first, last)
        asked = rows.rows
        if part != "all" and one.met is not None:
            met = one.met.q(rows.ground)
            asked = asked.filter(met if part == "met" else ~met)
        if rows.ground.matter:
            found |= Q(pk__in=asked.values("matter_id"))
        else:
            found |= Q(pk__in=asked.values("pk"))
    return Matter.objects.filter(found)


def sums(one: Measure, within: Within, first: date | None, last: date | None) -> dict[Place, Amount]:
    """What the matters come to, by organ and day; of what stands on a day, by organ as of `last`."""
    found: dict[Place, Amount] = {}
    for rows in _rows(one, last):
        rows = _days(rows.filter(within.q(rows.ground.matter)), first, last)
        for place, amount in _grouped(one, rows, last):
            old = found.get(place, Amount(0, 0))
            found[place] = Amount(old.numerator + amount.numerator, old.denominator + amount.denominator)
    return {place: amount for place, amount in found.items() if amount != (0, 0)}


def facts(one: Measure, first: date | None, last: date | None) -> Iterator[tuple[Any, ...]]:
    """Every matter that is counted, with its part: (matter id, procedure, organ id, region path, day, numerator, denominator)."""
    for rows in _rows(one, last):
        rows = _days(rows, first, last)
        before = rows.ground.matter
        told = _amounts(one, rows.rows, rows.ground).values_list(
            rows.ground.key,
            f"{before}procedure",
            f"{before}organ_id",
            f"{before}region_path",
            "_day",
            "_numerator",
        )
        for matter_id, procedure, organ_id, path, day, numerator in told.iterator(chunk_size=2000):
            amount = Amount(_whole(one, numerator), 1 if one.is_ratio else 0)
            yield matter_id, procedure, organ_id, path, _as_day(day, last), *amount


@dataclass(frozen=True, slots=True)
class _Asked:
    """Rows of one model that are counted, and how the matter's columns are written from them."""

    rows: QuerySet[Any]
    ground: Ground

    def filter(self, asked: Q) -> "_Asked":
        return _Asked(self.rows.filter(asked), self.ground)


def _rows(one: Measure, day: date | None) -> Iterator[_Asked]:
    if not one.procedures:
        ground = Ground("", "pk", day)
        yield _annotated(one, Matter.objects.all(), ground)
    for procedure in one.procedures:
        ground = Ground("matter__", "matter_id", day)
        rows = model_of(procedure)._default_manager.filter(matter__procedure=procedure)
        yield _annotated(one, rows, ground)


def _annotated(one: Measure, rows: QuerySet[Any], ground: Ground) -> _Asked:
    if one.is_kept:
        rows = rows.annotate(_day=_expression(one.day, ground)).filter(_day__isnull=False)
    else:
        gone = Q(**{f"{ground.matter}closed_on__isnull": True}) | Q(
            **{f"{ground.matter}closed_on__gt": ground.day}
        )
        rows = rows.filter(gone, **{f"{ground.matter}opened_on__lte": ground.day}).annotate(
            _day=Value(None, CharField())
        )
    if one.span is not None:
        begun, ended = (_expression(end, ground) for end in one.span)
        rows = rows.annotate(_from=begun, _to=ended).filter(_from__isnull=False, _to__isnull=False)
    return _Asked(rows.filter(one.counts.q(ground)), ground)


def _expression(day: DayOf, ground: Ground) -> Any:
    match day.what:
        case "opened" | "closed":
            return F(f"{ground.matter}{day.what}_on")
        case "column":
            return F(day.key)
        case _:
            part = "done" if day.what == "done" else "since"
            found = KeyTextTransform(day.key, KeyTransform(part, F(f"{ground.matter}trail")))
            # As plain text, so that it is compared with a day written out and not with JSON.
            return Cast(found, TextField())


def _days(asked: _Asked, first: date | None, last: date | None) -> _Asked:
    """Rows whose day lies within. Days of the trail are ISO texts, which sort as the days do."""
    annotation = asked.rows.query.annotations["_day"]
    if isinstance(annotation, Value):
        return asked
    as_text = isinstance(annotation, Cast)
    for bound, how in ((first, "gte"), (last, "lte")):
        if bound is not None:
            asked = asked.filter(Q(**{f"_day__{how}": bound.isoformat() if as_text else bound}))
    return asked


def _amounts(one: Measure, rows: QuerySet[Any], ground: Ground) -> QuerySet[Any]:
    if one.kind == "rate":
        assert one.met is not None
        numerator: Any = Case(When(one.met.q(ground), then=1), default=0, output_field=IntegerField())
    elif one.kind == "count":
        numerator = Value(1)
    elif one.sums:
        numerator = F(one.sums[0])
        for column in one.sums[1:]:
            numerator = numerator + F(column)
    else:
        numerator = ExpressionWrapper(F("_to") - F("_from"), DurationField())
    return rows.annotate(_numerator=numerator)


def _grouped(one: Measure, asked: _Asked, last: date | None) -> Iterator[tuple[Place, Amount]]:
    before = asked.ground.matter
    rows = (
        _amounts(one, asked.rows, asked.ground)
        .values(f"{before}organ_id", f"{before}region_path", "_day")
        .order_by()
        .annotate(_sum=Sum("_numerator"), _count=Count("pk"))
        .values_list(f"{before}organ_id", f"{before}region_path", "_day", "_sum", "_count")
    )
    for organ_id, path, day, total, count in rows:
        amount = Amount(_whole(one, total), count if one.is_ratio else 0)
        yield Place(one.key, organ_id, path, _as_day(day, last)), amount


def _whole(one: Measure, total: Any) -> int:
    """A sum in whole numbers: money in 分, time in days."""
    if isinstance(total, timedelta):
        return total.days
    if one.is_money:
        return int((Decimal(total or 0) * 100).to_integral_value(ROUND_HALF_EVEN))
    return int(total or 0)


def _as_day(day: Any, last: date | None) -> date:
    if day is None:
        assert last is not None, "what stands is asked as of a day"
        return last
    return date.fromisoformat(day) if isinstance(day, str) else day
