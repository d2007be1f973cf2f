"""Questions about what is published. Every list for the public starts in `shown_on`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.disclosure.models import Publication
from fazhi.disclosure.vocabulary import Status
from fazhi.ledger.models import CheckpointLeaf, Event
from fazhi.people.actors import Actor
from fazhi.people.models import Region
from fazhi.people.scope import within
from fazhi.procedures.models import ClockRow
from fazhi.procedures.models.clock import ClockState
from fazhi.procedures.selectors import visible, visible_to

PAGE = 20
MOST = 100
_LISTED = (
    "public_id",
    "kind",
    "title",
    "number",
    "published_on",
    "decided_on",
    "organ__name",
    "organ__short_name",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for. `region` is a code and takes in everything below; `own_level` only itself.

    `since` and `until` bound the day of publication, both days included.
    """

    region: str = ""
    own_level: bool = False
    organ_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    domain: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, newest first. `after` and `before` continue it; empty where nothing follows."""

    rows: list[Publication]
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an item stands in the ledger: digest and number of the event by which it was published, and the first
    checkpoint that covers it (None before the next one is made).
    """

    event_digest: str
    event_seq: int
    checkpoint: int | None
    checkpoint_root: str


def shown_on(day: date) -> QuerySet[Publication]:
    """Items whose content the public may see on that day: published, and their term not over."""
    return Publication.objects.filter(status=Status.PUBLISHED, until__gte=day)


def public_items(wanted: Wanted, *, day: date, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page of what is published, newest first: one query, two when a region is named.

    `after` and `before` are cursors of an earlier page; one that makes no sense begins anew.
    """
    items = fitting(shown_on(day), wanted)
    size = max(1, min(size, MOST))
    forward_from = _key(after)
    backward_from = None if forward_from else _key(before)
    backward = backward_from is not None
    if key := forward_from or backward_from:
        published_on, pk = key
        items = items.filter(
            Q(published_on__gt=published_on) | Q(published_on=published_on, pk__gt=pk)
            if backward
            else Q(published_on__lt=published_on) | Q(published_on=published_on, pk__lt=pk)
        )
    order = ("published_on", "pk") if backward else ("-published_on", "-pk")
    found = list(items.select_related("organ").only(*_LISTED).order_by(*order)[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backward:
        rows.reverse()
    follows, precedes = backward or more, more if backward else forward_from is not None
    return Page(
        rows,
        cursor_of(rows[-1]) if rows and follows else "",
        cursor_of(rows[0]) if rows and precedes else "",
    )


def fitting(items: QuerySet[Publication], wanted: Wanted) -> QuerySet[Publication]:
    """Those of the items that are what a visitor looks for."""
    if wanted.region:
        path = Region.objects.filter(code=wanted.region).values_list("path", flat=True).first()
        items = (
            items.filter(region_path=path or "-") if wanted.own_level else items.filter(_below(path or ""))
        )
    if wanted.organ_id:
        items = items.filter(organ_id=wanted.organ_id)
    if wanted.since:
        items = items.filter(published_on__gte=wanted.since)
    if wanted.until:
        items = items.filter(published_on__lte=wanted.until)
    if wanted.domain:
        items = items.filter(domain=wanted.domain)
    if wanted.kind:
        items = items.filter(kind=wanted.kind)
    for word in wanted.text.lower().split()[:5]:
        items = items.filter(search_text__contains=word)
    return items


def _below(path: str) -> Q:
    """Items of a region and all below it, by a column on which an index in the order of the list stands."""
    match len(path):
        case 0:
            return Q(pk__in=[])
        case 3:
            # Nearly everything: no index by region would help, the one by day does.
            return Q(region_path__startswith=path)
        case 6:
            return Q(rung_2=path)
        case 9:
            return Q(rung_3=path)
        case _:
            return within(path)


def cursor_of(row: Publication) -> str:
    """The place of a row in the list, as the address of the next page carries it. It names no matter."""
    return f"{row.published_on:%Y%m%d}{row.public_id}"


def _key(cursor: str) -> tuple[date, UUID] | None:
    if not cursor:
        return None
    try:
        day = date(int(cursor[:4]), int(cursor[4:6]), int(cursor[6:8]))
    except ValueError:
        return None
    pk = Publication.objects.filter(public_id=cursor[8:28]).values_list("pk", flat=True).first()
    return (day, pk) if pk else None


def item(public_id: str) -> Publication | None:
    """One item by its stable address, if it was ever published; None for drafts, withheld ones and nonsense."""
    return (
        Publication.objects.filter(public_id=public_id)
        .filter(status__in=[Status.PUBLISHED, Status.REMOVED, Status.EXPIRED], published_on__isnull=False)
        .select_related("organ__region", "matter")
        .first()
    )


def is_shown(row: Publication, day: date) -> bool:
    """Whether the content of an item may be seen on that day."""
    return row.status == Status.PUBLISHED and row.until is not None and row.until >= day


def by_digest(value: str, day: date) -> Publication | None:
    """The item that has this digest and is shown."""
    return shown_on(day).filter(digest=value).select_related("organ__region", "matter").first()


def by_number(number: str, day: date) -> Publication | None:
    """The item that bears this document number and is shown; the latest, should there be several."""
    found = shown_on(day).filter(number=number).select_related("organ__region", "matter")
    return found.order_by("-published_on", "-pk").first()


def reference(row: Publication) -> Reference | None:
    """Where a published item stands in the ledger: two queries."""
    event = Event.objects.filter(matter_id=row.pk, seq=row.event_seq or 0).only("seq", "digest").first()
    if event is None:
        return None
    leaf = (
        CheckpointLeaf.objects.filter(matter_id=row.pk, seq__gte=event.seq)
        .select_related("checkpoint")
        .order_by("seq")
        .first()
    )
    return Reference(
        event.digest, event.seq, leaf.checkpoint_id if leaf else None, leaf.checkpoint.root if leaf else ""
    )


def of_matter(actor: Actor, matter_id: UUID) -> Publication:
    """The publication of a matter that the actor may see, for the office. Raises OutOfScope."""
    matter = visible_to(actor, matter_id)
    return Publication.objects.select_related("organ__region", "drafter", "checker").get(matter=matter)


def late(actor: Actor, day: date) -> QuerySet[ClockRow]:
    """Publications and removals that are past their last day, among the matters that the actor sees."""
    return (
        ClockRow.objects.filter(
            matter__in=visible(actor).filter(procedure="disclosure.publication", is_open=True),
            key__in=["publish", "withdraw"],
            state=ClockState.RUNNING,
            due_on__lt=day,
        )
        .select_related("matter__organ")
        .order_by("due_on", "id")
    )
