"""Who sees what, as conditions for SQL: downwards by region, inside by organ and unit, never sideways."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Person, Post
from fazhi.people.vocabulary import OrganKind, PostKind

_UNIT_POSTS = frozenset({PostKind.OFFICER, PostKind.UNIT_HEAD, PostKind.CLERK, PostKind.CASHIER})
_ORGAN_POSTS = frozenset({PostKind.LEGAL_OFFICER, PostKind.ORGAN_HEAD, PostKind.DEPUTY_HEAD})
_NOTHING = Q(pk__in=[])
# Longer than any path below, and digits only, so that every collation sorts it alike.
_LAST = "999999999999"


def within(path: str, field: str = "region_path") -> Q:
    """Rows whose region is this one or lies below it: a range of the index on `field`, not a pattern.

    An empty path gives no rows, so that a missing region never opens everything.
    """
    if not path:
        return _NOTHING
    return Q(**{f"{field}__gte": path, f"{field}__lte": path + _LAST})


def sees_region(actor: Actor) -> bool:
    """Whether this actor watches over a whole region: a leader, or a supervisor of a justice bureau."""
    if actor.post == PostKind.SUPERVISOR:
        return actor.organ_kind == OrganKind.JUSTICE_BUREAU
    return actor.post == PostKind.LEADER


def sees_organ(actor: Actor) -> bool:
    """Whether this actor sees all matters of his organ by his post."""
    return actor.post in _ORGAN_POSTS and actor.organ_id is not None


def sees_unit(actor: Actor) -> bool:
    """Whether this actor sees the matters of his unit by his post."""
    return actor.post in _UNIT_POSTS and actor.organ_id is not None and actor.unit_id is not None


def matters_q(actor: Actor) -> Q:
    """Matters the actor sees by post or as their owner; those he sees by assignment are added where those are kept.

    For rows with `region_path`, `organ_id`, `unit_id` and `owner_person_id`.
    Basis: none (house practice)
    """
    if actor.is_system:
        return Q()
    if actor.post == PostKind.ADMIN or actor.post_id is None:
        return _NOTHING
    own = Q(owner_person_id=actor.person_id) if actor.person_id else _NOTHING
    if sees_region(actor):
        return own | within(actor.region_path)
    if sees_organ(actor):
        return own | Q(organ_id=actor.organ_id)
    if sees_unit(actor):
        return own | Q(organ_id=actor.organ_id, unit_id=actor.unit_id)
    return own


def organs_visible(actor: Actor) -> QuerySet[Organ]:
    """Organs whose people the actor may look up.

    A region's watcher sees the organs of the region; an administrator his organ and those below it, and those of the
    region when his organ is the government or the justice bureau; everybody else his own organ.
    """
    organs = Organ.objects.all()
    if actor.is_system:
        return organs
    if actor.post_id is None or actor.organ_id is None:
        return organs.none()
    if sees_region(actor) or _is_wide_admin(actor):
        return organs.filter(within(actor.region_path, "region__path"))
    if actor.post == PostKind.ADMIN:
        return organs.filter(Q(pk=actor.organ_id) | Q(parent_id=actor.organ_id))
    return organs.filter(pk=actor.organ_id)


def persons_visible(actor: Actor) -> QuerySet[Person]:
    """People who hold or held a post in a visible organ, and the actor himself."""
    if actor.is_system:
        return Person.objects.all()
    seated = Post.objects.filter(person_id=OuterRef("pk"), organ__in=organs_visible(actor))
    himself = Q(pk=actor.person_id) if actor.person_id else _NOTHING
    return Person.objects.filter(Exists(seated) | himself)


def may_import(actor: Actor) -> bool:
    """Whether the actor may bring people in from a workbook: an administrator, or a supervisor of a justice bureau."""
    return (
        actor.is_system
        or actor.post == PostKind.ADMIN
        or (actor.post == PostKind.SUPERVISOR and sees_region(actor))
    )


def manages_region(actor: Actor) -> bool:
    """Whether the actor may also register organs: within his region, not merely his own organ's people."""
    return actor.is_system or (may_import(actor) and (sees_region(actor) or _is_wide_admin(actor)))


def organs_managed(actor: Actor) -> QuerySet[Organ]:
    """Organs whose people the actor may register and change: by workbook or one by one."""
    return organs_visible(actor) if may_import(actor) else Organ.objects.none()


def persons_managed(actor: Actor, day: date) -> QuerySet[Person]:
    """People who have their seat only where the actor manages: their own data and account are his to change."""
    if not may_import(actor):
        return Person.objects.none()
    return persons_visible(actor).filter(~Exists(_seats_of(day).exclude(organ__in=organs_managed(actor))))


def persons_kept(actor: Actor, day: date) -> QuerySet[Person]:
    """People whose posts and papers the actor keeps: those managed, and those who sit elsewhere as well."""
    if not may_import(actor):
        return Person.objects.none()
    here = Exists(_seats_of(day).filter(organ__in=organs_managed(actor)))
    elsewhere = Exists(_seats_of(day).exclude(organ__in=organs_managed(actor)))
    return persons_visible(actor).filter(here | ~elsewhere)


def _seats_of(day: date) -> QuerySet[Post]:
    """The posts of the person at hand that are not over: held today, or from a later day on."""
    return Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), person_id=OuterRef("pk"))


def _is_wide_admin(actor: Actor) -> bool:
    return actor.post == PostKind.ADMIN and actor.organ_kind in {
        OrganKind.GOVERNMENT,
        OrganKind.JUSTICE_BUREAU,
    }
