"""The changes of people and organs, each person and each organ with a chain of its own in the ledger.

People lies below the ledger and tells of its changes; here they are appended, in the same transaction. The chain
bears the id of the person or organ.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from fazhi.ledger import hooks
from fazhi.ledger.services import append
from fazhi.ledger.vocabulary import EventKind
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Person, RecordEnd
from fazhi.people.recording import Change, observers

_BATCH = 500


def register() -> None:
    """Plug in on both sides; called from `ready()`. Calling it twice changes nothing."""
    if keep not in observers:
        observers.append(keep)
    hooks.register(heads=heads)


def keep(changes: Sequence[Change], actor: Actor, at: datetime) -> None:
    """Append one event for each change, and note where each chain ends now.

    Raises MovedOn when somebody else recorded a change of the same person meanwhile.
    """
    for start in range(0, len(changes), _BATCH):
        some = changes[start : start + _BATCH]
        asked = {change.subject_id for change in some}
        rows = RecordEnd.objects.select_for_update().filter(pk__in=asked).order_by("pk")
        ends = {row.pk: row for row in rows}
        for change in some:
            end = ends.setdefault(change.subject_id, RecordEnd(subject_id=change.subject_id, seq=0, head=""))
            event = append(
                matter_id=change.subject_id,
                seq=end.seq + 1,
                kind=EventKind.ACTED,
                action=change.action,
                at=at,
                actor=actor,
                data={"post": str(actor.post_id) if actor.post_id else "", "rows": list(change.rows)},
                prev=end.head,
            )
            end.seq, end.head = event.seq, event.digest
        RecordEnd.objects.bulk_create(
            ends.values(), update_conflicts=True, unique_fields=["subject_id"], update_fields=["seq", "head"]
        )


def heads(only: UUID | None) -> Iterator[tuple[UUID, int, str]]:
    """Where the record of each person and organ ends, in the order of their ids."""
    rows = RecordEnd.objects.order_by("subject_id")
    if only is not None:
        rows = rows.filter(pk=only)
    yield from rows.values_list("subject_id", "seq", "head").iterator(chunk_size=2000)


def describe(subject_id: UUID) -> Mapping[str, str]:
    """What the cover of the record's dossier says; nothing for an id that is nobody's."""
    if person := Person.objects.filter(pk=subject_id).first():
        return {"名称": "人员登记记录", "姓名": person.name}
    if organ := Organ.objects.filter(pk=subject_id).first():
        return {"名称": "机关登记记录", "机关": organ.name}
    return {}
