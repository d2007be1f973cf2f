"""The calendar in force, out of the database, remembered in the process by its edition."""

from dataclasses import dataclass

from django.db import DatabaseError, connection

from fazhi.calendars.calendar import StatutoryCalendar
from fazhi.calendars.models import CalendarDay, CalendarYear
from fazhi.calendars.years import Kind, SpecialDay, YearTable, table
from fazhi.statements import Fixed

Stamp = tuple[tuple[int, str, bool, str], ...]


@dataclass(slots=True)
class _Memory:
    """The calendar last made in this process, and the editions it was made from; replaced as one pair."""

    pair: tuple[Stamp, StatutoryCalendar]


_memory = _Memory(((), StatutoryCalendar()))


def current() -> StatutoryCalendar:
    """The calendar in force.

    Each call asks the database once which editions are adopted (a handful of rows), so that an adoption in another
    process counts at once; the days are read again only when an edition has changed. Before the first migration there
    are no tables, and the published years of the package stand alone.
    """
    stamp = _stamp()
    kept_stamp, calendar = _memory.pair
    if stamp != kept_stamp:
        calendar = StatutoryCalendar(_tables(stamp))
        _memory.pair = (stamp, calendar)
    return calendar


_YEARS: Fixed[tuple[int, str, bool, str]] = Fixed(
    lambda: CalendarYear.objects.order_by("year").values_list("year", "edition", "published", "source")
)


def _stamp() -> Stamp:
    try:
        return tuple(_YEARS())
    except DatabaseError:
        if CalendarYear._meta.db_table in connection.introspection.table_names():
            raise
        return ()


def _tables(stamp: Stamp) -> list[YearTable]:
    found: dict[int, list[SpecialDay]] = {year: [] for year, *_ in stamp}
    for year, day, kind, name in CalendarDay.objects.values_list("year__year", "date", "kind", "name"):
        found.setdefault(year, []).append(SpecialDay(day, Kind(kind), name))
    return [
        table(year, found[year], published=published, source=source, edition=edition)
        for year, edition, published, source in stamp
    ]
