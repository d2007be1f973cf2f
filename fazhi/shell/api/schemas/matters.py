"""Matters: in a list, and whole."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class Named(Schema):
    """Something by its number and name."""

    id: UUID
    name: str


class OwnerOut(Schema):
    """With whom the next step lies: one person, or whoever holds one of the posts."""

    role: str
    person: Named | None
    posts: list[str]


class MatterBrief(Schema):
    """A matter as it stands. `seq` is the number of its latest record: send it along with an act."""

    id: UUID
    procedure: str
    procedure_title: str
    number: str
    title: str
    cause: str
    organ: Named
    region: str
    unit: Named | None
    stage: str
    stage_title: str
    stage_since: datetime
    outcome: str
    is_open: bool
    is_suspended: bool
    is_waiting: bool
    waits_for: str
    seq: int
    opened_on: date
    closed_on: date | None
    next_action: str
    next_title: str
    owner: OwnerOut
    due_on: date | None
    near_on: date | None


class MatterPage(Schema):
    """Newest first. `next` is the cursor of the page after this one, null on the last."""

    items: list[MatterBrief]
    next: UUID | None


class Fact(Schema):
    """One column of the domain. `text` is the value as a page shows it."""

    name: str
    label: str
    value: Any
    text: str


class ClockOut(Schema):
    """A clock as it stands. Days are inclusive last days; `due_on` is null while the clock is paused."""

    key: str
    kind: str
    title: str
    basis: str
    length: int
    unit: str
    extra: int
    state: str
    starts_on: date
    due_on: date | None
    near_on: date | None
    stopped_on: date | None
    is_over: bool
    is_provisional: bool


class Holder(Schema):
    role: str
    role_title: str
    person: Named
    since: datetime


class Relative(Schema):
    """A matter of the same case: the one that opened this, or one that this opened."""

    id: UUID
    procedure: str
    title: str
    stage: str
    stage_title: str
    outcome: str
    is_open: bool


class PaperOut(Schema):
    """A paper; its files are at `…/papers/{id}.docx` and `.pdf`. `is_replaced` says that a corrected one took its place."""

    id: UUID
    key: str
    title: str
    number: str
    made_at: datetime
    made_by: str
    event_seq: int
    served_on: date | None
    is_replaced: bool


class FileOut(Schema):
    """A file of the dossier; its content is at `…/files/{digest}`. `size` in bytes."""

    digest: str
    name: str
    title: str
    kind: str
    size: int
    media_type: str
    added_at: datetime
    added_by: str
    event_seq: int | None


class MatterOut(MatterBrief):
    """A matter whole. Sealed and private columns are never among `facts`; papers and files are the latest 200."""

    edition: str
    head: str
    law_day: date
    facts: list[Fact]
    clocks: list[ClockOut]
    roles: list[Holder]
    parent: Relative | None
    children: list[Relative]
    papers: list[PaperOut]
    files: list[FileOut]
