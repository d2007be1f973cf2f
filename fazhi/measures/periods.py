"""The stretches of time that measures are taken over: day, month, quarter, year, or from one day to another."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fazhi.kernel.counting import add_months
from fazhi.kernel.errors import Fault, Incomplete

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Length(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both inclusive. Written `2026`, `2026-Q3`, `2026-09`, `2026-09-30` or `A..B`."""

    length: Length
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that the text names. Raises Incomplete when it names none."""
        text = text.strip()
        try:
            if found := re.fullmatch(r"(\d{4})", text):
                return cls.holding(date(int(found[1]), 1, 1), Length.YEAR)
            if found := re.fullmatch(r"(\d{4})-?[Qq]([1-4])", text):
                return cls.holding(date(int(found[1]), int(found[2]) * 3 - 2, 1), Length.QUARTER)
            if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
                return cls.holding(date(int(found[1]), int(found[2]), 1), Length.MONTH)
            if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})", text):
                return cls.holding(date.fromisoformat(found[1]), Length.DAY)
            if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", text):
                first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
                if first <= last:
                    return cls(Length.SPAN, first, last)
        except (ValueError, OverflowError):
            pass
        said = "期间写作 2026、2026-Q3、2026-09、2026-09-30 或者 2026-01-01..2026-09-30。"
        raise Incomplete([Fault("period", said)])

    @classmethod
    def holding(cls, day: date, length: Length) -> "Period":
        """The period of that length which holds the day. A span holds just the day."""
        if length not in _MONTHS:
            return cls(length, day, day)
        months = _MONTHS[length]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(length, first, _month_end(first, months))

    @property
    def key(self) -> str:
        """As it is written in addresses and commands; `parse` reads it back."""
        match self.length:
            case Length.YEAR:
                return f"{self.first.year:04}"
            case Length.QUARTER:
                return f"{self.first.year:04}-Q{(self.first.month + 2) // 3}"
            case Length.MONTH:
                return f"{self.first:%Y-%m}"
            case Length.DAY:
                return self.first.isoformat()
            case _:
                return f"{self.first}..{self.last}"

    @property
    def title(self) -> str:
        """As people read it."""
        match self.length:
            case Length.YEAR:
                return f"{self.first.year}年"
            case Length.QUARTER:
                return f"{self.first.year}年第{'一二三四'[(self.first.month - 1) // 3]}季度"
            case Length.MONTH:
                return f"{self.first.year}年{self.first.month}月"
            case Length.DAY:
                return _said(self.first)
            case _:
                return f"{_said(self.first)}至{_said(self.last)}"

    def before(self) -> "Period":
        """The period of the same length just before this one. A span's is as many days long."""
        if self.length in {Length.SPAN, Length.DAY}:
            days = self.last - self.first + _DAY
            return Period(self.length, self.first - days, self.last - days)
        return Period.holding(self.first - _DAY, self.length)

    def year_before(self) -> "Period":
        """The same stretch of the year before."""
        if self.length in {Length.SPAN, Length.DAY}:
            return Period(self.length, add_months(self.first, -12), add_months(self.last, -12))
        return Period.holding(add_months(self.first, -12), self.length)

    def so_far(self, today: date) -> "Period":
        """The part of the period that has passed by today, both days counted; the whole once it is over."""
        if not self.first <= today < self.last:
            return self
        return Period(Length.SPAN, self.first, today)

    def alike(self, part: "Period", whole: "Period") -> "Period":
        """The part of this period that lies in it as `part` lies in `whole`: what a running period is compared with."""
        if part == whole:
            return self
        months = (self.first.year - whole.first.year) * 12 + self.first.month - whole.first.month
        last = min(self.last, max(self.first, add_months(part.last, months)))
        return Period(Length.SPAN, self.first, last)

    def back(self, count: int) -> "list[Period]":
        """So many periods of this length, this one last."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].before())
        return found[::-1]


def _month_end(first: date, months: int) -> date:
    # The last month there is has no day after it.
    if first.year * 12 + first.month - 1 + months > date.max.year * 12 + 11:
        return date.max
    return add_months(first, months) - _DAY


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
