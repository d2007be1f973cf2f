"""Clocks as pages show them: the chip, and the open sum."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from fazhi.kernel import periods
from fazhi.kernel.periods import DayLine, WorkCalendar
from fazhi.kernel.terms import Unit
from fazhi.procedures.engine.clocking import sum_of
from fazhi.procedures.models import ClockRow, Matter
from fazhi.procedures.models.clock import ClockState
from fazhi.shell.office.wording import printed

STARTED = {"duty": "起算", "window": "起算", "wait": "起算", "notice": "所对应事项之日"}


@dataclass(frozen=True)
class Chip:
    """A clock in one line: what is left of it, and its last day."""

    label: str
    state: str
    text: str
    due: str
    percent: int
    url: str = ""
    sum_url: str = ""


def day_text(day: date, today: date) -> str:
    """A day as an officer says it: with its year only when it is not this one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def chip(clock: ClockRow, today: date, calendar: WorkCalendar, url: str = "") -> Chip:
    """The chip of a clock on a day."""
    sum_url = f"{url}sum/?clock={clock.key}" if url else ""
    anchor = f"{url}#clock" if url else ""
    if clock.state == ClockState.PAUSED:
        return Chip(clock.title, "paused", "停 不计入期限", "", 50, anchor, sum_url)
    if clock.state in {ClockState.MET, ClockState.MET_LATE, ClockState.ENDED, ClockState.LAPSED}:
        on = day_text(clock.stopped_on, today) if clock.stopped_on else ""
        word = {"met": "结", "met_late": "超期办结", "ended": "终止", "lapsed": "期满"}[clock.state]
        return Chip(
            clock.title,
            "over" if clock.state == ClockState.MET_LATE else "met",
            word,
            on,
            100,
            anchor,
            sum_url,
        )
    assert clock.due_on is not None
    if clock.kind in {"window", "wait"} and today > clock.due_on:
        return Chip(clock.title, "met", "期满", day_text(clock.due_on, today), 100, anchor, sum_url)
    left = _running(
        clock.title, clock.due_on, clock.near_on, clock.starts_on, Unit(clock.unit), today, calendar
    )
    return replace(left, url=anchor, sum_url=sum_url)


def brief(matter: Matter, today: date, calendar: WorkCalendar) -> Chip | None:
    """The chip of a list row, from the columns of the matter alone, counted in the unit of its term."""
    if matter.due_on is None:
        return None
    unit = Unit(matter.due_unit) if matter.due_unit else Unit.DAY
    return _running("", matter.due_on, matter.near_on, matter.opened_on, unit, today, calendar)


def _running(
    label: str,
    due: date,
    near: date | None,
    start: date,
    unit: Unit,
    today: date,
    calendar: WorkCalendar,
) -> Chip:
    count_in = Unit.WORKING_DAY if unit is Unit.WORKING_DAY else Unit.DAY
    left = periods.remaining(today, due, count_in, calendar)
    word = "个工作日" if count_in is Unit.WORKING_DAY else "日"
    span = max(1, (due - start).days)
    percent = min(100, max(0, round((today - start).days / span * 100)))
    if today > due:
        return Chip(label, "over", f"超 {max(1, -left)} {word}", day_text(due, today), 100)
    state = "near" if near is not None and today >= near else "running"
    said = "今日届满" if today == due else f"余 {left} {word}"
    return Chip(label, state, said, day_text(due, today), percent)


def open_sum(clock: ClockRow, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """A clock's whole sum for the page: each day counted or skipped and why, and the spans with their total."""
    unit = Unit(clock.unit)
    base: dict[str, Any] = {
        "title": clock.title,
        "term_text": f"{clock.length}{unit.label}"
        + (f"，延长{clock.extra}{unit.label}" if clock.extra else ""),
        "start_text": f"{day_text(clock.starts_on, today)}{STARTED[clock.kind]}",
        "state": "",
        "start": clock.starts_on,
        "provisional": clock.is_provisional,
        "edition": clock.calendar,
        "days": [],
        "rows": [],
    }
    if clock.kind == "notice" or clock.due_on is None:
        due = day_text(clock.due_on, today) if clock.due_on else "扣除期间结束后重新计算"
        return base | {"due_text": due, "counted": None, "skipped": None}
    period = sum_of(clock, calendar)
    lines = list(period.days)
    past = [line for line in lines if line.date <= (clock.stopped_on or today)]
    counted = sum(1 for line in past if line.counted)
    here = chip(clock, today, calendar)
    return base | {
        "state": here.state,
        "counted": f"{counted}日",
        "skipped": f"{len(past) - counted}日" if len(past) > counted else "",
        "due_text": _due_text(clock, clock.due_on, here, today),
        "days": lines,
        "rows": _spans(lines, clock, today),
    }


def _due_text(clock: ClockRow, due: date, here: Chip, today: date) -> str:
    if clock.stopped_on is not None:
        return f"{here.text.replace('结', '办结')}于{day_text(clock.stopped_on, today)}（届满日{day_text(due, today)}）"
    return f"{day_text(due, today)}，{here.text.replace(' ', '')}"


def _spans(lines: list[DayLine], clock: ClockRow, today: date) -> list[dict[str, Any]]:
    """Runs of counted and of uncounted days with the running total; rest days in a row are one run."""
    rows: list[dict[str, Any]] = []
    total = 0
    for counted, run in groupby(lines, key=lambda line: line.counted):
        days = list(run)
        total += len(days) if counted else 0
        first, last = days[0].date, days[-1].date
        span = day_text(first, today) + (f"至{day_text(last, today)}" if last != first else "")
        whys = dict.fromkeys(day.why.removeprefix("不计：") for day in days)
        rows.append(
            {
                "span": span,
                "days": len(days) if counted else f"不计{len(days)}",
                "total": total,
                "why": "" if counted else "、".join(whys),
                "basis": printed(clock.basis) if counted and not rows else "",
                "counted": counted,
                "is_today": first <= today <= last,
            }
        )
    return rows[:60]
