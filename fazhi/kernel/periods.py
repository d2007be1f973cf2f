"""Counting of terms: from a start day to a last day, with each day on the way accounted for.

The rules are those of 《民法典》第二百零一条至第二百零三条, which public law follows: the start day is not counted; months
and years end on the corresponding day, or on the month's last day where there is none; a last day that is a rest day
moves to the first day after the rest. Paused days, both ends inclusive, do not count.

This module does not guess whether "日" in some law means working days: see `day_rules`. Nor does it know holidays: it
asks a WorkCalendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from fazhi.kernel.counting import (
    DAY,
    LONGEST,
    ZONE,
    Cause,
    Pause,
    Step,
    WorkCalendar,
    add_hours,
    add_months,
    as_day,
    midnight,
    pause_on,
    same_day,
    steps,
)
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.kernel.terms import Unit

__all__ = [
    "DayLine", "Pause", "Period", "Unit", "WorkCalendar", "add_months", "before", "due", "explain_before", "remaining",
]  # fmt: skip

PROVISIONAL = "按未公布年度推算"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a count: whether it counted, as the how-manieth unit, and why or why not."""

    date: date
    counted: bool
    n: int | None
    why: str

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {_weekday(self.date)} {self.why}".rstrip()


@dataclass(frozen=True, slots=True)
class Period:
    """A counted term. `due` is its last day, inclusive; a moment for hours; None while an open pause holds it up.

    `length` already contains the extension `extra`. `provisional` says that the answer leans on a year whose holidays
    are not published yet.
    """

    start: date | datetime
    due: date | None
    unit: Unit
    length: int
    extra: int
    roll: bool
    provisional: bool
    edition: str
    pauses: tuple[Pause, ...] = ()
    calendar: WorkCalendar | None = field(default=None, repr=False, compare=False)

    @property
    def is_suspended(self) -> bool:
        """Whether an unfinished pause keeps the term from ending."""
        return self.due is None

    @property
    def days(self) -> tuple[DayLine, ...]:
        """Every day from the one after the start to the last, counted or not. Worked out when asked for."""
        if self.unit is Unit.HOUR:
            return tuple(_hour_lines(self))
        return tuple(self._line(step) for step in self._steps())

    def _steps(self) -> Iterator[Step]:
        assert self.calendar is not None
        return steps(as_day(self.start), self.length, self.unit, self.calendar, self.pauses, self.roll)

    def _line(self, step: Step) -> DayLine:
        assert self.calendar is not None
        why = self.calendar.why(step.day)
        if step.cause is Cause.PAUSED and step.pause is not None:
            text = _pause_text(step.pause)
        elif step.cause is Cause.REST:
            text = f"不计：{_rest(why)}"
        elif step.cause is Cause.MOVED:
            text = f"{_rest(why)}，顺延" if self.calendar.is_rest(step.day) else "顺延至此日"
        elif self.unit is Unit.WORKING_DAY:
            text = f"第{step.n}个工作日" + (f"（{why}，计入）" if why else "")
        else:
            text = f"第{step.n}日" + (f"（{why}）" if why and not why.startswith("周") else "")
        counted = step.cause is Cause.COUNTED
        return DayLine(step.day, counted, step.n if counted else None, text)

    def explain(self) -> list[str]:
        """The whole sum in Chinese, line by line: rule, each day, last day, edition of the calendar."""
        if self.unit is Unit.HOUR:
            first = f"自{_moment(self.start)}起算（《民法典》第二百零一条第二款）"
        else:
            day = as_day(self.start)
            first = f"{day.isoformat()} {_weekday(day)} 起始日，不计入（《民法典》第二百零一条第一款）"
        term = f"期限：{self.length}{self.unit.label}"
        if self.extra:
            term += f"（其中延长{self.extra}{self.unit.label}）"
        lines = [term, *self._month_line(), first, *map(str, self.days)]
        if self.due is None:
            lines.append("期限届满日：暂不能确定，恢复计算后另行推算")
        elif isinstance(self.due, datetime):
            lines.append(f"期限届满：{_moment(self.due)}")
        else:
            lines.append(f"期限届满日：{self.due.isoformat()}（{_weekday(self.due)}）")
        lines.append(f"依据日历：{self.edition}")
        if self.provisional:
            lines.append(f"说明：{PROVISIONAL}，年度放假安排公布后重新计算")
        return lines

    def _month_line(self) -> list[str]:
        if self.unit not in {Unit.MONTH, Unit.YEAR}:
            return []
        start = as_day(self.start)
        end = same_day(start, self.length, self.unit)
        line = f"到期月的对应日为{end.isoformat()}，共{(end - start).days}日"
        if end.day != start.day:
            line = f"到期月没有对应日，以月末日{end.isoformat()}为最后一日，共{(end - start).days}日"
        return [line + "（《民法典》第二百零二条）"]


