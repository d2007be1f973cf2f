"""Organs and people that the asker may look up: whom a form can name."""

from typing import Annotated
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fazhi.people import scope
from fazhi.people.models import Post, Unit
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking
from fazhi.shell.api.schemas import answers
from fazhi.shell.api.values import Cursor, Limit, Wanted, Word

router = Router(tags=["机关和人员"])


class OrganFilter(Schema):
    """Which organs are wanted."""

    q: Annotated[Wanted | None, Field(description="名称、简称中的文字")] = None
    cursor: Cursor | None = None
    limit: Limit = 50


@router.get("/organs", response=answers(schemas.OrganPage), operation_id="list_organs", summary="机关")
def list_organs(request: HttpRequest, wanted: Annotated[OrganFilter, Query()]) -> schemas.OrganPage:
    """您能查看的机关及其内设机构。"""
    only = Q(pk__gt=wanted.cursor) if wanted.cursor else Q()
    if wanted.q:
        only &= Q(name__icontains=wanted.q) | Q(short_name__icontains=wanted.q)
    units = Prefetch("units", Unit.objects.filter(is_active=True).order_by("id"))
    rows = scope.organs_visible(asking(request)).filter(only).select_related("region").prefetch_related(units)
    found = list(rows.order_by("id")[: wanted.limit + 1])
    page = found[: wanted.limit]
    return schemas.OrganPage(
        items=[
            schemas.OrganOut(
                id=organ.pk, name=organ.name, short_name=organ.short_name, kind=organ.kind, uscc=organ.uscc,
                region=organ.region.code, region_name=organ.region.name, doc_word=organ.doc_word,
                domains=list(organ.domains), is_active=organ.is_active,
                units=[schemas.UnitOut(id=u.pk, name=u.name, kind=u.kind) for u in organ.units.all()],
            )
            for organ in page
        ],
        next=page[-1].pk if len(found) > wanted.limit else None,
    )  # fmt: skip


class PersonFilter(Schema):
    """Which people are wanted."""

    organ: Annotated[UUID | None, Field(description="机关编号")] = None
    post: Annotated[Word | None, Field(description="岗位类别")] = None
    q: Annotated[Wanted | None, Field(description="姓名中的文字")] = None
    cursor: Cursor | None = None
    limit: Limit = 50


@router.get("/persons", response=answers(schemas.PersonPage), operation_id="list_persons", summary="人员")
def list_persons(request: HttpRequest, wanted: Annotated[PersonFilter, Query()]) -> schemas.PersonPage:
    """您能查看的机关的在岗人员；表单中的人员字段填其编号。不含电话和证件号码。"""
    actor = asking(request)
    seats = Post.objects.on(timezone.localdate(timezone.now())).filter(organ__in=scope.organs_visible(actor))
    asked = seats.filter(person_id=OuterRef("pk"))
    if wanted.organ:
        asked = asked.filter(organ_id=wanted.organ)
    if wanted.post:
        asked = asked.filter(kind=wanted.post)
    only = Q(Exists(asked), is_active=True)
    if wanted.cursor:
        only &= Q(pk__gt=wanted.cursor)
    if wanted.q:
        only &= Q(name__icontains=wanted.q)
    rows = scope.persons_visible(actor).filter(only).prefetch_related(Prefetch("posts", seats.order_by("id")))
    found = list(rows.order_by("id")[: wanted.limit + 1])
    page = found[: wanted.limit]
    return schemas.PersonPage(
        items=[
            schemas.PersonOut(
                id=person.pk,
                name=person.name,
                posts=[
                    schemas.PostOut(organ=p.organ_id, unit=p.unit_id, kind=p.kind, title=p.title)
                    for p in person.posts.all()
                ],
            )
            for person in page
        ],
        next=page[-1].pk if len(found) > wanted.limit else None,
    )
