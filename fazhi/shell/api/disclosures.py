"""What is published, for everybody."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fazhi.disclosure import kinds, selectors
from fazhi.shell.api import schemas
from fazhi.shell.api.door import visitor
from fazhi.shell.api.schemas import open_answers
from fazhi.shell.api.values import Day, Wanted, Word

router = Router(tags=["公示"])


class DisclosureFilter(Schema):
    """Which items are wanted."""

    region: Annotated[Word, Field(description="区划代码，含其以下")] = ""
    organ: Annotated[UUID | None, Field(description="机关编号")] = None
    since: Annotated[Day | None, Field(description="公示日期不早于")] = None
    until: Annotated[Day | None, Field(description="公示日期不晚于")] = None
    domain: Annotated[Word, Field(description="领域")] = ""
    kind: Annotated[Word, Field(description="公示类别")] = ""
    q: Annotated[Wanted | None, Field(description="标题、案由、文号等公示内容中的文字")] = None
    cursor: Annotated[Word, Field(description="上一页答复中的 next")] = ""
    limit: Annotated[int, Field(ge=1, le=selectors.MOST, description="每页条数")] = selectors.PAGE


@router.get(
    "/disclosures",
    auth=visitor,
    response=open_answers(schemas.DisclosurePage),
    operation_id="list_disclosures",
    summary="公示中的内容",
)
def list_disclosures(
    request: HttpRequest, wanted: Annotated[DisclosureFilter, Query()]
) -> schemas.DisclosurePage:
    """新的在前，不需要令牌。全文、摘要和存证位置在各条的 json_address；已经撤回、期满的不在其中。"""
    page = selectors.public_items(
        selectors.Wanted(
            region=wanted.region,
            organ_id=wanted.organ,
            since=wanted.since,
            until=wanted.until,
            domain=wanted.domain,
            kind=wanted.kind,
            text=wanted.q or "",
        ),
        day=timezone.localdate(timezone.now()),
        after=wanted.cursor,
        size=wanted.limit,
    )
    return schemas.DisclosurePage(
        items=[
            schemas.DisclosureOut(
                public_id=row.public_id,
                kind=row.kind,
                kind_title=kinds.title_of(row.kind),
                title=row.title,
                number=row.number,
                organ=row.organ.name,
                decided_on=row.decided_on,
                published_on=row.published_on,
                address=f"/p/{row.public_id}/",
                json_address=f"/p/{row.public_id}.json",
            )
            for row in page.rows
        ],
        next=page.after or None,
    )
