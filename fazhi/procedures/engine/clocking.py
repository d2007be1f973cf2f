"""Moving clocks: what an act starts, pauses, resumes, extends, meets or ends."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from fazhi.kernel import periods
from fazhi.kernel.acts import Act
from fazhi.kernel.periods import WorkCalendar
from fazhi.kernel.terms import Unit
from fazhi.procedures.definition import Clock, ClockKind, Definition
from fazhi.procedures.models import ClockEntry, ClockRow
from fazhi.procedures.models.clock import ClockState
from fazhi.statements import insert, upsert

LIVE = (ClockState.RUNNING, ClockState.PAUSED)


@dataclass
class Moves:
    """Clock rows to insert and to update, and the entries that tell why."""

    made: list[ClockRow] = field(default_factory=list)
    changed: dict[str, ClockRow] = field(default_factory=dict)
    entries: list[ClockEntry] = field(default_factory=list)

    def record(
        self, row: ClockRow, what: str, on: date, act: Act, seq: int, note: str = "", basis: str = ""
    ) -> None:
        """Note one thing that happened to a clock."""
        self.entries.append(
            ClockEntry(
                clock=row,
                event_seq=seq,
                what=what,
                on=on,
                due_on=row.due_on,
                basis=basis or row.basis,
                note=note[:300],
                actor_name=act.doer.name,
            )
        )
        if row not in self.made:
            self.changed[row.key] = row

    def save(self) -> None:
        """Write everything, in at most two statements."""
        if self.entries:
            upsert([*self.made, *self.changed.values()], _MUTABLE)
            insert(self.entries)

    def told(self) -> list[dict[str, Any]]:
        """The moves for the ledger: each clock's state after the act."""
        rows = {row.key: row for row in [*self.made, *self.changed.values()]}
        what = {entry.clock.key: [] for entry in self.entries}  # type: dict[str, list[str]]
        for entry in self.entries:
            what[entry.clock.key].append(entry.what)
        return [{"key": key, "what": what.get(key, []), **standing(row)} for key, row in rows.items()]


_MUTABLE = (
    "kind",
    "title",
    "basis",
    "length",
    "unit",
    "extra",
    "extended_times",
    "roll",
    "state",
    "starts_on",
    "starts_at",
    "due_on",
    "near_on",
    "stopped_on",
    "paused_on",
    "pauses",
    "is_over",
    "is_provisional",
    "calendar",
)


def standing(row: ClockRow) -> dict[str, Any]:
    """A clock as plain values: what the ledger keeps and a replay compares."""
    return {
        "state": str(row.state),
        "starts_on": row.starts_on,
        "due_on": row.due_on,
        "stopped_on": row.stopped_on,
        "extra": row.extra,
        "pauses": row.pauses,
        "is_over": row.is_over,
    }


def move(
    definition: Definition,
    rows: dict[str, ClockRow],
    act: Act,
    triggers: Collection[str],
    row_of_case: Any,
    seq: int,
) -> Moves:
    """Move every clock that the act touches. `rows` is changed in place; nothing is written.

    Triggers are the action's key, `stage:KEY` for each stage entered, and `child:PROCEDURE` for a sub-matter ended.
    """
    moves = Moves()
    hit = set(triggers)
    for clock in definition.clocks.values():
        row = rows.get(clock.key)
        if row is not None and row.state in LIVE:
            _stop_or_turn(clock, row, act, hit, moves, seq)
        if hit & set(clock.starts):
            _start(definition, clock, rows, act, row_of_case, moves, seq)
    return moves


def close_all(definition: Definition, rows: dict[str, ClockRow], act: Act, moves: Moves, seq: int) -> None:
    """End what still runs when the matter itself ends."""
    for key in definition.clocks:
        row = rows.get(key)
        if row is not None and row.state in LIVE:
            _finish(row, ClockState.ENDED, "ended", act, moves, seq)


def _stop_or_turn(clock: Clock, row: ClockRow, act: Act, hit: set[str], moves: Moves, seq: int) -> None:
    if hit & set(clock.stops):
        late = row.due_on is not None and act.day > row.due_on and clock.kind is not ClockKind.WAIT
        row.is_over = row.is_over or late
        _finish(row, ClockState.MET_LATE if late else ClockState.MET, "met", act, moves, seq)
        return
    if hit & set(clock.ends):
        _finish(row, ClockState.ENDED, "ended", act, moves, seq)
        return
    for pause in clock.pauses:
        if row.state == ClockState.RUNNING and hit & set(pause.starts):
            row.state, row.paused_on = ClockState.PAUSED, act.day
            row.pauses = [
                *row.pauses,
                {"from": act.day.isoformat(), "to": "", "why": pause.title, "basis": pause.basis},
            ]
            row.due_on = row.near_on = None
            moves.record(row, "paused", act.day, act, seq, pause.title, pause.basis)
        elif row.state == ClockState.PAUSED and hit & set(pause.ends):
            row.pauses = [*row.pauses[:-1], row.pauses[-1] | {"to": act.day.isoformat()}]
            row.state, row.paused_on = ClockState.RUNNING, None
            compute(row, act.calendar, clock.near, clock.kind)
            moves.record(row, "resumed", act.day, act, seq, pause.title, pause.basis)
    for extension in clock.extensions:
        if extension.action in hit and row.state == ClockState.RUNNING:
            term = act.terms.term(extension.term, act.law_day)
            row.extra += int(act.form.get("extension_length") or term.length)
            row.extended_times += 1
            compute(row, act.calendar, clock.near, clock.kind)
            moves.record(row, "extended", act.day, act, seq, "", extension.basis)


