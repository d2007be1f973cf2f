"""Who can log in to a home with sample data."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password

from fazhi.people.demo import DEMO_PASSWORD
from fazhi.people.models import Account, Post


@dataclass(frozen=True, slots=True)
class Login:
    """One sample account: name, posts in words, organ, and its password while it is still the first one."""

    username: str
    role: str
    organ: str
    password: str


def sample_logins() -> Iterator[Login]:
    """The sample accounts with a short name, in the order in which they were made.

    The first password of all of them is one hash, so that each different hash is tried once.
    """
    accounts = list(
        Account.objects.filter(is_active=True, username__regex=r"^[a-z]+[0-9]*$", person__isnull=False)
        .select_related("person")
        .order_by("person_id")
    )
    posts = {
        post.person_id: post
        for post in Post.objects.seated()
        .filter(person__in=[account.person_id for account in accounts])
        .select_related("organ")
    }
    first: dict[str, bool] = {}
    for account in accounts:
        post = posts.get(account.person_id)
        if post is None:
            continue
        if account.password not in first:
            first[account.password] = check_password(DEMO_PASSWORD, account.password)
        if first[account.password]:
            yield Login(account.username, post.title, post.organ.name, DEMO_PASSWORD)
