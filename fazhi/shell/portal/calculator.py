"""How many days somebody has: the terms that citizens ask about, or any term, counted day by day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from fazhi import calendars
from fazhi.disclosure.rules.terms import TERMS
from fazhi.kernel.errors import FazhiError, UnknownTerm
from fazhi.kernel.periods import DayLine, Period, due
from fazhi.kernel.terms import Unit
from fazhi.shell.portal.frame import public, show
from fazhi.ui.wording import day_text, weekday_text

LONGEST = {Unit.DAY: 3650, Unit.WORKING_DAY: 1000, Unit.MONTH: 120, Unit.YEAR: 20}
_EARLIEST = date(2004, 1, 1)


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


@public(60)
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The form and, once it is filled in, the sum."""
    today = timezone.localdate()
    asked = {key: request.GET.get(key, "").strip()[:20] for key in ("term", "day", "length", "unit")}
    choice = _BY_KEY.get(asked["term"])
    context: dict[str, Any] = {
        "choices": [(c.key, c.title) for c in CHOICES] + [("", "自己填写期限")],
        "term": asked["term"],
        "is_free": choice is None and (bool(asked["length"]) or "term" in request.GET),
        "day": asked["day"] or today.isoformat(),
        "day_label": choice.from_day if choice else "起算事由发生的日期",
        "length": asked["length"],
        "unit": asked["unit"] or Unit.DAY.value,
        "units": [(u.value, u.label) for u in LONGEST],
        "today": today,
    }
    if asked["day"]:
        try:
            context["s"] = _sum(choice, asked, today)
        except _Impossible as error:
            context["fault"] = str(error)
        except FazhiError as error:
            context["fault"] = error.sentence
    return show(request, "shell/portal_calc.html", context, status=422 if "fault" in context else 200)


class _Impossible(Exception):
    """What was asked makes no sense; the text is a whole sentence."""


def _start(value: str) -> date:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    if day is None:
        raise _Impossible("没有这一天，请核对日期。")
    if not _EARLIEST <= day <= date(2100, 12, 31):
        raise _Impossible(f"只能计算{_EARLIEST.year}年以后的期限，请核对年份。")
    return day


def _length(asked: dict[str, str]) -> tuple[int, Unit]:
    try:
        unit = Unit(asked["unit"] or "day")
    except ValueError:
        raise _Impossible("请选择期限的单位。") from None
    if unit not in LONGEST:
        raise _Impossible("请选择期限的单位。")
    text = asked["length"]
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= LONGEST[unit]:
        raise _Impossible(f"请填写期限，1至{LONGEST[unit]}{unit.label}。")
    return int(text), unit


def _sum(choice: Choice | None, asked: dict[str, str], today: date) -> dict[str, Any]:
    start, calendar = _start(asked["day"]), calendars.current()
    basis = "《民法典》第二百零一条至第二百零三条"
    if choice is not None:
        try:
            term = TERMS.term(choice.term, start)
        except UnknownTerm as error:
            raise _Impossible("那时的法律规定不同，这里不能计算，请向作出决定的机关询问。") from error
        length, unit, roll, basis = term.length, term.unit, term.roll, term.basis
    else:
        (length, unit), roll = _length(asked), True
    period = due(start, length, unit, calendar, roll=roll)
    assert period.due is not None, "nothing pauses here"
    lines = list(period.days)
    skipped = sum(1 for line in lines if not line.counted)
    return {
        "title": choice.title if choice else f"{length}{unit.label}",
        "term_text": f"{length}{unit.label}",
        "start_text": f"{day_text(start, 'full')}，当日不计入",
        "counted": f"{len(lines) - skipped}日",
        "skipped": f"{skipped}日" if skipped else "",
        "due_text": day_text(period.due, "full"),
        "state": "over" if period.due < today else "",
        "start": start,
        "provisional": period.provisional,
        "days": lines,
        "rows": _rows(lines),
        "edition": period.edition,
        "basis": basis,
        "answer": _answer(period, today),
    }


def _answer(period: Period, today: date) -> dict[str, str]:
    assert period.due is not None
    left = (period.due - today).days
    if left < 0:
        told = f"已经过了{-left}日。有不可抗力或者其他正当理由的，可以向受理机关说明。"
    elif left == 0:
        told = "今天是最后一日。"
    else:
        told = f"从今天起还有{left}日。"
    return {"title": f"最后一日：{day_text(period.due, 'full')}（{weekday_text(period.due)}）", "text": told}


def _rows(lines: list[DayLine]) -> list[dict[str, Any]]:
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
