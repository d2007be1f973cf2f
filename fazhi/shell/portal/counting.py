"""The sum behind the calculator: what was asked, read with a sentence for each thing that is wrong, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from fazhi import calendars
from fazhi.disclosure.rules.terms import TERMS
from fazhi.kernel.errors import Incomplete, OutOfScope, UnknownTerm
from fazhi.kernel.periods import DayLine, Pause, Period, before, due, explain_before
from fazhi.kernel.terms import Unit
from fazhi.shell.law import terms as statutory
from fazhi.ui.wording import day_text, weekday_text

LONGEST = {Unit.DAY: 3650, Unit.WORKING_DAY: 1000, Unit.MONTH: 120, Unit.YEAR: 20, Unit.HOUR: 2400}
EARLIEST, LATEST = date(2004, 1, 1), date(2100, 12, 31)
MOST_PAUSES = 3
GENERAL = "《民法典》第二百零一条至第二百零三条"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing people want to do in time. `term` is its key; `from_day` says which day the term runs from."""

    key: str
    title: str
    term: str
    from_day: str


CHOICES = (
    Choice("reconsideration", "对处罚决定申请行政复议", "remedy.reconsideration", "收到决定书的日期"),
    Choice("suit", "对处罚决定直接起诉", "remedy.suit", "收到决定书的日期"),
    Choice("suit_after", "对复议决定起诉", "remedy.suit_after_reconsideration", "收到复议决定书的日期"),
    Choice("hearing", "要求听证", "remedy.hearing_request", "收到处罚事先告知书的日期"),
    Choice("pay", "缴纳罚款", "remedy.pay_fine", "收到决定书的日期"),
)
_BY_KEY = {choice.key: choice for choice in CHOICES}


@dataclass(frozen=True, slots=True)
class Measure:
    """How long, in what, from which day, by which article."""

    title: str
    length: int
    unit: Unit
    roll: bool
    basis: str
    note: str
    from_day: str
    is_backward: bool = False