def due(
    start: date | datetime,
    term_length: int,
    unit: Unit,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    roll: bool = True,
    extra: int = 0,
) -> Period:
    """Count a term of `term_length` + `extra` units from `start`, which itself is not counted.

    `roll` moves a last day that is a rest day to the first working day after it; terms of working days end on a
    working day anyhow, and hours never move. For months and years the paused days are added at the end. Hours need an
    aware datetime as `start` and give one in `due`.

    Basis: 《民法典》第二百零一条、第二百零二条、第二百零三条

    Raises Incomplete for a length below zero, a pause that ends before it begins, and hours from a bare day.
    """
    unit = Unit(unit)
    length = term_length + extra
    faults = []
    if term_length < 0 or extra < 0:
        faults.append(Fault("length", "期限和延长的长度不能小于零。"))
    if length > _most(unit):
        faults.append(Fault("length", f"期限过长，最多{_most(unit)}{unit.label}。"))
    faults += [
        Fault("pause", f"扣除期间的结束日{pause.end}早于开始日{pause.start}。")
        for pause in pauses
        if pause.end is not None and pause.end < pause.start
    ]
    if unit is Unit.HOUR and (not isinstance(start, datetime) or start.tzinfo is None):
        faults.append(Fault("start", "按小时计算的期限须写明起算的时刻。"))
    if faults:
        raise Incomplete(faults)
    ordered = tuple(sorted(pauses, key=lambda p: (p.start, p.end is None, p.end or p.start)))
    provisional = False
    last: date | None
    if isinstance(start, datetime) and unit is Unit.HOUR:
        last = add_hours(start, length, ordered)
    else:
        last, first = None, as_day(start)
        asks = unit is Unit.WORKING_DAY
        try:
            for step in steps(first, length, unit, calendar, ordered, roll):
                last = step.day
                if asks and step.cause is not Cause.PAUSED and not provisional:
                    provisional = calendar.is_provisional(last)
                if step.pause is not None and step.pause.end is None:
                    last = None
                    break
            else:
                last = last or first
        except OverflowError as error:
            raise Incomplete([Fault("length", "期限超出日历所能表示的年份。")]) from error
        if last is not None and roll and not provisional:
            provisional = calendar.is_provisional(last)
    return Period(start, last, unit, length, extra, roll, provisional, calendar.edition, ordered, calendar)


def before(event_day: date | datetime, length: int, unit: Unit, calendar: WorkCalendar) -> date:
    """The latest day on which an act owed "N days before" an event is in time.

    N full units lie between: neither the day of the act nor that of the event counts. For hours both are moments.

    Basis: none (house practice; no statute says whether the two outer days count, so the safer reading is taken)

    Raises Incomplete for a length below zero, and for hours before a bare day.
    """
    unit = Unit(unit)
    if not 0 <= length <= _most(unit):
        raise Incomplete([Fault("length", f"期限的长度应在0至{_most(unit)}{unit.label}之间。")])
    if unit is Unit.HOUR:
        if not isinstance(event_day, datetime) or event_day.tzinfo is None:
            raise Incomplete([Fault("event", "按小时计算的期限须写明事项的时刻。")])
        return event_day - timedelta(hours=length)
    event = as_day(event_day)
    if unit is Unit.DAY:
        return event - (length + 1) * DAY
    if unit is Unit.WORKING_DAY:
        lines = _backwards(event, length, calendar)
        return (lines[0].date if lines else event) - DAY
    day = same_day(event, -length, unit)
    while same_day(day, length, unit) >= event:
        day -= DAY
    return day


