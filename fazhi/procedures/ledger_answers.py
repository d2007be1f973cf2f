"""What the ledger and its dossiers ask of matters; registered when the platform starts."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from fazhi.archive import services as archive
from fazhi.archive.models import Enclosure
from fazhi.ledger import hooks
from fazhi.procedures import people_record
from fazhi.procedures.models import Matter


def register() -> None:
    """Register the answers; called from `ready()`."""
    hooks.register(heads=heads, find=find, pieces=archive.stream, names=names, describe=describe)


def heads(only: UUID | None) -> Iterator[tuple[UUID, int, str]]:
    """Where each matter knows its chain to end, in the order of the matters' ids."""
    rows = Matter.objects.filter(seq__gte=1).order_by("id")
    if only is not None:
        rows = rows.filter(pk=only)
    yield from rows.values_list("id", "seq", "head").iterator(chunk_size=2000)


def find(text: str) -> UUID | None:
    """The matter of that number."""
    return Matter.objects.filter(number=text.strip()).values_list("pk", flat=True).first()


def names(matter_id: UUID) -> Mapping[str, str]:
    """The names of the matter's files by their digests."""
    return dict(Enclosure.objects.filter(matter_id=matter_id).values_list("blob_id", "name"))


def describe(matter_id: UUID) -> Mapping[str, str]:
    """What the cover of the dossier says, of a matter or of a person's record; nothing for what is no more."""
    matter = Matter.objects.select_related("organ").filter(pk=matter_id).first()
    if matter is None:
        return people_record.describe(matter_id)
    return {
        "案号": matter.number,
        "名称": matter.title,
        "案由": matter.cause,
        "机关": matter.organ.name,
        "阶段": matter.stage_title,
        "开始日": matter.opened_on.isoformat(),
        "终结日": matter.closed_on.isoformat() if matter.closed_on else "",
    }
