from datetime import date
from uuid import uuid4

import pytest

from fazhi.kernel.errors import OutOfScope
from fazhi.people.services.choose_post import choose_post, first_post
from tests.factories.people import AccountFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_the_only_post_is_taken_without_asking(at):
    account = AccountFactory()
    assert first_post(account, at=at) is None
    post = PostFactory(person=account.person)
    PostFactory(person=account.person, valid_to=date(2026, 11, 17))
    assert first_post(account, at=at) == post


def test_of_several_the_last_used_is_taken_and_else_it_is_asked(at):
    account = AccountFactory()
    _, other = PostFactory(person=account.person), PostFactory(person=account.person)
    assert first_post(account, at=at) is None
    choose_post(account, other.pk, at=at)
    account.refresh_from_db()
    assert first_post(account, at=at) == other


def test_posts_of_others_and_posts_that_are_over_cannot_be_taken(at):
    account = AccountFactory()
    over = PostFactory(person=account.person, valid_to=date(2026, 11, 17))
    closed = PostFactory(person=account.person)
    closed.organ.is_active = False
    closed.organ.save()
    for post_id in (over.pk, closed.pk, PostFactory().pk, uuid4()):
        with pytest.raises(OutOfScope):
            choose_post(account, post_id, at=at)
