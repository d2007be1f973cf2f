"""The calendar that answers day by day, out of year tables. No database."""

from collections.abc import Iterable
from datetime import date

from fazhi.calendars import years
from fazhi.calendars.years import Kind, SpecialDay, YearTable
from fazhi.kernel.errors import CalendarMissing

WEEKDAYS = "周一", "周二", "周三", "周四", "周五", "周六", "周日"


class StatutoryCalendar:
    """Working and rest days: adopted years first, then published ones, then those computed by the rule.

    Unchanging once made: a new edition is a new calendar. Without adopted years it stands on the package alone.
    """

    def __init__(self, adopted: Iterable[YearTable] = ()) -> None:
        self._tables: dict[int, YearTable] = {table.year: table for table in adopted}
        parts = [
            f"{t.year}年采用版 {t.edition.partition(':')[2][:12]}"
            for t in sorted_by_year(self._tables.values())
        ]
        self._edition = "；".join([years.package_edition(), *parts])

    @property
    def edition(self) -> str:
        """Package, version and the digests of adopted years."""
        return self._edition

    def year(self, year: int) -> YearTable:
        """The table of a year. Raises CalendarMissing for years that nothing can be said of."""
        if found := self._tables.get(year):
            return found
        if (made := years.published(year) or years.computed(year)) is None:
            raise CalendarMissing(f"没有{year}年的法定日历，请先采用该年度的放假安排")
        self._tables[year] = made
        return made

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        special = self._special(day)
        return special.kind is Kind.WORKING if special else day.weekday() < 5

    def is_rest(self, day: date) -> bool:
        """Whether it is a statutory rest day: a holiday, or a weekend that is not worked in exchange."""
        return not self.is_working(day)

    def why(self, day: date) -> str:
        """What makes the day special: 国庆节, 调休上班, 周六; empty for a plain working day."""
        if special := self._special(day):
            return special.name if special.kind is Kind.REST else "调休上班"
        return WEEKDAYS[day.weekday()] if day.weekday() >= 5 else ""

    def is_provisional(self, day: date) -> bool:
        """Whether that year's holidays are only computed."""
        return not self.year(day.year).published

    def _special(self, day: date) -> SpecialDay | None:
        return self.year(day.year).days.get(day)


def sorted_by_year(tables: Iterable[YearTable]) -> list[YearTable]:
    """The tables, earliest year first."""
    return sorted(tables, key=lambda table: table.year)
