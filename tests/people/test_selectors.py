from datetime import UTC, date, datetime, timedelta

import pytest

from fazhi.people.selectors import actor_for_token, credentials_on, holders, token_digest
from fazhi.people.vocabulary import PostKind
from tests.factories.people import ApiTokenFactory, CredentialFactory, PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def test_credentials_come_in_one_query_and_everybody_has_a_list(django_assert_num_queries):
    holder, without = PersonFactory(), PersonFactory()
    CredentialFactory(person=holder, valid_from=date(2020, 1, 1), valid_to=DAY, number="a")
    CredentialFactory(
        person=holder, valid_from=date(2020, 1, 1), valid_to=DAY - timedelta(days=1), number="b"
    )
    CredentialFactory(person=holder, suspended=True, number="c")
    CredentialFactory(person=holder, cancelled=True, number="d")
    CredentialFactory(person=holder, valid_from=DAY + timedelta(days=1), number="later")
    CredentialFactory(person=holder, legal=True, number="e")
    with django_assert_num_queries(1):
        found = credentials_on([holder.pk, without.pk], DAY)
    assert found[without.pk] == []
    good = {fact.number: fact.is_good_on(DAY) for fact in found[holder.pk]}
    assert good == {"a": True, "b": False, "c": False, "d": False, "e": True}


def test_nobody_asked_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert credentials_on([], DAY) == {}


def test_holders_are_those_in_post_on_the_day():
    post = PostFactory()
    PostFactory(organ=post.organ, unit=None)
    PostFactory(unit=post.unit, valid_to=DAY - timedelta(days=1))
    PostFactory(unit=post.unit, kind=PostKind.UNIT_HEAD)
    PostFactory(unit=post.unit, person=PersonFactory(is_active=False))
    assert holders(post.organ_id, [PostKind.OFFICER], day=DAY).count() == 2
    assert list(holders(post.organ_id, [PostKind.OFFICER], post.unit_id, day=DAY)) == [post.person]
    assert holders(post.organ_id, [PostKind.OFFICER, PostKind.UNIT_HEAD], day=DAY).count() == 3


def _token(**given):
    return ApiTokenFactory(digest=token_digest("raw-token"), **given)


def test_a_token_acts_by_its_post(django_assert_num_queries):
    token = _token()
    with django_assert_num_queries(1):
        actor = actor_for_token("raw-token", NOW)
    assert (actor.post_id, actor.kind, actor.organ_id) == (token.post_id, "token", token.organ_id)
    assert actor_for_token("another", NOW) is None
    assert actor_for_token("", NOW) is None


@pytest.mark.parametrize(
    "given",
    [
        {"is_active": False},
        {"expires_at": NOW},
        {"post__valid_to": DAY - timedelta(days=1)},
        {"post__person__is_active": False},
        {"post__unit__organ__is_active": False},
    ],
)
def test_a_token_that_is_over_opens_nothing(given):
    _token(**given)
    assert actor_for_token("raw-token", NOW) is None


def test_a_token_lasts_to_its_moment():
    _token(expires_at=NOW + timedelta(seconds=1))
    assert actor_for_token("raw-token", NOW) is not None
