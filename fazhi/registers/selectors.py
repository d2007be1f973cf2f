"""Questions about registers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from fazhi.kernel.errors import OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.scope import within
from fazhi.registers.models import Entry, Register
from fazhi.registers.vocabulary import EntryStatus
from fazhi.statements import Fixed

PAGE = 50
_STEP = 3


def rungs(path: str) -> list[str]:
    """The path and every path above it, narrowest first."""
    return [path[:end] for end in range(len(path), 0, -_STEP)]


def _holds_on(day: date) -> Q:
    return ~Q(status=EntryStatus.DRAFT) & Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def entries_for(kind: str, on: date, *, region_path: str, organ_id: UUID | None = None) -> dict[str, Entry]:
    """Every entry of a kind in force on the day for an organ of that region, by code: for each the narrowest.

    An entry for the very organ goes before one for its region, one for the region before one for a region above; of
    two for the same place the later. One query.
    """
    found: dict[str, Entry] = {}
    for row in _IN_FORCE(kind=kind, on=on, places=rungs(region_path), organ_id=organ_id):
        best = found.get(row.code)
        if best is None or _rank(row) >= _rank(best):
            found[row.code] = row
    return found


def _in_force(*, kind: str, on: date, places: list[str], organ_id: UUID | None) -> QuerySet[Entry]:
    rows = Entry.objects.filter(_holds_on(on), register__kind=kind, region_path__in=places)
    rows = rows.filter(Q(organ=None) | Q(organ_id=organ_id) if organ_id else Q(organ=None))
    return rows.select_related("register").order_by("code", "valid_from", "edition_no")


_IN_FORCE: Fixed[Entry] = Fixed(_in_force)


def _rank(row: Entry) -> tuple[bool, int]:
    return row.organ_id is not None, len(row.region_path)


def entry(kind: str, code: str, on: date, *, region_path: str, organ_id: UUID | None = None) -> Entry | None:
    """The narrowest entry of that code in force on the day for an organ of that region; None when there is none."""
    rows = Entry.objects.filter(
        _holds_on(on), register__kind=kind, code=code, region_path__in=rungs(region_path)
    )
    rows = rows.filter(Q(organ=None) | Q(organ_id=organ_id) if organ_id else Q(organ=None))
    best: Entry | None = None
    for row in rows.select_related("register").order_by("valid_from", "edition_no"):
        if best is None or _rank(row) >= _rank(best):
            best = row
    return best


def registers_of(actor: Actor) -> QuerySet[Register]:
    """Registers that hold for the actor's region, from above or from below, with the number of entries in force."""
    reach = within(actor.region_path) | Q(region_path__in=rungs(actor.region_path))
    rows = Register.objects.all() if actor.is_system else Register.objects.filter(reach)
    in_force = Count("entries__code", filter=Q(entries__status=EntryStatus.IN_FORCE), distinct=True)
    return (
        rows.select_related("owner").annotate(entry_count=in_force).order_by("kind", "region_path", "title")
    )


def register_of(actor: Actor, register_id: UUID) -> Register:
    """One register that the actor may see. Raises OutOfScope."""
    found = registers_of(actor).filter(pk=register_id).first()
    if found is None:
        raise OutOfScope("没有这份清单，或者不在您的查看范围内。")
    return found


def latest(register: Register) -> QuerySet[Entry]:
    """The latest edition of every entry of a register, by code."""
    newer = Entry.objects.filter(
        register_id=OuterRef("register_id"), code=OuterRef("code"), edition_no__gt=OuterRef("edition_no")
    )
    rows = Entry.objects.filter(~Exists(newer), register=register)
    return rows.select_related("organ").order_by("code")


def editions(row: Entry) -> QuerySet[Entry]:
    """Every edition of an entry, latest first."""
    return Entry.objects.filter(register_id=row.register_id, code=row.code).order_by("-edition_no")


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of entries by code; `after` continues it, empty at the end."""

    rows: list[Entry]
    after: str


def published_registers() -> QuerySet[Register]:
    """Registers of which something is published, with the number of their published entries."""
    shown = Count("entries__code", filter=Q(entries__published=True), distinct=True)
    rows = Register.objects.filter(is_public=True).select_related("owner").annotate(entry_count=shown)
    return rows.filter(entry_count__gt=0).order_by("kind", "region_path", "title")


def published_entries(register: Register, *, day: date, text: str = "", after: str = "") -> EntryPage:
    """One page of the published entries of a register that are in force on the day."""
    rows = Entry.objects.filter(_holds_on(day), register=register, published=True)
    return _page(rows, text, after)


def listed(register: Register, *, text: str = "", after: str = "") -> EntryPage:
    """One page of the latest editions of a register's entries, whatever their state."""
    return _page(latest(register), text, after)


def _page(rows: QuerySet[Entry], text: str, after: str) -> EntryPage:
    for word in text.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(code__icontains=word))
    if after:
        rows = rows.filter(code__gt=after[:40])
    found = list(rows.order_by("code", "-edition_no")[: PAGE + 1])
    return EntryPage(found[:PAGE], found[PAGE - 1].code if len(found) > PAGE else "")


def published_entry(entry_id: UUID) -> Entry | None:
    """One published edition, in force or not."""
    rows = Entry.objects.filter(pk=entry_id, published=True, register__is_public=True)
    return rows.select_related("register__owner", "organ").first()


def entry_of(actor: Actor, entry_id: UUID) -> Entry:
    """One edition of a register that the actor may see. Raises OutOfScope."""
    found = Entry.objects.select_related("register__owner", "organ").filter(pk=entry_id).first()
    if found is None or not registers_of(actor).filter(pk=found.register_id).exists():
        raise OutOfScope("没有这一条目，或者不在您的查看范围内。")
    return found
