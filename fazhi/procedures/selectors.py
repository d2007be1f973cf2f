"""Which matters somebody sees, and lists of them. Every list of matters starts at `visible`."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from fazhi.kernel.errors import OutOfScope
from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.procedures.models import Assignment, Matter, Tally


def visible(actor: Actor) -> QuerySet[Matter]:
    """Matters the actor sees: by post, as owner, by a post the next step lies with, or by a part in the same case.

    Basis: none (house practice)
    """
    if actor.is_system:
        return Matter.objects.all()
    seen = scope.matters_q(actor)
    if actor.organ_id is not None and actor.post:
        seen |= Q(owner_organ_id=actor.organ_id, owner_posts__contains=f"|{actor.post}|") & (
            Q(owner_unit_id=None) | Q(owner_unit_id=actor.unit_id)
        )
    if actor.person_id is not None and actor.post_id is not None:
        part = Assignment.objects.filter(
            root_id=OuterRef("root_id"), person_id=actor.person_id, until__isnull=True
        )
        seen |= Q(Exists(part))
    return Matter.objects.filter(seen)


def visible_to(actor: Actor, matter_id: UUID, *, joined: Sequence[str] = ("unit", "owner_person")) -> Matter:
    """One matter with its organ and region joined, and what else is asked for.

    Raises OutOfScope when it does not exist for this actor.
    """
    matter = visible(actor).select_related("organ__region", *joined).filter(pk=matter_id).first()
    if matter is None:
        raise OutOfScope("没有这一事项，或者不在您的查看范围内。")
    return matter


def one(matter_id: UUID) -> Matter:
    """One matter for the engine itself, whoever may see it."""
    return Matter.objects.select_related("organ__region").get(pk=matter_id)


def _lying_with(actor: Actor) -> list[Q]:
    """Open matters whose next step is the actor's: as the person it lies with, or by a post it lies with.

    Each way is a list of ids by an index of its own: a person's work is short, however many matters there are.
    """
    opened = Matter.objects.filter(is_open=True).values("pk")
    ways = []
    if actor.person_id:
        ways.append(Q(pk__in=opened.filter(owner_person_id=actor.person_id)))
    if actor.organ_id is not None and actor.post:
        here = opened.filter(owner_organ_id=actor.organ_id, owner_posts__contains=f"|{actor.post}|")
        ways.append(Q(pk__in=here.filter(Q(owner_unit_id=None) | Q(owner_unit_id=actor.unit_id))))
    return ways


def _any(ways: list[Q]) -> Q:
    return reduce(or_, ways) if ways else Q(pk__in=[])


def owed(actor: Actor) -> QuerySet[Matter]:
    """Open matters whose next step lies with the actor, by person or by post; first due first.

    Organs are read by a query of their own here and in other lists: a join would make the database start from them.
    """
    return (
        Matter.objects.filter(_any(_lying_with(actor)), is_open=True, is_waiting=False, is_suspended=False)
        .prefetch_related("organ")
        .order_by("due_on", "id")
    )


def awaited(actor: Actor) -> QuerySet[Matter]:
    """Open matters in which the actor has a part and waits for somebody else."""
    if actor.person_id is None:
        return Matter.objects.none()
    parts = Assignment.objects.filter(person_id=actor.person_id, until__isnull=True).values("matter_id")
    mine = Q(pk__in=parts) & ~Q(owner_person_id=actor.person_id)
    resting = [way & Q(is_waiting=True) for way in _lying_with(actor)]
    return (
        Matter.objects.filter(_any([mine, *resting]), is_open=True)
        # A sub-matter that only rests, such as a publication that is being shown, is nobody's waiting.
        .exclude(parent__isnull=False, is_waiting=True, due_on__isnull=True)
        .prefetch_related("organ", "owner_person")
        .order_by("-stage_since", "-id")
    )


def counts(path: str, day: date, by: str = "organ_id") -> dict[object, dict[str, int]]:
    """Open, near and over counts below a region, by organ or by procedure: sums over the tally, one query.

    Over is past the last day on `day`; near is in the last part of the term.
    """
    rows = (
        Tally.objects.filter(scope.within(path))
        .values(by)
        .annotate(
            open=Sum("count"),
            over=Sum("count", filter=Q(due_on__lt=day), default=0),
            near=Sum("count", filter=Q(due_on__gte=day, near_on__lte=day), default=0),
        )
    )
    return {
        row[by]: {"open": row["open"], "near": row["near"], "over": row["over"]}
        for row in rows
        if row["open"]
    }
