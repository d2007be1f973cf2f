"""Questions about people: what papers they hold, who sits where, by whom a token acts."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Account, ApiToken, Credential, Person, Post
from fazhi.people.vocabulary import ActorKind, CredentialStatus
from fazhi.statements import Fixed


@dataclass(frozen=True, slots=True)
class CredentialFact:
    """One credential, by value. `status` is the kind of state it is in now: valid, suspended or cancelled."""

    kind: str
    number: str
    domains: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    status: str

    def is_good_on(self, day: date) -> bool:
        """Whether it entitles on the day: in its term, first and last day included, not suspended or cancelled."""
        in_term = self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)
        return in_term and self.status == CredentialStatus.VALID


_CREDENTIALS: Fixed[Credential] = Fixed(
    lambda *, people, day: Credential.objects.filter(person_id__in=people, valid_from__lte=day)
)


def credentials_on(person_ids: Iterable[UUID], day: date) -> dict[UUID, list[CredentialFact]]:
    """For each person every credential begun by the day, expired and suspended ones too, in one query.

    They are all there so that a refusal can say what is wrong with which; ask `is_good_on` before one is relied on.
    A person without any has an empty list.
    """
    found: dict[UUID, list[CredentialFact]] = {person_id: [] for person_id in person_ids}
    if not found:
        return found
    for row in _CREDENTIALS(people=sorted(found), day=day):
        found[row.person_id].append(
            CredentialFact(row.kind, row.number, tuple(row.domains), row.valid_from, row.valid_to, row.status)
        )
    return found


def seats(
    organ_id: UUID, kinds: Collection[str], unit_id: UUID | None = None, *, day: date
) -> QuerySet[Post]:
    """Posts of these kinds held on the day in the organ, or in one unit of it, by people who are in use."""
    posts = (
        Post.objects.seated().on(day).filter(organ_id=organ_id, kind__in=list(kinds), person__is_active=True)
    )
    return posts.filter(unit_id=unit_id) if unit_id else posts


def holders(
    organ_id: UUID, kinds: Collection[str], unit_id: UUID | None = None, *, day: date
) -> QuerySet[Person]:
    """People who hold such a post on the day, each once, by name."""
    seated = seats(organ_id, kinds, unit_id, day=day).filter(person_id=OuterRef("pk"))
    return Person.objects.filter(Exists(seated), is_active=True).order_by("name", "pk")


def posts_of(account: Account, day: date) -> QuerySet[Post]:
    """The posts by which this account may act on the day."""
    return Post.objects.seated().on(day).filter(person_id=account.person_id, organ__is_active=True)


def token_digest(raw: str) -> str:
    """What is kept of a token. It is long and random, so a plain digest cannot be turned back."""
    return "sha256:" + hashlib.sha256(raw.encode()).hexdigest()


def actor_for_token(raw: str, now: datetime) -> Actor | None:
    """The actor of another system's token, or None when it is unknown, expired, or its post is no longer held."""
    if not raw:
        return None
    token = (
        ApiToken.objects.select_related("post__person", "post__organ__region", "post__unit")
        .filter(digest=token_digest(raw), is_active=True, organ__is_active=True)
        .filter(post__person__is_active=True, post__organ__is_active=True)
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))
        .first()
    )
    if token is None or not token.post.holds_on(timezone.localdate(now)):
        return None
    return actor_for_post(token.post, ActorKind.TOKEN)
