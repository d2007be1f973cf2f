"""Matters: lists, and one whole."""

from typing import Annotated
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fazhi.archive.models import Enclosure
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.papers import selectors as paper_rows
from fazhi.people import scope
from fazhi.people.models import Region
from fazhi.procedures import editions, registry, selectors
from fazhi.procedures.engine.loaded import model_of
from fazhi.procedures.models import Assignment, ClockRow, Matter
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking
from fazhi.shell.api.facts import facts_of
from fazhi.shell.api.schemas import answers
from fazhi.shell.api.values import Cursor, Day, Limit, Wanted, Word

router = Router(tags=["事项"])
MOST = 200


class MatterFilter(Schema):
    """Which matters are wanted."""

    procedure: Annotated[Word | None, Field(description="程序")] = None
    stage: Annotated[Word | None, Field(description="阶段")] = None
    is_open: Annotated[bool | None, Field(description="是否在办")] = None
    organ: Annotated[UUID | None, Field(description="机关编号")] = None
    region: Annotated[Word | None, Field(description="区划代码，含其以下")] = None
    due_before: Annotated[Day | None, Field(description="届满日早于该日")] = None
    q: Annotated[Wanted | None, Field(description="名称、案由、案号中的文字")] = None
    cursor: Cursor | None = None
    limit: Limit = 50


@router.get("/matters", response=answers(schemas.MatterPage), operation_id="list_matters", summary="事项清单")
def list_matters(request: HttpRequest, wanted: Annotated[MatterFilter, Query()]) -> schemas.MatterPage:
    """您能查看的事项，新的在前。"""
    rows = selectors.visible(asking(request)).filter(_conditions(wanted))
    found = list(
        rows.select_related("organ__region", "unit", "owner_person").order_by("-id")[: wanted.limit + 1]
    )
    page = found[: wanted.limit]
    return schemas.MatterPage(
        items=[brief(matter) for matter in page], next=page[-1].pk if len(found) > wanted.limit else None
    )


def _conditions(wanted: MatterFilter) -> Q:
    only = Q()
    if wanted.procedure is not None:
        only &= Q(procedure=wanted.procedure)
    if wanted.stage is not None:
        only &= Q(stage=wanted.stage)
    if wanted.is_open is not None:
        only &= Q(is_open=wanted.is_open)
    if wanted.organ is not None:
        only &= Q(organ_id=wanted.organ)
    if wanted.region is not None:
        path = Region.objects.filter(code=wanted.region).values_list("path", flat=True).first()
        if path is None:
            raise Incomplete([Fault("region", "没有这个区划代码。")])
        only &= scope.within(path)
    if wanted.due_before is not None:
        only &= Q(due_on__lt=wanted.due_before)
    if wanted.q is not None:
        only &= Q(title__icontains=wanted.q) | Q(cause__icontains=wanted.q) | Q(number__icontains=wanted.q)
    if wanted.cursor is not None:
        only &= Q(pk__lt=wanted.cursor)
    return only


@router.get(
    "/matters/{uuid:matter_id}",
    response=answers(schemas.MatterOut),
    operation_id="show_matter",
    summary="一件事项",
)
def show_matter(request: HttpRequest, matter_id: UUID) -> schemas.MatterOut:
    """事项现状、业务字段、期限、承办人员、上下级事项、文书和卷内文件。"""
    actor = asking(request)
    matter = selectors.visible_to(actor, matter_id)
    definition = editions.of(matter.edition_id)
    row = model_of(definition)._default_manager.get(pk=matter.pk)
    kin = selectors.visible(actor).filter(Q(parent=matter) | Q(pk=matter.parent_id)).order_by("id")
    parents = [relative(m) for m in kin if m.pk == matter.parent_id]
    return schemas.MatterOut(
        **brief(matter).model_dump(),
        edition=matter.edition_id,
        head=matter.head,
        law_day=matter.law_day,
        facts=facts_of(row, definition, registry.definitions().get(definition.key, definition)),
        clocks=[clock(c) for c in ClockRow.objects.filter(matter=matter).order_by("starts_on", "key")],
        roles=[
            schemas.Holder(
                role=held.role,
                role_title=definition.roles[held.role].title if held.role in definition.roles else held.role,
                person=schemas.Named(id=held.person_id, name=held.person.name),
                since=timezone.localtime(held.since),
            )
            for held in Assignment.objects.filter(matter=matter, until__isnull=True)
            .select_related("person")
            .order_by("since", "id")
        ],
        parent=parents[0] if parents else None,
        children=[relative(m) for m in kin if m.pk != matter.parent_id],
        papers=_papers(matter),
        files=_files(matter),
    )


