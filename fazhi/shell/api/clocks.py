"""Terms: the open sum of a matter's clock, and a calculator for everybody."""

import re
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from fazhi import calendars
from fazhi.kernel import periods
from fazhi.kernel.errors import Fault, Incomplete, OutOfScope
from fazhi.kernel.periods import DayLine, Pause, Period, WorkCalendar
from fazhi.kernel.terms import Unit
from fazhi.procedures import selectors
from fazhi.procedures.engine import clocking
from fazhi.procedures.models import ClockRow
from fazhi.procedures.models.clock import ClockState
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking, visitor
from fazhi.shell.api.matters import clock
from fazhi.shell.api.reading import read
from fazhi.shell.api.schemas import answers, json_body, open_answers
from fazhi.shell.api.values import Day, Moment, Word
from fazhi.shell.law import terms as statutory

router = Router(tags=["期限"])
MOST_DAYS = 3700
"""Days that are told one by one; a longer sum is told by its last day alone."""


@router.get(
    "/matters/{uuid:matter_id}/clocks/{key}",
    response=answers(schemas.ClockSum),
    operation_id="show_clock",
    summary="一个期限的逐日计算",
)
def show_clock(request: HttpRequest, matter_id: UUID, key: Path[Word]) -> schemas.ClockSum:
    """哪一天计、哪一天不计、为什么，以及期限的起算、扣除、延长和终结各由谁在何日办理。"""
    matter = selectors.visible_to(asking(request), matter_id)
    row = ClockRow.objects.filter(matter=matter, key=key).first()
    if row is None:
        raise OutOfScope("本事项没有这个期限。")
    days, told = _sum(row, calendars.current())
    return schemas.ClockSum(
        **clock(row).model_dump(),
        days=[_day(line) for line in days],
        explain=told,
        entries=[
            schemas.ClockEntryOut(
                what=entry.what, on=entry.on, due_on=entry.due_on, basis=entry.basis, note=entry.note,
                actor_name=entry.actor_name, event_seq=entry.event_seq,
            )
            for entry in row.entries.order_by("event_seq", "id")
        ],
        edition=row.calendar,
    )  # fmt: skip


def _sum(row: ClockRow, calendar: WorkCalendar) -> tuple[tuple[DayLine, ...], list[str]]:
    unit = Unit(row.unit)
    if row.kind == "notice":
        return (), periods.explain_before(row.starts_on, row.length, unit, calendar)
    if row.state != ClockState.PAUSED:
        period = clocking.sum_of(row, calendar)
    else:
        last = row.pauses[-1]
        held = Pause(date.fromisoformat(last["from"]), None, last["why"], last["basis"])
        period = periods.due(
            row.starts_at or row.starts_on,
            row.length,
            unit,
            calendar,
            pauses=[*clocking.pauses_of(row), held],
            roll=row.roll,
            extra=row.extra,
        )
    return period.days, period.explain()


class Term(Schema):
    """A term to be counted: a length with its unit, or a clock of a procedure whose length the law fixes."""

    start: Annotated[
        Day | Moment,
        Field(description="起始日，不计入；以小时计的，为时刻；须提前若干日的期限，为事项之日"),
    ]
    length: Annotated[int | None, Field(ge=0, le=400_000, description="期限的长度")] = None
    unit: Annotated[Unit | None, Field(description="单位：小时、日、工作日、月、年")] = None
    procedure: Annotated[Word, Field(description="程序，与 clock 同填，代替 length 和 unit")] = ""
    clock: Annotated[Word, Field(description="程序的期限，见 /clocks/terms")] = ""
    extend: Annotated[int, Field(ge=0, le=400_000, description="延长的长度，单位相同")] = 0
    roll: Annotated[
        bool | None,
        Field(description="届满日逢休息日是否顺延；不填的，按程序期限的规定，没有规定的顺延"),
    ] = None
    explain: Annotated[bool, Field(description="是否逐日列出")] = False
    pause: Annotated[
        list[Word], Field(max_length=20, description="扣除的期间，首尾均不计，如 2026-10-09..2026-10-12")
    ] = []


@router.get(
    "/clocks/terms",
    auth=visitor,
    response=open_answers(schemas.StatutoryTerms),
    operation_id="list_terms",
    summary="各程序的法定期限",
)
def list_terms(request: HttpRequest, on: Annotated[Day | None, Query()] = None) -> schemas.StatutoryTerms:
    """该日施行的长度、单位、起算和依据。"""
    day = on or timezone.localdate(timezone.now())
    return schemas.StatutoryTerms(
        on=day,
        items=[statutory_out(term) for term in statutory.terms(day)],
    )


