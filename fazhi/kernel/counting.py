"""Walking along the days of a term: the engine under `periods`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from fazhi.kernel.errors import Fault, Incomplete
from fazhi.kernel.terms import Unit

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
LONGEST = 60 * 366
"""Days after which a count is given up: no term of law is longer, and a calendar without working days must not hang."""


class WorkCalendar(Protocol):
    """Which days are worked, by one edition of the holiday notices."""

    @property
    def edition(self) -> str:
        """A short name of the data behind the answers; it changes whenever any of them may."""

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""

    def is_rest(self, day: date) -> bool:
        """Whether it is a statutory rest day: a holiday, or a weekend that is not worked in exchange."""

    def why(self, day: date) -> str:
        """What makes the day special: 周六, 国庆节, 调休上班; empty for a plain working day."""

    def is_provisional(self, day: date) -> bool:
        """Whether the holidays of that day's year are only computed, because the State Council's notice is not out."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, both ends inclusive. `end` is None while the pause still lasts."""

    start: date
    end: date | None
    why: str = ""
    basis: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day lies within the pause."""
        return self.start <= day and (self.end is None or day <= self.end)


class Cause(Enum):
    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    MOVED = "moved"


class Step(NamedTuple):
    """One day of the walk: how many units were counted by its end, and what became of it."""

    day: date
    n: int
    cause: Cause
    pause: Pause | None = None


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on (or back, when negative); the month's last day where there is none.

    Basis: 《民法典》第二百零二条
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date out of range")
    first = date(year, month + 1, 1)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def same_day(day: date, length: int, unit: Unit) -> date:
    return add_months(day, length * (12 if unit is Unit.YEAR else 1))


def steps(
    start: date, length: int, unit: Unit, calendar: WorkCalendar, pauses: tuple[Pause, ...], roll: bool
) -> Iterator[Step]:
    """Every day from the one after the start to the last. An open pause ends the walk with its first day."""
    total = length
    if unit in {Unit.MONTH, Unit.YEAR}:
        total = (same_day(start, length, unit) - start).days
    by_working_day = unit is Unit.WORKING_DAY
    day, n, walked = start, 0, 0
    while n < total:
        day += DAY
        walked += 1
        if walked > LONGEST + sum((p.end - p.start).days + 1 for p in pauses if p.end):
            raise Incomplete([Fault("length", "在日历中找不到足够的工作日。")])
        if pauses and (pause := pause_on(day, pauses)) is not None:
            yield Step(day, n, Cause.PAUSED, pause)
            if pause.end is None:
                return
        elif by_working_day and not calendar.is_working(day):
            yield Step(day, n, Cause.REST)
        else:
            n += 1
            yield Step(day, n, Cause.COUNTED)
    if not roll and not by_working_day:
        return
    # 民法典203: a last day of rest moves on. A pause that begins in that stretch finds the term unfinished still.
    moved = False
    while calendar.is_rest(day) or (moved and pause_on(day, pauses) is not None):
        pause = pause_on(day, pauses) if moved else None
        if moved:
            yield Step(day, n, Cause.PAUSED if pause else Cause.MOVED, pause)
            if pause and pause.end is None:
                return
        day, moved = day + DAY, True
    if moved:
        yield Step(day, n, Cause.MOVED)


def pause_on(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    """The pause that holds the day; where several do, one without an end goes before the rest."""
    held = [p for p in pauses if p.holds(day)]
    return next((p for p in held if p.end is None), held[0] if held else None)


def add_hours(start: datetime, length: int, pauses: tuple[Pause, ...]) -> datetime | None:
    moment, left = start.astimezone(ZONE), timedelta(hours=length)
    while True:
        pause = pause_on(moment.date(), pauses)
        if pause is not None:
            if not left:
                return moment
            if pause.end is None:
                return None
            moment = midnight(pause.end + DAY)
            continue
        rest_of_day = midnight(moment.date() + DAY) - moment
        if not pauses or left <= rest_of_day:
            return moment + left
        left -= rest_of_day
        moment = midnight(moment.date() + DAY)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def as_day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return (moment.astimezone(ZONE) if moment.tzinfo else moment).date()
    return moment