def brief(matter: Matter) -> schemas.MatterBrief:
    """A matter in one row. Organ with region, unit and owner are joined by the caller."""
    known = registry.definitions().get(matter.procedure)
    owner = matter.owner_person
    return schemas.MatterBrief(
        id=matter.pk,
        procedure=matter.procedure,
        procedure_title=known.title if known else editions.of(matter.edition_id).title,
        number=matter.number,
        title=matter.title,
        cause=matter.cause,
        organ=schemas.Named(id=matter.organ_id, name=matter.organ.name),
        region=matter.organ.region.code,
        unit=schemas.Named(id=matter.unit.pk, name=matter.unit.name) if matter.unit else None,
        stage=matter.stage,
        stage_title=matter.stage_title,
        stage_since=timezone.localtime(matter.stage_since),
        outcome=matter.outcome,
        is_open=matter.is_open,
        is_suspended=matter.is_suspended,
        is_waiting=matter.is_waiting,
        waits_for=matter.waits_for,
        seq=matter.seq,
        opened_on=matter.opened_on,
        closed_on=matter.closed_on,
        next_action=matter.next_action,
        next_title=matter.next_title,
        owner=schemas.OwnerOut(
            role=matter.owner_role,
            person=schemas.Named(id=owner.pk, name=owner.name) if owner else None,
            posts=[post for post in matter.owner_posts.split("|") if post],
        ),
        due_on=matter.due_on,
        near_on=matter.near_on,
    )


def relative(matter: Matter) -> schemas.Relative:
    """A matter of the same case in one line."""
    return schemas.Relative(
        id=matter.pk, procedure=matter.procedure, title=matter.title, stage=matter.stage,
        stage_title=matter.stage_title, outcome=matter.outcome, is_open=matter.is_open,
    )  # fmt: skip


def clock(row: ClockRow) -> schemas.ClockOut:
    """A clock as it stands."""
    return schemas.ClockOut(
        key=row.key, kind=row.kind, title=row.title, basis=row.basis, length=row.length, unit=row.unit,
        extra=row.extra, state=row.state, starts_on=row.starts_on, due_on=row.due_on, near_on=row.near_on,
        stopped_on=row.stopped_on, is_over=row.is_over, is_provisional=row.is_provisional,
    )  # fmt: skip


def _papers(matter: Matter) -> list[schemas.PaperOut]:
    latest = list(paper_rows.for_matter(matter.pk).order_by("-made_at", "-id")[:MOST])
    return [
        schemas.PaperOut(
            id=paper.pk, key=paper.key, title=paper.title, number=paper.number,
            made_at=timezone.localtime(paper.made_at), made_by=paper.made_by, event_seq=paper.event_seq,
            served_on=paper.served_on, is_replaced=hasattr(paper, "superseded_by"),
        )
        for paper in reversed(latest)
    ]  # fmt: skip


def _files(matter: Matter) -> list[schemas.FileOut]:
    latest = list(
        Enclosure.objects.filter(matter_id=matter.pk)
        .select_related("blob")
        .order_by("-added_at", "-id")[:MOST]
    )
    return [
        schemas.FileOut(
            digest=row.blob_id, name=row.name, title=row.title, kind=row.kind, size=row.blob.size,
            media_type=row.blob.media_type, added_at=timezone.localtime(row.added_at), added_by=row.added_by_name,
            event_seq=row.event_seq,
        )
        for row in reversed(latest)
    ]  # fmt: skip