def statutory_out(term: statutory.StatutoryTerm) -> schemas.StatutoryTerm:
    """A statutory term as it is answered."""
    return schemas.StatutoryTerm(
        procedure=term.procedure, procedure_title=term.procedure_title, clock=term.clock, title=term.title,
        kind=term.kind.value, length=term.length, unit=term.unit.value, roll=term.roll,
        basis=term.basis or term.length_basis, from_day=term.from_day,
    )  # fmt: skip


@router.get(
    "/clocks/due",
    auth=visitor,
    response=open_answers(schemas.DueOut),
    operation_id="count_term",
    summary="推算期限届满日",
)
def count_term(request: HttpRequest, term: Annotated[Term, Query()]) -> schemas.DueOut:
    """按《民法典》第二百零一条至第二百零三条计算，节假日依已公布的安排。"""
    return counted(term)


@router.post(
    "/clocks/due",
    auth=visitor,
    response=open_answers(schemas.DueOut, 413, 415),
    operation_id="count_term_sent",
    summary="推算期限届满日（JSON）",
    openapi_extra=json_body(Term),
)
def count_term_sent(request: HttpRequest) -> schemas.DueOut:
    """与 GET 相同，以 JSON 对象发送。"""
    term, _ = read(request, Term)
    return counted(term)


def counted(term: Term) -> schemas.DueOut:
    """The sum of a term. Raises Incomplete, OutOfScope, UnknownTerm."""
    length, unit, roll, backward = _fixed(term)
    if backward:
        return _before(term, length, unit)
    period = periods.due(
        term.start,
        length,
        unit,
        calendars.current(),
        [_pause(text) for text in term.pause],
        roll=roll,
        extra=term.extend,
    )
    days = period.days if term.explain and _span(period) <= MOST_DAYS else ()
    return schemas.DueOut(
        due=None if period.due is None else _iso(period.due),
        start=_iso(period.start),
        unit=period.unit.value,
        length=period.length,
        extended=period.extra,
        suspended=period.is_suspended,
        provisional=period.provisional,
        edition=period.edition,
        days=[_day(line) for line in days],
        explain=period.explain() if days else [],
    )


def _fixed(term: Term) -> tuple[int, Unit, bool, bool]:
    """Length, unit, whether the last day rolls on, whether it is counted back: as sent, or as the procedure has it."""
    if term.procedure or term.clock:
        if term.length is not None or term.unit is not None:
            raise Incomplete([Fault("length", "写明程序期限的，不再写长度和单位。")])
        start = term.start.date() if isinstance(term.start, datetime) else term.start
        found = statutory.term(term.procedure, term.clock, start)
        return found.length, found.unit, found.roll if term.roll is None else term.roll, found.is_backward
    faults = [
        Fault(name, f"{name}：缺少这一项。")
        for name, value in (("length", term.length), ("unit", term.unit))
        if value is None
    ]
    if term.length is None or term.unit is None:
        raise Incomplete(faults)
    return term.length, term.unit, term.roll is not False, False


def _before(term: Term, length: int, unit: Unit) -> schemas.DueOut:
    """The latest day for what must be done so long before an event."""
    calendar = calendars.current()
    if term.pause or term.extend:
        raise Incomplete([Fault("pause", "须提前若干日的期限没有扣除和延长。")])
    event = term.start.date() if isinstance(term.start, datetime) and unit is not Unit.HOUR else term.start
    latest = periods.before(event, length, unit, calendar)
    return schemas.DueOut(
        due=_iso(latest),
        start=_iso(event),
        unit=unit.value,
        length=length,
        extended=0,
        suspended=False,
        provisional=calendar.is_provisional(event),
        edition=calendar.edition,
        days=[],
        explain=periods.explain_before(event, length, unit, calendar) if term.explain else [],
    )


def _pause(text: str) -> Pause:
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})?", text.strip())
    try:
        if found:
            return Pause(
                date.fromisoformat(found[1]), date.fromisoformat(found[2]) if found[2] else None, "扣除"
            )
    except ValueError:
        found = None
    raise Incomplete([Fault("pause", "应写作 2026-10-09..2026-10-12，尚未恢复的止日留空。")])


def _span(period: Period) -> int:
    end, start = period.due or period.start, period.start
    first = start.date() if isinstance(start, datetime) else start
    last = end.date() if isinstance(end, datetime) else end
    return (last - first).days


def _iso(moment: date) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _day(line: DayLine) -> schemas.DayOut:
    return schemas.DayOut(date=line.date, counted=line.counted, n=line.n, why=line.why)
