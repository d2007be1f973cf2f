"""Sums of terms."""

from datetime import date

from ninja import Schema

from fazhi.shell.api.schemas.matters import ClockOut


class DayOut(Schema):
    """One day of a sum: whether it counted, as the how-manieth, and why or why not."""

    date: date
    counted: bool
    n: int | None
    why: str


class ClockEntryOut(Schema):
    what: str
    on: date
    due_on: date | None
    basis: str
    note: str
    actor_name: str
    event_seq: int


class ClockSum(ClockOut):
    """A clock with its open sum: each day, the whole in sentences, and what happened to it."""

    days: list[DayOut]
    explain: list[str]
    entries: list[ClockEntryOut]
    edition: str


class DueOut(Schema):
    """A counted term. `due` is null while an open pause holds it up; a moment for hours."""

    due: str | None
    start: str
    unit: str
    length: int
    extended: int
    suspended: bool
    provisional: bool
    edition: str
    days: list[DayOut]
    explain: list[str]
