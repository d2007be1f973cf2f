"""Choose the post by which a person acts."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fazhi.kernel.errors import OutOfScope
from fazhi.people.models import Account, Post
from fazhi.people.selectors import posts_of


def choose_post(account: Account, post_id: UUID, *, at: datetime) -> Post:
    """Take up one of the account's own posts held today, and remember it for the next login.

    Raises OutOfScope when it is another's or is over.
    """
    post = posts_of(account, timezone.localdate(at)).filter(pk=post_id).first()
    if post is None:
        raise OutOfScope("这个岗位不属于您，或者任期已经结束。")
    Account.objects.filter(pk=account.pk).update(last_post=post)
    return post


def first_post(account: Account, *, at: datetime) -> Post | None:
    """The post to begin with: the only one, else the one used last; None when there is none or a choice to make."""
    posts = list(posts_of(account, timezone.localdate(at)))
    if len(posts) == 1:
        return posts[0]
    return next((post for post in posts if post.pk == account.last_post_id), None)
