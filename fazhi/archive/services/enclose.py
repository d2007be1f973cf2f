"""Put a stored file into a matter's dossier."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from fazhi.archive.filenames import clean
from fazhi.archive.models import Blob, Enclosure
from fazhi.archive.vocabulary import EnclosureKind
from fazhi.statements import insert


class ActorLike(Protocol):
    """Who adds the file. `person_id` is None for the system."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...


def enclose(
    *,
    matter_id: UUID,
    blob: Blob,
    name: str,
    at: datetime,
    actor: ActorLike,
    kind: str = EnclosureKind.EVIDENCE,
    title: str = "",
    taken_on: date | None = None,
    event_seq: int | None = None,
    note: str = "",
) -> Enclosure:
    """Add the file to the dossier: one INSERT. The same content may lie in several dossiers under several names.

    Raises ValueError for a kind that does not exist.
    """
    if kind not in EnclosureKind.values:
        raise ValueError(f"没有这种卷内文件：{kind}")
    enclosure = Enclosure(
        matter_id=matter_id,
        blob=blob,
        name=clean(name),
        kind=kind,
        title=title.strip()[:200],
        taken_on=taken_on,
        added_by_id=actor.person_id,
        added_by_name=actor.name,
        added_at=at,
        event_seq=event_seq,
        note=note.strip()[:500],
    )
    insert([enclosure])
    return enclosure