class Impossible(Exception):
    """What was asked makes no sense. `faults` holds a whole sentence for each field that is to blame."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("；".join(faults.values()))
        self.faults = dict(faults)


def day_of(value: str, field: str) -> date:
    """A day as it was filled in. Raises Impossible."""
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    if day is None:
        said = "请填写日期。" if not value else f"没有“{value}”这一天，请按 2026-11-22 的样式填写。"
        raise Impossible({field: said})
    if not EARLIEST <= day <= LATEST:
        raise Impossible({field: f"只能计算{EARLIEST.year}年至{LATEST.year}年的期限，请核对年份。"})
    return day


def measure_of(asked: Mapping[str, str], start: date) -> Measure:
    """The term that was chosen as it stood on the start day, or the length that was filled in. Raises Impossible."""
    name = asked["term"]
    choice = _BY_KEY.get(name)
    try:
        if choice is not None:
            term = TERMS.term(choice.term, start)
            return Measure(choice.title, term.length, term.unit, term.roll, term.basis, "", choice.from_day)
        if ":" in name:
            procedure, _, clock = name.partition(":")
            found = statutory.term(procedure, clock, start)
            return Measure(
                f"{found.procedure_title}：{found.title}", found.length, found.unit, found.roll,
                found.basis or found.length_basis, found.length_basis if found.basis else "", found.from_day,
                found.is_backward,
            )  # fmt: skip
    except UnknownTerm as error:
        raise Impossible({"day": "那时的法律规定不同，这里不能计算，请向作出决定的机关询问。"}) from error
    except OutOfScope as error:
        raise Impossible({"term": error.sentence}) from error
    length, unit = _length(asked)
    return Measure(f"{length}{unit.label}", length, unit, True, GENERAL, "", "起算事由发生的日期")


def _length(asked: Mapping[str, str]) -> tuple[int, Unit]:
    try:
        unit = Unit(asked["unit"] or "day")
    except ValueError:
        raise Impossible({"length": "请选择期限的单位。"}) from None
    return _number(
        asked["length"], LONGEST[unit], "length", f"请填写期限，1至{LONGEST[unit]}{unit.label}。"
    ), unit


def _number(text: str, most: int, field: str, said: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise Impossible({field: said})
    return int(text)


def pauses_of(starts: Sequence[str], ends: Sequence[str], start: date) -> list[Pause]:
    """The spans that do not count, as they were filled in; empty rows are passed over. Raises Impossible."""
    found = []
    for n, (first, last) in enumerate(zip(starts, ends, strict=False), start=1):
        if not first and not last:
            continue
        began = day_of(first, f"from{n}")
        ended = day_of(last, f"to{n}") if last else None
        if ended is not None and ended < began:
            raise Impossible({f"to{n}": "不计入的时间，结束日早于开始日，请核对。"})
        if began < start:
            raise Impossible({f"from{n}": "不计入的时间，应当从起算日以后开始。"})
        found.append(Pause(began, ended, "您填写的不计入期间", ""))
    return found


def sum_of(
    asked: Mapping[str, str], starts: Sequence[str], ends: Sequence[str], today: date
) -> dict[str, Any]:
    """The whole sum as the page shows it. Raises Impossible."""
    start = day_of(asked["day"], "day")
    measure = measure_of(asked, start)
    pauses = pauses_of(starts, ends, start)
    extra = 0
    if asked["extend"]:
        most = LONGEST[measure.unit]
        extra = _number(asked["extend"], most, "extend", f"延长的长度请填写1至{most}的数。")
    if measure.is_backward:
        return _backward(measure, start, today)
    moment: date = start if measure.unit is not Unit.HOUR else _moment(start, asked["time"])
    try:
        period = due(moment, measure.length, measure.unit, calendars.current(), pauses, measure.roll, extra)
    except Incomplete as error:
        raise Impossible({"day": error.faults[0].sentence}) from error
    return _told(measure, period, start, today)


def _moment(day: date, time: str) -> datetime:
    try:
        clock = datetime.strptime(time, "%H:%M").time()  # noqa: DTZ007 - a time of day, given its zone below
    except ValueError:
        raise Impossible({"time": "按小时计算的期限，请填写起算的时刻，如 09:30。"}) from None
    return timezone.make_aware(datetime.combine(day, clock))


def _told(measure: Measure, period: Period, start: date, today: date) -> dict[str, Any]:
    lines = list(period.days)
    counted = [line for line in lines if line.counted]
    skipped = len(lines) - len(counted)
    last = period.due
    by_hours = measure.unit is Unit.HOUR
    told = f"{measure.length}{measure.unit.label}"
    return {
        "title": measure.title,
        "term_text": told + (f"，延长{period.extra}{measure.unit.label}" if period.extra else ""),
        "start_text": _moment_text(period.start) if by_hours else f"{day_text(start, 'full')}，当日不计入",
        "counted": f"{len(counted)}日" if not by_hours else "",
        "skipped": f"{skipped}日" if skipped else "",
        "due_text": _moment_text(last) if last else "待恢复计算",
        "state": "over" if last and _day(last) < today else "",
        "start": start,
        "provisional": period.provisional,
        "days": lines if not by_hours and last else [],
        "rows": [_hour_row(line) for line in lines] if by_hours else _rows(lines),
        "edition": period.edition,
        "basis": measure.basis,
        "note": measure.note,
        "from_day": measure.from_day,
        "answer": _answer(last, today),
    }


def _backward(measure: Measure, event: date, today: date) -> dict[str, Any]:
    """A term counted back from an event: the last day on which the act is in time."""
    calendar = calendars.current()
    latest = before(event, measure.length, measure.unit, calendar)
    return {
        "title": measure.title,
        "term_text": f"提前{measure.length}{measure.unit.label}",
        "start_text": f"{day_text(event, 'full')}，事项之日不计入",
        "counted": "",
        "skipped": "",
        "due_text": day_text(latest, "full"),
        "state": "over" if latest < today else "",
        "start": event,
        "provisional": calendar.is_provisional(event),
        "days": [],
        "rows": [],
        "lines": explain_before(event, measure.length, measure.unit, calendar)[:-1],
        "edition": calendar.edition,
        "basis": measure.basis,
        "note": measure.note,
        "from_day": measure.from_day,
        "answer": _answer(latest, today, what="最迟须在"),
    }


def _day(moment: date) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def _moment_text(moment: date) -> str:
    text = day_text(_day(moment), "full")
    return f"{text}{timezone.localtime(moment):%H时%M分}" if isinstance(moment, datetime) else text


def _answer(last: date | None, today: date, what: str = "最后一日") -> dict[str, str]:
    if last is None:
        return {
            "title": "最后一日：现在还不能确定",
            "text": "填写的不计入期间没有结束日。恢复计算以后，填上结束日再算一次。",
        }
    left = (_day(last) - today).days
    if left < 0:
        told = f"已经过了{-left}日。有不可抗力或者其他正当理由的，可以向受理机关说明。"
    elif left == 0:
        told = "今天是最后一日。"
    else:
        told = f"从今天起还有{left}日。"
    return {"title": f"{what}：{_moment_text(last)}（{weekday_text(_day(last))}）", "text": told}


def _hour_row(line: DayLine) -> dict[str, Any]:
    return {
        "span": day_text(line.date, "full"),
        "days": "",
        "total": f"{line.n}小时" if line.n is not None else "",
        "why": line.why,
        "counted": line.counted,
    }


def _rows(lines: Sequence[DayLine]) -> list[dict[str, Any]]:
    """Runs of days of one kind, with the running total."""
    rows: list[dict[str, Any]] = []
    total = 0
    for (counted, why), group in groupby(
        lines, key=lambda line: (line.counted, "" if line.counted else line.why)
    ):
        run = list(group)
        total += len(run) if counted else 0
        first, last = day_text(run[0].date, "full"), day_text(run[-1].date, "full")
        rows.append(
            {
                "span": first if first == last else f"{first}至{last}",
                "days": len(run),
                "total": total if counted else "",
                "why": "计入" if counted else why,
                "counted": counted,
            }
        )
    return rows
