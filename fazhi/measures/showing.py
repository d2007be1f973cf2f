"""Figures as tables: all measures side by side, one over time, one by place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fazhi.measures import figures, scope
from fazhi.measures.declaring import Measure
from fazhi.measures.figures import Place, Value
from fazhi.measures.periods import Length, Period
from fazhi.measures.tables import Cell, Table

_HOW_MANY = {Length.YEAR: 5, Length.QUARTER: 8, Length.MONTH: 12, Length.DAY: 30, Length.SPAN: 4}


def compared(period: Period, today: date) -> list[Period]:
    """This period as far as it has come, the one before and that of the year before, each as far."""
    now = period.so_far(today)
    return [now, period.before().alike(now, period), period.year_before().alike(now, period)]


def overview(wanted: Iterable[Measure], place: Place, period: Period, today: date) -> list[Table]:
    """One table a group: each measure with its last period and last year's beside it."""
    wanted, periods = list(wanted), compared(period, today)
    values = figures.table_of(wanted, place, periods)
    tables = []
    for group in dict.fromkeys(one.group for one in wanted):
        rows = [
            [
                Cell(one.title, address(one, place, period), one.says),
                *map(cell, values[one.key]),
                _target(one),
            ]
            for one in wanted
            if one.group == group
        ]
        tables.append(
            Table(
                group or "其他",
                ["指标", "本期", "上期", "去年同期", "目标"],
                rows,
                note(place, periods),
                key=group,
            )
        )
    return tables


def headlines(wanted: Iterable[Measure], place: Place, period: Period, today: date) -> list[dict[str, Any]]:
    """At most seven tiles, each with the period before beside it."""
    wanted = [one for one in wanted if one.is_headline][:7]
    values = figures.table_of(wanted, place, compared(period, today)[:2])
    return [_tile(one, values[one.key], place, period) for one in wanted]


def over_time(one: Measure, place: Place, period: Period, today: date) -> tuple[Table, list[Value]]:
    """The measure in this period and those before it, oldest first."""
    periods = [p.so_far(today) for p in period.back(_HOW_MANY[period.length])]
    values = figures.at(one, place, periods)
    rows = [[Cell(v.period.title), *parts(one, v)] for v in reversed(values)]
    return Table(f"{one.title}：各期", ["期间", *labels(one)], rows, place.name, key="periods"), values


def by_place(one: Measure, place: Place, period: Period, today: date) -> Table:
    """The measure by the regions right below, or by organ where there are none."""
    now = period.so_far(today)
    of = scope.below(place)
    organs = list(scope.organs_in(place.within.path)) if place.within.path else []
    amounts = figures.by_organ(one, place.within, now)
    rows = []
    for region in of:
        inside = [
            amounts[o.pk] for o in organs if o.pk in amounts and o.region.path.startswith(region.within.path)
        ]
        rows.append(_place_row(one, region, now, figures.total(inside), period))
    own = [o for o in organs if o.region.path == place.within.path] if of else organs
    rows += [
        _place_row(one, scope.organ_place(o, place.region), now, amounts[o.pk], period)
        for o in own
        if o.pk in amounts
    ]
    title = f"{one.title}：{'各地区与本级机关' if of else '各机关'}"
    return Table(title, ["地区" if of else "机关", *labels(one)], rows, note(place, [now]), key="places")


def chart(one: Measure, values: Sequence[Value]) -> dict[str, Any]:
    """What the chart is drawn from: the same figures as the table."""
    return {
        "title": one.title,
        "unit": one.unit,
        "line": one.is_ratio,
        "labels": [v.period.title for v in values],
        "values": [None if v.value is None else float(v.value) for v in values],
        "target": None if one.target is None else float(one.target),
    }


def address(one: Measure, place: Place, period: Period, part: str = "") -> str:
    """The page of a measure for a place and a period."""
    query = {"period": period.key, "region": place.region, "organ": place.organ}
    return f"/measures/{one.key}/{part}?{urlencode({k: v for k, v in query.items() if v})}"


def cell(found: Value) -> Cell:
    """A value as a cell that opens down to its records."""
    return Cell(found.text, found.records_url, found.worked, found.value)


def parts(one: Measure, found: Value) -> list[Cell]:
    """A value with what it comes from, in columns of their own."""
    if found.denominator is None:
        return [cell(found)]
    top = Cell(f"{found.numerator:,}", number=found.numerator)
    return [
        Cell(found.text, found.records_url, number=found.value),
        top,
        Cell(f"{found.denominator:,}", number=found.denominator),
    ]


def labels(one: Measure) -> list[str]:
    """The columns that `parts` fills."""
    value = f"数值（{one.unit}）"
    if not one.is_ratio:
        return [value]
    return [value, "分子" if one.kind == "rate" else "合计", "件数" if one.kind == "mean" else "分母"]


def note(place: Place, periods: Sequence[Period]) -> str:
    """Whose figures these are and of which days."""
    told = f"{place.name}　本期：{periods[0].title}"
    return told + (f"；上期：{periods[1].title}；去年同期：{periods[2].title}" if len(periods) > 2 else "")


def _place_row(one: Measure, place: Place, now: Period, amount: Any, period: Period) -> list[Cell]:
    found = figures.made(one, place, now, amount)
    return [Cell(place.name, address(one, place, period)), *parts(one, found)]


def _target(one: Measure) -> Cell:
    return Cell("—") if one.target is None else Cell(f"{one.target}{one.unit}", number=one.target)


def _tile(one: Measure, values: Sequence[Value], place: Place, period: Period) -> dict[str, Any]:
    now, before = values
    missed = one.target is not None and now.value is not None and now.value < one.target
    return {
        "label": one.title,
        "value": f"{now.value:,}" if now.value is not None else now.text,
        "unit": one.unit if now.value is not None else "",
        "previous": f"上期 {before.text}",
        "url": address(one, place, period),
        "definition": one.says,
        "tone": "amber" if missed and one.better == "higher" else "",
    }
