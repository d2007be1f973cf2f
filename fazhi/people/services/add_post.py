"""Give a person a post."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from fazhi.kernel.errors import Fault, Incomplete, MovedOn
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Person, Post, Unit
from fazhi.people.recording import Change, made, tell
from fazhi.people.scope import organs_managed
from fazhi.people.services.import_persons import SEATS
from fazhi.people.services.in_hand import faults_of_days, person_kept
from fazhi.people.vocabulary import PostKind


@transaction.atomic
def add_post(
    person_id: UUID,
    *,
    organ_id: UUID,
    unit: str,
    kind: str,
    title: str,
    valid_from: date,
    valid_to: date | None,
    actor: Actor,
    at: datetime,
) -> Post:
    """The new post. `unit` is the name of a part of the organ, or empty.

    Raises Incomplete with every fault, NotYourPart, OutOfScope, or MovedOn when the same post was given meanwhile.
    """
    day = timezone.localdate(at)
    person = person_kept(actor, person_id, day=day)
    organ = organs_managed(actor).filter(pk=organ_id, is_active=True).first()
    if organ is None:
        raise Incomplete([Fault("organ", "没有这个机关，或者不归您管理。")])
    part, faults = _part(organ, " ".join(unit.split()))
    faults += _faults_of_kind(kind, organ)
    faults += faults_of_days(valid_from, valid_to, today=day, earlier="任职截止日早于任职起始日。")
    if len(title) > 60:
        faults.append(Fault("title", "职务不超过60个字。"))
    if not person.is_active:
        faults.append(Fault("organ", "此人已停用，请先恢复在用。"))
    post = Post(
        person=person,
        organ=organ,
        unit=part,
        kind=kind,
        title=" ".join(title.split()),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if faults := faults or _faults_of_seat(person, post):
        raise Incomplete(faults)
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError as error:
        raise MovedOn("刚有人登记了同一岗位，请查看后再办。") from error
    tell([Change(person.pk, "people.post_added", (made(post),))], actor=actor, at=at)
    return post


def _part(organ: Organ, name: str) -> tuple[Unit | None, list[Fault]]:
    if not name:
        return None, []
    units = {unit.name: unit for unit in Unit.objects.filter(organ=organ, is_active=True).order_by("name")}
    if name in units:
        return units[name], []
    there = f"现有：{'、'.join(units)}" if units else "该机关没有登记内设机构"
    return None, [Fault("unit", f"“{organ.name}”没有名为“{name}”的内设机构，{there}。")]


def _faults_of_kind(kind: str, organ: Organ) -> list[Fault]:
    if kind not in PostKind.values:
        return [Fault("kind", "没有这种岗位，请从列出的岗位中选择。")]
    organs, sentence = SEATS.get(PostKind(kind), (None, ""))
    return [Fault("kind", sentence)] if organs is not None and organ.kind not in organs else []


def _faults_of_seat(person: Person, post: Post) -> list[Fault]:
    """The same seat cannot be held twice on one day."""
    held = Post.objects.filter(person=person, organ=post.organ, unit=post.unit, kind=post.kind)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=post.valid_from))
    if post.valid_to is not None:
        held = held.filter(valid_from__lte=post.valid_to)
    other = held.order_by("valid_from").first()
    if other is None:
        return []
    until = f"至{other.valid_to.isoformat()}" if other.valid_to else "至今"
    return [Fault("valid_from", f"此人{other.valid_from.isoformat()}{until}已在该岗位，任期不能重叠。")]
