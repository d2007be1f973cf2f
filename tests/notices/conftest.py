"""An organ with two units and standing people."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Organ, Post, Unit
from fazhi.people.vocabulary import PostKind
from tests.factories.people import OrganFactory, PostFactory, UnitFactory

AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@dataclass
class Office:
    organ: Organ
    first: Unit
    second: Unit
    officer: Post
    head: Post
    other_head: Post

    def actor(self, post: Post) -> Actor:
        return actor_for_post(post)


@pytest.fixture
def office(db) -> Office:
    organ = OrganFactory()
    first, second = UnitFactory(organ=organ), UnitFactory(organ=organ)
    return Office(
        organ=organ,
        first=first,
        second=second,
        officer=PostFactory(organ=organ, unit=first, kind=PostKind.OFFICER),
        head=PostFactory(organ=organ, unit=first, kind=PostKind.UNIT_HEAD),
        other_head=PostFactory(organ=organ, unit=second, kind=PostKind.UNIT_HEAD),
    )
