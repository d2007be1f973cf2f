"""What is answered, field by field. Moments bear their zone; money and other exact numbers are text."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class VerdictOut(Schema):
    """One condition that is not met."""

    reason: str
    basis: str
    cure: str
    field: str


class FaultOut(Schema):
    """One thing wrong with what was sent, by the place where it stands."""

    field: str
    sentence: str
    basis: str


class Problem(Schema):
    """A refusal: its kind, a whole sentence, and the article where law is the reason."""

    code: str
    sentence: str
    basis: str
    verdicts: list[VerdictOut] | None = None
    faults: list[FaultOut] | None = None
    since: list[str] | None = None


_ALWAYS = frozenset({400, 401, 403, 404, 422, 429})


def answers(ok: Any, *more: int, status: int = 200) -> dict[Any, Any]:
    """The answers of an endpoint behind the door: what it gives, and every refusal it may answer with."""
    return {status: ok, _ALWAYS | frozenset(more): Problem}


def open_answers(ok: Any) -> dict[Any, Any]:
    """The answers of an endpoint that is open to everybody."""
    return {200: ok, frozenset({400, 404, 409, 422, 429}): Problem}


def file_answer(*kinds: str) -> dict[str, Any]:
    """How a file as an answer is told in the description of the interface."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"responses": {200: {"description": "文件", "content": content}}}


class Named(Schema):
    """Something by its number and name."""

    id: UUID
    name: str


class Option(Schema):
    """One value that may be chosen, and what it is called."""

    value: str
    label: str


class FieldOut(Schema):
    """One field of a form. `when` names the field that asks for it, or field=value|value."""

    name: str
    label: str
    type: str
    required: bool
    private: bool
    help: str
    unit: str
    when: str
    posts: list[str]
    options: list[Option]


class ProcedureBrief(Schema):
    """One procedure. `may_open` says whether the asker's post lets him begin one."""

    key: str
    title: str
    law: str
    opens_with: str
    may_open: bool


class RoleOut(Schema):
    key: str
    title: str
    found: str
    posts: list[str]
    within: str
    needs: str
    excludes: list[str]


class StageOut(Schema):
    key: str
    title: str
    final: bool
    outcome: str
    next: str
    opens: list[str]
    waits_for: str
    basis: str


class TermOut(Schema):
    """A clock of the definition. `length` and `unit` are those in force today, null where they depend on the case."""

    key: str
    title: str
    kind: str
    basis: str
    length: int | None
    unit: str | None
    starts: list[str]
    stops: list[str]


class ActionOut(Schema):
    key: str
    title: str
    sources: list[str]
    targets: list[str]
    by: list[str]
    basis: str
    help: str
    papers: list[str]
    universal: bool
    form: list[FieldOut]


class PaperKind(Schema):
    key: str
    title: str
    series: str
    signed_by: list[str]
    served: bool


class ProcedureOut(ProcedureBrief):
    """A definition as it holds today for new matters of the asker's organ. `edition` is its digest."""

    edition: str
    roles: list[RoleOut]
    stages: list[StageOut]
    clocks: list[TermOut]
    actions: list[ActionOut]
    papers: list[PaperKind]


class ProcedureList(Schema):
    items: list[ProcedureBrief]


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


class Condition(Schema):
    """One condition of an action: `met`, `unmet`, or `not_applicable`, why, and what would cure it."""

    key: str
    title: str
    answer: str
    why: str
    basis: str
    cure: str


class ActionPreviewOut(Schema):
    """An action as it stands for the asker: `can`, `cannot` (a condition or the time), `not_yours`, `wrong_stage`."""

    key: str
    title: str
    state: str
    primary: bool
    universal: bool
    basis: str
    help: str
    obstacle: Problem | None
    conditions: list[Condition]
    form: list[FieldOut]


class ActionList(Schema):
    """Send `seq` along with the act: it is refused when somebody was faster."""

    seq: int
    actions: list[ActionPreviewOut]


class DoneOut(Schema):
    """What an act came to. `repeated` says that the same idempotency key had been answered before."""

    matter: MatterBrief
    seq: int
    message: str
    repeated: bool


class EventOut(Schema):
    """One record of the ledger as it is digested. Private fields are in `data` as digests only."""

    id: UUID
    matter_id: UUID
    seq: int
    kind: str
    action: str
    recorded_at: datetime
    occurred_at: datetime
    actor_id: UUID | None
    actor_name: str
    data: dict[str, Any]
    files: list[str]
    prev: str
    digest: str


class EventPage(Schema):
    """Records in their order. `next` continues the reading; null when there is nothing further."""

    items: list[EventOut]
    next: int | None


class Feed(Schema):
    """Records since a cursor. While `more`, go on from `next`; then begin again, later, from `reread`.

    `reread` lies a little before `next`, because a record's id is taken before its act is committed: drop those ids
    that you already have.
    """

    items: list[EventOut]
    next: UUID | None
    reread: UUID | None
    more: bool


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


class UnitOut(Schema):
    id: UUID
    name: str
    kind: str


class OrganOut(Schema):
    id: UUID
    name: str
    short_name: str
    kind: str
    uscc: str
    region: str
    region_name: str
    doc_word: str
    domains: list[str]
    is_active: bool
    units: list[UnitOut]


class OrganPage(Schema):
    items: list[OrganOut]
    next: UUID | None


class PostOut(Schema):
    organ: UUID
    unit: UUID | None
    kind: str
    title: str


class PersonOut(Schema):
    """A person with the posts held today in organs that the asker sees."""

    id: UUID
    name: str
    posts: list[PostOut]


class PersonPage(Schema):
    items: list[PersonOut]
    next: UUID | None


class DisclosureOut(Schema):
    """One published item in a list. `json_address` has the text that its digest covers, and its place in the ledger."""

    public_id: str
    kind: str
    kind_title: str
    title: str
    number: str
    organ: str
    decided_on: date
    published_on: date | None
    address: str
    json_address: str


class DisclosurePage(Schema):
    """Newest first. `next` is the cursor of the page after this one, null on the last."""

    items: list[DisclosureOut]
    next: str | None
