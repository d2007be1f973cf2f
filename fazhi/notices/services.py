"""Telling people: the row is written with the act; what leaves the house leaves after commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fazhi.notices.models import Notice
from fazhi.notices.selectors import addressed_to
from fazhi.people.actors import Actor
from fazhi.statements import insert


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: a person, or every holder of a kind of post in an organ, narrowed to a unit when one is given."""

    person_id: UUID | None = None
    organ_id: UUID | None = None
    unit_id: UUID | None = None
    post: str = ""

    def __post_init__(self) -> None:
        to_person = self.person_id is not None and self.organ_id is None and not self.post
        to_post = self.person_id is None and self.organ_id is not None and bool(self.post)
        if not (to_person or to_post):
            raise ValueError("A recipient is either a person, or an organ with a kind of post.")


def tell(
    *,
    at: datetime,
    to: Recipient | Iterable[Recipient],
    title: str,
    body: str = "",
    link: str = "",
    matter_id: UUID | None = None,
    kind: str = "matter",
) -> list[Notice]:
    """Put one message for each recipient into the outbox, in the caller's transaction: one insert.

    The same recipient named twice is told once.
    """
    recipients = [to] if isinstance(to, Recipient) else list(dict.fromkeys(to))
    notices = [
        Notice(
            person_id=r.person_id,
            organ_id=r.organ_id,
            unit_id=r.unit_id,
            post=r.post,
            kind=kind,
            title=title[:200],
            body=body,
            link=link,
            matter_id=matter_id,
            created_at=at,
        )
        for r in recipients
    ]
    insert(notices)
    return notices


def mark_read(actor: Actor, notice_ids: Iterable[UUID], at: datetime) -> int:
    """Mark messages of this actor as read by him; others' are left alone. Gives how many were unread until now."""
    rows = Notice.objects.filter(addressed_to(actor), pk__in=list(notice_ids), read_at__isnull=True)
    return rows.update(read_at=at, read_by=actor.person_id)


def mark_all_read(actor: Actor, at: datetime) -> int:
    """Mark every message of this actor as read by him."""
    rows = Notice.objects.filter(addressed_to(actor), read_at__isnull=True)
    return rows.update(read_at=at, read_by=actor.person_id)
