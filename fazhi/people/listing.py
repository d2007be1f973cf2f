"""The list of people and their papers that an actor may look through, page by page."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from fazhi.people.actors import Actor
from fazhi.people.models import Credential, Organ, Person, Post
from fazhi.people.scope import organs_visible, persons_visible
from fazhi.people.vocabulary import CredentialStatus

PAGE = 50
EXPIRING = timedelta(days=60)
# What the papers of the people shown should be like; beside the stored states stand three that the day decides.
STATES = {
    "valid": "有效",
    "expiring": "60日内到期",
    "expired": "已过期",
    "suspended": "暂扣",
    "cancelled": "注销",
    "none": "没有证件",
}

RETIRED = "retired"
"""Asked for beside the states of papers: people who are out of use, whom the list leaves out otherwise."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What is asked for: an organ, a part of a name or of a certificate's number, a state of papers (see STATES) or RETIRED."""

    organ_id: UUID | None = None
    text: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page, by name; `after` and `before` continue it, empty where nothing follows."""

    people: list[Person]
    after: str
    before: str


def people_listed(actor: Actor, wanted: PeopleFilter, *, day: date) -> QuerySet[Person]:
    """The visible people who fit the filter, with their papers, and of their posts those of the day in visible organs."""
    people = persons_visible(actor).filter(is_active=wanted.state != RETIRED)
    organs = organs_visible(actor)
    posts = Post.objects.on(day).filter(organ__in=organs)
    if wanted.organ_id:
        posts = posts.filter(organ_id=wanted.organ_id)
        people = people.filter(Exists(posts.filter(person_id=OuterRef("pk"))))
    papers = Credential.objects.filter(person_id=OuterRef("pk"))
    if text := wanted.text.strip():
        people = people.filter(Q(name__contains=text) | Exists(papers.filter(number__startswith=text)))
    if wanted.state == "none":
        people = people.filter(~Exists(papers))
    elif wanted.state in STATES:
        people = people.filter(Exists(papers.filter(_in_state(wanted.state, day))))
    return people.prefetch_related(
        Prefetch("posts", posts.select_related("organ", "unit")),
        Prefetch("credentials", Credential.objects.order_by("kind", "number")),
    )


def people_page(
    actor: Actor, wanted: PeopleFilter, *, day: date, after: str = "", before: str = "", size: int = PAGE
) -> PeoplePage:
    """One page of the list, after or before a key of an earlier page; a key that makes no sense begins anew."""
    people = people_listed(actor, wanted, day=day)
    backward = bool(_key(before)) and not _key(after)
    if key := _key(before if backward else after):
        name, pk = key
        beyond = (
            Q(name__lt=name) | Q(name=name, pk__lt=pk)
            if backward
            else Q(name__gt=name) | Q(name=name, pk__gt=pk)
        )
        people = people.filter(beyond)
    order = ("-name", "-pk") if backward else ("name", "pk")
    found = list(people.order_by(*order)[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backward:
        rows.reverse()
    follows = backward or more
    precedes = more if backward else bool(_key(after))
    return PeoplePage(
        rows, _keyed(rows[-1]) if rows and follows else "", _keyed(rows[0]) if rows and precedes else ""
    )


def organ_choices(actor: Actor) -> QuerySet[Organ]:
    """The visible organs, by region, for the filter."""
    return organs_visible(actor).filter(is_active=True).order_by("region__path", "name")


def state_of(credential: Credential, day: date) -> str:
    """The state of one paper on the day, as a key of STATES."""
    if credential.status != CredentialStatus.VALID:
        return credential.status
    if credential.valid_to is None or credential.valid_to > day + EXPIRING:
        return "valid"
    return "expired" if credential.valid_to < day else "expiring"


def _in_state(state: str, day: date) -> Q:
    if state in {CredentialStatus.SUSPENDED, CredentialStatus.CANCELLED}:
        return Q(status=state)
    in_force = Q(status=CredentialStatus.VALID)
    if state == "expired":
        return in_force & Q(valid_to__lt=day)
    if state == "expiring":
        return in_force & Q(valid_to__gte=day, valid_to__lte=day + EXPIRING)
    return in_force & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)) & Q(valid_from__lte=day)


def _keyed(person: Person) -> str:
    return f"{person.pk.hex}{person.name}"


def _key(text: str) -> tuple[str, UUID] | None:
    try:
        return text[32:], UUID(hex=text[:32])
    except ValueError:
        return None
