"""What lies in somebody's inbox."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.notices.models import Notice
from fazhi.people.actors import Actor

PAGE = 30


def addressed_to(actor: Actor) -> Q:
    """The one condition that says which messages are this actor's: his own, and those to the post by which he acts."""
    mine = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    if not actor.organ_id or not actor.post:
        return mine
    here = Q(unit_id__isnull=True) | Q(unit_id=actor.unit_id) if actor.unit_id else Q(unit_id__isnull=True)
    return mine | (Q(organ_id=actor.organ_id, post=actor.post) & here)


def inbox(actor: Actor) -> QuerySet[Notice]:
    """Every message of the actor, the newest first."""
    return Notice.objects.filter(addressed_to(actor)).order_by("-id")


def unread_count(actor: Actor) -> int:
    """How many of them nobody has read, in one query on the indexes of unread messages."""
    return Notice.objects.filter(addressed_to(actor), read_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page; `older` and `newer` are keys that continue it, empty where nothing follows."""

    notices: list[Notice]
    older: str
    newer: str


def inbox_page(
    actor: Actor, *, unread_only: bool = False, before: str = "", after: str = "", size: int = PAGE
) -> InboxPage:
    """One page of the inbox by key. A key that makes no sense begins anew."""
    rows = inbox(actor)
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    older_than, newer_than = _key(before), _key(after)
    if newer_than and not older_than:
        found = list(rows.filter(pk__gt=newer_than).order_by("id")[: size + 1])
        more, shown = len(found) > size, found[:size][::-1]
        return InboxPage(
            shown, str(shown[-1].pk) if shown else "", str(shown[0].pk) if shown and more else ""
        )
    if older_than:
        rows = rows.filter(pk__lt=older_than)
    found = list(rows[: size + 1])
    more, shown = len(found) > size, found[:size]
    newer = str(shown[0].pk) if shown and older_than else ""
    return InboxPage(shown, str(shown[-1].pk) if shown and more else "", newer)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
