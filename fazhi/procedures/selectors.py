"""Which matters somebody sees, and lists of them. Every list of matters starts at `visible`."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from fazhi.kernel.errors import OutOfScope
from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.procedures.models import Assignment, Matter, Tally
from fazhi.statements import Fixed


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


def _visible_one(
    joined: tuple[str, ...],
    kind: str,
    post: str,
    organ_kind: str,
    by_post: bool,
    *,
    matter_id: UUID,
    person_id: UUID | None,
    organ_id: UUID | None,
    unit_id: UUID | None,
    region_path: str | None,
) -> QuerySet[Matter]:
    actor = Actor(
        name="",
        kind=kind,
        post=post,
        organ_kind=organ_kind,
        post_id=matter_id if by_post else None,
        region_path=region_path or "",
        person_id=person_id,
        organ_id=organ_id,
        unit_id=unit_id,
    )
    return visible(actor).select_related("organ__region", *joined).filter(pk=matter_id)


_VISIBLE_ONE: Fixed[Matter] = Fixed(
    _visible_one, may_lack=("person_id", "organ_id", "unit_id", "region_path")
)
_ONE: Fixed[Matter] = Fixed(
    lambda *, matter_id: Matter.objects.select_related("organ__region", "unit").filter(pk=matter_id)
)


def visible_to(actor: Actor, matter_id: UUID, *, joined: Sequence[str] = ("unit", "owner_person")) -> Matter:
    """One matter with its organ and region joined, and what else is asked for.

    Raises OutOfScope when it does not exist for this actor.
    """
    values = {
        "person_id": actor.person_id,
        "organ_id": actor.organ_id,
        "unit_id": actor.unit_id,
        "region_path": actor.region_path or None,
    }
    shape = (tuple(joined), actor.kind, actor.post, actor.organ_kind, actor.post_id is not None)
    matter = _VISIBLE_ONE.first(*shape, matter_id=matter_id, **values)
    if matter is None:
        raise OutOfScope("没有这一事项，或者不在您的查看范围内。")
    return matter


def one(matter_id: UUID) -> Matter:
    """One matter for the engine itself, whoever may see it."""
    matter = _ONE.first(matter_id=matter_id)
    if matter is None:
        raise Matter.DoesNotExist
    return matter


def _lying_with(actor: Actor, *, waiting: bool) -> list[QuerySet[Matter]]:
    """Open matters whose next step is the actor's: as the person it lies with, and by a post it lies with."""
    opened = Matter.objects.filter(is_open=True, is_waiting=waiting)
    ways = []
    if actor.person_id:
        ways.append(opened.filter(owner_person_id=actor.person_id))
    if actor.organ_id is not None and actor.post:
        here = opened.filter(owner_organ_id=actor.organ_id, owner_posts__contains=f"|{actor.post}|")
        ways.append(here.filter(Q(owner_unit_id=None) | Q(owner_unit_id=actor.unit_id)))
    return ways


def _found_by(ways: list[QuerySet[Matter]]) -> QuerySet[Matter]:
    """Matters found in one way or another. Each way goes by an index of its own, which one condition would not.

    Organs are read by a query of their own in lists: a join would make the database start from them.
    """
    if not ways:
        return Matter.objects.none()
    first, *others = (way.values("pk") for way in ways)
    return Matter.objects.filter(pk__in=first.union(*others) if others else first).prefetch_related("organ")


def owed(actor: Actor) -> QuerySet[Matter]:
    """Open matters whose next step lies with the actor, by person or by post; first due first."""
    return _found_by(_lying_with(actor, waiting=False)).filter(is_suspended=False).order_by("due_on", "id")


def awaited(actor: Actor) -> QuerySet[Matter]:
    """Open matters in which the actor has a part and waits for somebody else."""
    if actor.person_id is None:
        return Matter.objects.none()
    parts = Assignment.objects.filter(person_id=actor.person_id, until__isnull=True)
    mine = Matter.objects.filter(pk__in=parts.values("matter_id"), is_open=True)
    others_turn = mine.exclude(owner_person_id=actor.person_id)
    return (
        _found_by([others_turn, *_lying_with(actor, waiting=True)])
        # A sub-matter that only rests, such as a publication that is being shown, is nobody's waiting.
        .exclude(parent__isnull=False, is_waiting=True, due_on__isnull=True)
        .prefetch_related("owner_person")
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
