"""A small country: a city with two counties, each with two organs, and standing people."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Organ, Post, Region, Unit
from fazhi.people.vocabulary import PostKind, RegionLevel
from tests.factories.people import (
    PASSWORD,
    AccountFactory,
    OrganFactory,
    PostFactory,
    RegionFactory,
    UnitFactory,
)


@dataclass
class Country:
    city: Region
    east: Region
    west: Region
    market: Organ
    """A department in the eastern county, with two units."""
    farming: Organ
    """Another in the same county."""
    west_market: Organ
    city_justice: Organ
    east_justice: Organ
    government: Organ
    first: Unit
    second: Unit

    def post(self, kind: PostKind, organ: Organ | None = None, unit: Unit | None = None, **more) -> Post:
        """A new person at a new post; in the eastern market bureau unless told otherwise."""
        return PostFactory(organ=organ or self.market, unit=unit, kind=kind, **more)

    def actor(self, kind: PostKind, organ: Organ | None = None, unit: Unit | None = None) -> Actor:
        """A new actor at such a post."""
        return actor_for_post(self.post(kind, organ, unit))


@pytest.fixture
def country(db) -> Country:
    city = RegionFactory(code="150200", name="试验市", level=RegionLevel.CITY, path="001001")
    east = RegionFactory(code="150202", name="东区", parent=city, path="001001001")
    west = RegionFactory(code="150203", name="西区", parent=city, path="001001002")
    market = OrganFactory(name="东区市场监督管理局", region=east, doc_word="试东市监")
    return Country(
        city=city,
        east=east,
        west=west,
        market=market,
        farming=OrganFactory(name="东区农牧局", region=east),
        west_market=OrganFactory(name="西区市场监督管理局", region=west),
        city_justice=OrganFactory(name="试验市司法局", region=city, justice=True),
        east_justice=OrganFactory(name="东区司法局", region=east, justice=True),
        government=OrganFactory(name="试验市人民政府", region=city, government=True),
        first=UnitFactory(organ=market, name="一队"),
        second=UnitFactory(organ=market, name="二队"),
    )


@pytest.fixture
def at() -> datetime:
    """A Wednesday at 10:00 in Shanghai."""
    return datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def enter(client: Client):
    """Log a post's person in by the page, and give the client."""

    def come_in(post: Post, **account) -> Client:
        made = AccountFactory(person=post.person, **account)
        answer = client.post("/login/", {"username": made.username, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return come_in