def explain_before(event_day: date, length: int, unit: Unit, calendar: WorkCalendar) -> list[str]:
    """The sum behind `before`, in Chinese, from the day of the act to the day of the event."""
    latest = before(event_day, length, unit, calendar)
    event = as_day(event_day)
    last = as_day(latest)
    if unit is Unit.WORKING_DAY:
        between = [str(line) for line in _backwards(event, length, calendar)]
    else:
        between = [f"其间满{length}{unit.label}"]
    return [
        f"{last.isoformat()} {_weekday(last)} 最迟须在此日完成，此日不计入",
        *between,
        f"{event.isoformat()} {_weekday(event)} 事项之日，不计入",
        f"依据日历：{calendar.edition}",
    ]


def remaining(
    today: date | datetime,
    period: Period | date,
    unit: Unit,
    calendar: WorkCalendar,
) -> int:
    """How many units are left after `today`, up to and with the last day; 0 on the last day, negative when it is over.

    Working days count working days, hours whole hours, all else calendar days. Days that a Period pauses are not left
    to anybody. A suspended Period has as many left as it has not yet counted.
    """
    pauses = period.pauses if isinstance(period, Period) else ()
    if isinstance(period, Period) and period.due is None:
        counted = [line.n for line in period.days if line.counted and line.date <= as_day(today)]
        total = period.length
        if period.unit in {Unit.MONTH, Unit.YEAR}:
            total = (same_day(as_day(period.start), period.length, period.unit) - as_day(period.start)).days
        return total - (counted[-1] or 0 if counted else 0)
    last = period.due if isinstance(period, Period) else period
    assert last is not None
    if unit is Unit.HOUR and isinstance(last, datetime) and isinstance(today, datetime):
        return int((last - today) // timedelta(hours=1))
    now, end = as_day(today), as_day(last)
    if unit is not Unit.WORKING_DAY and not pauses:
        return (end - now).days
    day, high, sign = (now, end, 1) if end >= now else (end, now, -1)
    left = 0
    while day < high:
        day += DAY
        if pause_on(day, pauses) is None and (unit is not Unit.WORKING_DAY or calendar.is_working(day)):
            left += 1
    return sign * left


def _backwards(event: date, length: int, calendar: WorkCalendar) -> list[DayLine]:
    """The days between, earliest first, back from the day before the event to the working day that makes it N."""
    lines: list[DayLine] = []
    day, n = event, 0
    while n < length:
        day -= DAY
        if len(lines) > LONGEST:
            raise Incomplete([Fault("length", "在日历中找不到足够的工作日。")])
        why = calendar.why(day)
        if calendar.is_working(day):
            n += 1
            text = f"倒数第{n}个工作日" + (f"（{why}，计入）" if why else "")
            lines.append(DayLine(day, True, n, text))
        else:
            lines.append(DayLine(day, False, None, f"不计：{_rest(why)}"))
    return lines[::-1]


def _hour_lines(period: Period) -> Iterator[DayLine]:
    """One line for each day touched: how many hours of it count."""
    assert isinstance(period.start, datetime)
    moment, counted = period.start.astimezone(ZONE), timedelta()
    total = timedelta(hours=period.length)
    while counted < total:
        day, night = moment.date(), midnight(moment.date() + DAY)
        pause = pause_on(day, period.pauses)
        if pause is not None:
            yield DayLine(day, False, None, _pause_text(pause))
            if pause.end is None:
                return
        else:
            part = min(night - moment, total - counted)
            counted += part
            hours = int(counted // timedelta(hours=1))
            yield DayLine(day, True, hours, f"计{_span(part)}，累计{_span(counted)}")
        moment = night


def _span(delta: timedelta) -> str:
    minutes = int(delta // timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}小时" if hours else "") + (f"{minutes}分" if minutes or not hours else "")


def _pause_text(pause: Pause) -> str:
    text = f"扣除：{pause.why or '不计入期限'}"
    if pause.end is None:
        text += "（尚未恢复，期限暂停计算）"
    return text + (f"（{pause.basis}）" if pause.basis else "")


def _rest(why: str) -> str:
    return why if not why or why.startswith("周") else f"{why}休息"


def _moment(moment: date | datetime) -> str:
    return (
        moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        if isinstance(moment, datetime)
        else moment.isoformat()
    )


def _weekday(day: date) -> str:
    return "周" + "一二三四五六日"[day.weekday()]


def _most(unit: Unit) -> int:
    """The longest term that is counted, about forty years, in units."""
    return {
        Unit.HOUR: 40 * 365 * 24,
        Unit.DAY: 40 * 365,
        Unit.WORKING_DAY: 40 * 240,
        Unit.MONTH: 480,
        Unit.YEAR: 40,
    }[unit]
