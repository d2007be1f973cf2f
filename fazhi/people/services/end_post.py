"""End a person's post by its last day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import Fault, Incomplete, MovedOn, OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.models import Post
from fazhi.people.recording import Change, altered, tell
from fazhi.people.scope import organs_managed
from fazhi.people.services.in_hand import faults_of_days, person_kept


@transaction.atomic
def end_post(person_id: UUID, *, post_id: UUID, valid_to: date, actor: Actor, at: datetime) -> Post:
    """The post, held for the last time on `valid_to`. A post whose last day has passed stays as it is.

    Raises Incomplete with every fault, NotYourPart, OutOfScope, or MovedOn when it was ended meanwhile.
    """
    day = timezone.localdate(at)
    person = person_kept(actor, person_id, day=day)
    post = Post.objects.filter(pk=post_id, person=person, organ__in=organs_managed(actor)).first()
    if post is None:
        raise OutOfScope("没有这个岗位，或者不归您管理。")
    if post.valid_to is not None and post.valid_to < day:
        raise Incomplete([Fault("post", f"该任职已于{post.valid_to.isoformat()}结束，不能再改。")])
    if post.pk == actor.post_id:
        raise Incomplete([Fault("post", "不能结束您正在使用的岗位，请由其他管理员办理。")])
    faults = faults_of_days(
        post.valid_from,
        valid_to,
        today=day,
        earlier=f"早于任职起始日{post.valid_from.isoformat()}。",
    )
    if post.valid_to is not None and valid_to > post.valid_to:
        # A longer term is a new post, so that it cannot run into one that was given for later days.
        faults.append(
            Fault("valid_to", f"该任职至{post.valid_to.isoformat()}，只能提前结束；继续任职请增加岗位。")
        )
    if faults:
        raise Incomplete(faults)
    ended = Post.objects.filter(pk=post.pk, valid_to=post.valid_to).update(valid_to=valid_to)
    if not ended:
        raise MovedOn("该岗位刚被他人修改，请查看后再办。")
    post.valid_to = valid_to
    tell([Change(person.pk, "people.post_ended", (altered(post, ["valid_to"]),))], actor=actor, at=at)
    return post
