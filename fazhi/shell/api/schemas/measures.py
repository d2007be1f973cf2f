"""Measures: what each means, and what it comes to."""

from datetime import date
from uuid import UUID

from ninja import Schema


class MeasureOut(Schema):
    """One declaration. `definition` is the digest of what decides how it counts."""

    key: str
    title: str
    group: str
    says: str
    unit: str
    kind: str
    of: list[str]
    basis: str
    better: str
    target: str | None
    public: bool
    definition: str


class MeasureList(Schema):
    """Every measure, in the order of its declaration."""

    items: list[MeasureOut]


class ValueOut(Schema):
    """One value. Numbers are text; `value` is null where there is nothing to divide by, and `text` then says so."""

    key: str
    title: str
    unit: str
    place: str
    region: str
    organ: str
    period: str
    first: date
    last: date
    numerator: str
    denominator: int | None
    value: str | None
    text: str


class ValueList(Schema):
    """Values, as they were asked for."""

    items: list[ValueOut]


class RecordOut(Schema):
    """One matter that a figure counts."""

    id: UUID
    number: str
    title: str
    procedure: str
    opened_on: date
    closed_on: date | None


class RecordPage(Schema):
    """Latest first. `counted` is how many the figure counts, `hidden` how many of them the asker may not see."""

    items: list[RecordOut]
    counted: int
    hidden: int
    next: UUID | None
