"""Reading the chains."""

from collections.abc import Generator, Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from fazhi.ledger.entries import Entry, stored_moment_text, uuid_text
from fazhi.ledger.models import Event

_COLUMNS = (
    "matter_id", "seq", "id", "kind", "action", "recorded_at", "occurred_at",
    "actor_id", "actor_name", "data", "files_text", "prev", "digest", "idem",
)  # fmt: skip


def chain(matter_id: UUID) -> QuerySet[Event]:
    """The events of one matter in their order."""
    return Event.objects.filter(matter_id=matter_id).order_by("seq")


def head(matter_id: UUID) -> Event | None:
    """The latest event of the matter."""
    return Event.objects.filter(matter_id=matter_id).order_by("-seq").first()


def events_since(cursor: UUID | None, limit: int, scope_ids: Iterable[UUID] | None = None) -> list[Event]:
    """Up to `limit` events made after the event `cursor`, in the order of their making, in those matters if given.

    An id is taken when the act begins: one who must miss nothing reads again from a little before his last cursor.
    """
    found = Event.objects.order_by("id")
    if cursor is not None:
        found = found.filter(id__gt=cursor)
    if scope_ids is not None:
        found = found.filter(matter_id__in=scope_ids)
    return list(found[:limit])


def entries(matter_id: UUID | None = None, after: UUID | None = None) -> Generator[Entry, None, None]:
    """The stored events of one matter or of all, by matter and number, as they lie in the database.

    Every column is read as text, so that a value no longer of its type is told as a change, not as a crash.
    """
    rows = Event.objects.order_by("matter_id", "seq", "id")
    if matter_id is not None:
        rows = rows.filter(matter_id=matter_id)
    if after is not None:
        rows = rows.filter(matter_id__gt=after)
    texts = {f"{name}_": Cast(name, TextField()) for name in _COLUMNS}
    for row in rows.annotate(**texts).values_list(*texts).iterator(chunk_size=2000):
        yield _entry(row)


def _entry(row: Sequence[str | None]) -> Entry:
    (
        matter_id,
        seq,
        id_,
        kind,
        action,
        recorded,
        occurred,
        actor_id,
        actor_name,
        data,
        files,
        prev,
        digest,
        idem,
    ) = row
    return Entry(
        matter_id=uuid_text(matter_id) or "",
        seq=int(seq) if seq and seq.lstrip("-").isdigit() else 0,
        id=uuid_text(id_) or "",
        kind=kind or "",
        action=action or "",
        recorded_at=stored_moment_text(recorded or ""),
        occurred_at=stored_moment_text(occurred or ""),
        actor_id=uuid_text(actor_id),
        actor_name=actor_name or "",
        data=data or "",
        files=files or "",
        prev=prev or "",
        digest=digest or "",
        idem=idem,
    )
