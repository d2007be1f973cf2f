"""Records of the ledger: of one matter, and everything since a cursor for other systems."""

import json
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fazhi.ledger import selectors as ledger
from fazhi.ledger.models import Event
from fazhi.procedures import selectors
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking
from fazhi.shell.api.schemas import answers
from fazhi.shell.api.values import Limit, Number

router = Router(tags=["记录"])
AGAIN = timedelta(minutes=5)
"""How far before the last record to read again: no act takes as long between its id and its commit."""


class ChainFilter(Schema):
    """Which records of one matter are wanted."""

    after: Annotated[Number, Field(description="已读到的序号")] = 0
    limit: Limit = 100


class FeedFilter(Schema):
    """From where the records are wanted."""

    after: Annotated[UUID | None, Field(description="上次答复中的 next 或者 reread；不给则从头读起")] = None
    limit: Limit = 100


@router.get(
    "/matters/{uuid:matter_id}/events",
    response=answers(schemas.EventPage),
    operation_id="list_matter_events",
    summary="一件事项的记录",
)
def list_matter_events(
    request: HttpRequest, matter_id: UUID, wanted: Annotated[ChainFilter, Query()]
) -> schemas.EventPage:
    """按序号排列。"""
    matter = selectors.visible_to(asking(request), matter_id)
    found = list(ledger.chain(matter.pk).filter(seq__gt=wanted.after)[: wanted.limit + 1])
    page = found[: wanted.limit]
    return schemas.EventPage(
        items=[event_of(event) for event in page], next=page[-1].seq if len(found) > wanted.limit else None
    )


@router.get(
    "/events", response=answers(schemas.Feed), operation_id="list_events", summary="某一位置以后的全部记录"
)
def list_events(request: HttpRequest, wanted: Annotated[FeedFilter, Query()]) -> schemas.Feed:
    """您能查看的各事项的记录，按产生的先后。`more` 为真时从 `next` 接着读；读完后，下次从 `reread` 读起，已有的编号跳过。

    编号在办理开始时取得，办成后才看得见，所以要回头重读一小段，才不会漏。
    """
    mine = selectors.visible(asking(request)).values_list("pk", flat=True)
    found = ledger.events_since(wanted.after, wanted.limit + 1, mine)
    page = found[: wanted.limit]
    last = page[-1].pk if page else wanted.after
    return schemas.Feed(
        items=[event_of(event) for event in page],
        next=last,
        reread=_before(last) if last else None,
        more=len(found) > wanted.limit,
    )


def event_of(event: Event) -> schemas.EventOut:
    """A record as it is digested: canonical JSON of `data` gives back the text that the digest is over."""
    return schemas.EventOut(
        id=event.pk,
        matter_id=event.matter_id,
        seq=event.seq,
        kind=event.kind,
        action=event.action,
        recorded_at=timezone.localtime(event.recorded_at),
        occurred_at=timezone.localtime(event.occurred_at),
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        data=json.loads(event.data),
        files=event.files,
        prev=event.prev,
        digest=event.digest,
    )


def _before(cursor: UUID) -> UUID:
    """The least id of the moment so long before: the first 48 bits of an id are its milliseconds."""
    moment = max(0, (cursor.int >> 80) - AGAIN // timedelta(milliseconds=1))
    return UUID(int=moment << 80)
