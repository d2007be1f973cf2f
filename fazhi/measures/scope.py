"""Whose figures somebody may read: a region's for who watches over it, else those of one's own organ."""

from uuid import UUID

from django.db.models import QuerySet

from fazhi.kernel.errors import OutOfScope
from fazhi.measures.counting import Within
from fazhi.measures.figures import Place, place_of
from fazhi.people import scope
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Region
from fazhi.people.vocabulary import PostKind

_REFUSED = "没有这个区域或者机关，或者不在您的查看范围内。"


def may_read(actor: Actor) -> bool:
    """Whether the actor reads figures at all: who keeps the platform and its people has no part in matters.

    Basis: none (house practice)
    """
    return actor.is_system or (actor.post_id is not None and actor.post != PostKind.ADMIN)


def place_for(actor: Actor, region: str = "", organ: str = "") -> Place:
    """The place asked for, or the widest the actor may read. Raises OutOfScope for any beyond that."""
    if not may_read(actor):
        raise OutOfScope("指标供办理和监督行政执法等事项的人员查看。")
    if actor.is_system:
        return place_of(region or None, organ or None)
    if not scope.sees_region(actor):
        if region or (organ and organ != str(actor.organ_id)):
            raise OutOfScope(_REFUSED)
        return place_of(None, str(actor.organ_id))
    rows = Region.objects.filter(scope.within(actor.region_path, "path"))
    here = rows.filter(code=region).first() if region else rows.filter(path=actor.region_path).first()
    if here is None:
        raise OutOfScope(_REFUSED)
    found = place_of(here, organ or None)
    if organ and not organs_in(found.within.path).filter(pk=organ).exists():
        raise OutOfScope(_REFUSED)
    return found


def organs_in(path: str) -> QuerySet[Organ]:
    """The organs of a region and of all below it."""
    return Organ.objects.filter(scope.within(path, "region__path")).select_related("region")


def regions_of(actor: Actor) -> list[Region]:
    """The regions that the actor may choose among, none for who reads his own organ only."""
    if not scope.sees_region(actor):
        return []
    return list(Region.objects.filter(scope.within(actor.region_path, "path"), level__lte=3).order_by("path"))


def below(place: Place) -> list[Place]:
    """The regions right below a region, each a place of its own; none below an organ."""
    if not place.region or place.organ:
        return []
    rows = Region.objects.filter(parent__code=place.region).order_by("path")
    return [Place(row.name, Within(row.path), row.code) for row in rows]


def organ_place(organ: Organ, region: str) -> Place:
    """An organ's place inside a region that is being looked at."""
    key: UUID = organ.pk
    return Place(organ.short_name or organ.name, Within("", key), region, str(key))
