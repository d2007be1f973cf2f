"""The special days of one year: as published, as adopted, or as the rule gives them. No database.

Basis: 《全国年节及纪念日放假办法》（2024年11月10日修订，2025年1月1日起施行）
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from chinese_calendar.constants import Holiday, holidays, workdays

from fazhi.kernel.digests import canonical_json, digest

DATA = Path(__file__).parent / "data" / "festivals.csv"
"""Days of the lunar festivals and of 清明, 2004 to 2099; cnlunar 0.2.5 and lunar-python 1.4.8 agree on every one."""
RULE = "全国年节及纪念日放假办法（2024年修订）"
RULE_SINCE = 2025
DAY = timedelta(days=1)

_NAMES = {
    Holiday.new_years_day.value: "元旦",
    Holiday.spring_festival.value: "春节",
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.labour_day.value: "劳动节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.national_day.value: "国庆节",
    Holiday.mid_autumn_festival.value: "中秋节",
    Holiday.anti_fascist_70th_day.value: "抗战胜利70周年纪念日",
}


class Kind(StrEnum):
    """What a special day is: worked although a weekend, or rested although none (or a weekend that is a holiday)."""

    WORKING = "working"
    REST = "rest"


@dataclass(frozen=True, slots=True, order=True)
class SpecialDay:
    """A day that is not what its place in the week says, or that has a holiday's name."""

    date: date
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class YearTable:
    """All special days of a year. `published` is false while the year is only computed."""

    year: int
    days: Mapping[date, SpecialDay]
    published: bool
    source: str
    edition: str


def edition_of(year: int, days: Iterable[SpecialDay]) -> str:
    """The digest of a year's special days, whatever their order."""
    rows = [[d.date, d.kind, d.name] for d in sorted(days)]
    return digest(canonical_json({"year": year, "days": rows}))


def table(
    year: int, days: Iterable[SpecialDay], *, published: bool, source: str, edition: str = ""
) -> YearTable:
    """A year's table from its days."""
    kept = {d.date: d for d in days}
    return YearTable(
        year, MappingProxyType(kept), published, source, edition or edition_of(year, kept.values())
    )


@cache
def published_years() -> range:
    """The years whose State Council notices the package `chinesecalendar` holds."""
    years = {day.year for day in holidays}
    return range(min(years), max(years) + 1)


def package_edition() -> str:
    """Name, version and years of the package, in words."""
    years = published_years()
    return f"国务院办公厅放假安排{years[0]}—{years[-1]}（chinesecalendar {version('chinesecalendar')}）"


@cache
def published(year: int) -> YearTable | None:
    """The year as the package has it, or None when it does not."""
    if year not in published_years():
        return None
    days = [SpecialDay(day, Kind.REST, _NAMES[name]) for day, name in holidays.items() if day.year == year]
    days += [
        SpecialDay(day, Kind.WORKING, _NAMES[name]) for day, name in workdays.items() if day.year == year
    ]
    return table(year, days, published=True, source=package_edition())


@cache
def _festivals() -> Mapping[int, Mapping[str, date]]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = [
            {name: date.fromisoformat(text) for name, text in row.items()} for row in csv.DictReader(lines)
        ]
    return {row["春节"].year: row for row in rows}


def statutory(year: int) -> list[tuple[date, str]]:
    """The thirteen statutory holidays of a year, in order; a day that is two of them stands twice.

    Basis: 《全国年节及纪念日放假办法》第二条

    Raises KeyError outside 2004 to 2099, the years whose lunar festivals are known.
    """
    festivals = _festivals()[year]
    spring = festivals["春节"]
    days = [
        (date(year, 1, 1), "元旦"),
        *((spring + n * DAY, "春节") for n in (-1, 0, 1, 2)),
        (festivals["清明节"], "清明节"),
        *((date(year, 5, n), "劳动节") for n in (1, 2)),
        (festivals["端午节"], "端午节"),
        (festivals["中秋节"], "中秋节"),
        *((date(year, 10, n), "国庆节") for n in (1, 2, 3)),
    ]
    return sorted(days)


@cache
def computed(year: int) -> YearTable | None:
    """The year by the rule alone, or None when its lunar festivals are not known.

    A holiday on a weekend is made up on the next day that would be worked, and so is one that falls on another
    holiday, as the notices have done (2020: 国庆节 and 中秋节 on one day). Nothing is shifted for longer holidays: that
    is the State Council's choice, not arithmetic.

    Basis: 《全国年节及纪念日放假办法》第二条、第六条
    """
    if year not in _festivals():
        return None
    rest: dict[date, str] = {}
    owed: list[tuple[date, str]] = []
    for day, name in statutory(year):
        if day.weekday() >= 5 or day in rest:
            owed.append((day, name))
        rest.setdefault(day, name)
    for day, name in owed:
        makeup = day
        while makeup in rest or makeup.weekday() >= 5:
            makeup += DAY
        rest[makeup] = name
    days = [SpecialDay(day, Kind.REST, name) for day, name in rest.items()]
    return table(year, days, published=False, source=f"按《{RULE}》推算")


def with_statutory(year: int, days: Iterable[SpecialDay]) -> list[SpecialDay]:
    """The days of a notice, and those statutory holidays that it does not spell out: they are rest days by law.

    Basis: 《全国年节及纪念日放假办法》第二条
    """
    kept = {d.date: d for d in days}
    if year >= RULE_SINCE and year in _festivals():
        for day, name in statutory(year):
            kept.setdefault(day, SpecialDay(day, Kind.REST, name))
    return sorted(kept.values())