def _finish(row: ClockRow, state: ClockState, what: str, act: Act, moves: Moves, seq: int) -> None:
    row.state, row.stopped_on, row.paused_on = state, act.day, None
    if row.pauses and not row.pauses[-1]["to"]:
        row.pauses = [*row.pauses[:-1], row.pauses[-1] | {"to": act.day.isoformat()}]
    moves.record(row, what, act.day, act, seq)


def _start(
    definition: Definition,
    clock: Clock,
    rows: dict[str, ClockRow],
    act: Act,
    case: Any,
    moves: Moves,
    seq: int,
) -> None:
    row = rows.get(clock.key)
    if row is not None and (row.state in LIVE or not clock.restarts) and clock.kind is not ClockKind.NOTICE:
        return
    day = _start_day(clock, act, case)
    if day is None:
        return
    term = act.terms.term(clock.term, act.law_day)
    fresh = row is None
    if row is None:
        assert act.matter.id is not None
        row = ClockRow(matter_id=act.matter.id, key=clock.key)
        rows[clock.key] = row
    row.kind, row.title, row.basis = clock.kind.value, clock.title, clock.basis
    row.length, row.unit, row.roll = clock.length or term.length, term.unit.value, term.roll
    row.extra, row.extended_times, row.pauses, row.is_over = 0, 0, [], False
    row.state, row.starts_on, row.stopped_on, row.paused_on = ClockState.RUNNING, day, None, None
    row.starts_at = act.at if term.unit is Unit.HOUR else None
    compute(row, act.calendar, clock.near, clock.kind)
    if fresh:
        moves.made.append(row)
    moves.record(row, "started", day, act, seq)


def _start_day(clock: Clock, act: Act, case: Any) -> date | None:
    if not clock.start_from:
        return act.day
    value = act.form.get(clock.start_from)
    if value is None:
        value = getattr(case, clock.start_from, None)
    return timezone.localdate(value) if isinstance(value, datetime) else value


def pauses_of(row: ClockRow) -> list[periods.Pause]:
    """The clock's closed pauses, as the kernel counts them."""
    return [
        periods.Pause(date.fromisoformat(p["from"]), date.fromisoformat(p["to"]), p["why"], p["basis"])
        for p in row.pauses
        if p["to"]
    ]


def sum_of(row: ClockRow, calendar: WorkCalendar) -> periods.Period:
    """The clock's whole sum, each day counted or skipped and why."""
    return periods.due(
        row.starts_at or row.starts_on,
        row.length,
        Unit(row.unit),
        calendar,
        pauses=pauses_of(row),
        roll=row.roll,
        extra=row.extra,
    )


def compute(row: ClockRow, calendar: WorkCalendar, near: float, kind: ClockKind | str) -> None:
    """Set the clock's last day and the day from which it is near.

    A notice runs backwards from its event. Near is the last part of the term, or the last two working days of a term
    in working days. Basis: none (house practice)
    """
    unit = Unit(row.unit)
    if kind == ClockKind.NOTICE:
        due = periods.before(row.starts_on, row.length, unit, calendar)
        row.is_provisional = calendar.is_provisional(due)
    else:
        period = sum_of(row, calendar)
        assert period.due is not None, "closed pauses only"
        due = timezone.localdate(period.due) if isinstance(period.due, datetime) else period.due
        row.is_provisional = period.provisional
    row.due_on, row.calendar = due, calendar.edition
    if unit is Unit.WORKING_DAY:
        row.near_on = _working_days_back(due, 1, calendar)
    else:
        row.near_on = due - timedelta(days=max(1, math.ceil(abs((due - row.starts_on).days) * near)))


def _working_days_back(day: date, count: int, calendar: WorkCalendar) -> date:
    while count:
        day -= timedelta(days=1)
        if calendar.is_working(day):
            count -= 1
    return day


def first_due(rows: Iterable[ClockRow]) -> ClockRow | None:
    """The running duty or notice whose last day comes first: what the lists show of a matter."""
    running = [
        row
        for row in rows
        if row.state == ClockState.RUNNING and row.due_on and row.kind in {ClockKind.DUTY, ClockKind.NOTICE}
    ]
    return min(running, key=lambda row: (row.due_on, row.key), default=None)


def extension_left(clock: Clock, row: ClockRow | None, action: str) -> bool:
    """Whether the action may still extend the clock: it runs, and has been extended fewer times than the law allows."""
    return (
        row is not None
        and row.state == ClockState.RUNNING
        and any(e.action == action and row.extended_times < e.times for e in clock.extensions)
    )
