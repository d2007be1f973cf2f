"""Records of the ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema


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
