"""Standing people of one office: the officer, his colleague, their head, the reviewer, and strangers."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Credential, Organ, Person, Post, Region, Unit

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: str, hour: int = 10) -> datetime:
    """A moment on that day."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE)


@dataclass
class Office:
    organ: Organ
    officer: Actor
    colleague: Actor
    head: Actor
    legal: Actor
    clerk_of_other_unit: Actor
    stranger: Actor
    supervisor: Actor


def seat(organ: Organ, unit: Unit | None, name: str, kind: str, *, certified: bool = False) -> Actor:
    person = Person.objects.create(name=name)
    Post.objects.create(person=person, organ=organ, unit=unit, kind=kind, valid_from=date(2020, 1, 1))
    if certified:
        Credential.objects.create(
            person=person,
            kind="enforcement",
            number=f"证{person.pk.hex[-12:]}",
            domains=["测试"],
            valid_from=date(2020, 1, 1),
            valid_to=date(2030, 1, 1),
            status="valid",
        )
    return actor_for_post(Post.objects.seated().get(person=person))


@pytest.fixture
def office(db: None) -> Office:
    city = Region.objects.create(code="150200", name="测试市", short="测试", path="001", level=2)
    county = Region.objects.create(
        code="150203", name="测试区", short="测试", path="001001", level=3, parent=city
    )
    organ = Organ.objects.create(
        name="测试局", short_name="测试局", kind="department", region=county, doc_word="测局"
    )
    other = Organ.objects.create(
        name="旁边局", short_name="旁边局", kind="department", region=county, doc_word="旁局"
    )
    justice = Organ.objects.create(
        name="司法局", short_name="司法局", kind="justice_bureau", region=city, doc_word="测司"
    )
    team = Unit.objects.create(organ=organ, name="大队", kind="enforcement")
    legal = Unit.objects.create(organ=organ, name="法制科", kind="legal")
    office = Unit.objects.create(organ=organ, name="办公室", kind="office")
    return Office(
        organ=organ,
        officer=seat(organ, team, "张试", "officer", certified=True),
        colleague=seat(organ, team, "赵样", "officer", certified=True),
        head=seat(organ, None, "王例", "organ_head"),
        legal=seat(organ, legal, "李法", "legal_officer"),
        clerk_of_other_unit=seat(organ, office, "孙旁", "clerk"),
        stranger=seat(other, None, "钱外", "organ_head"),
        supervisor=seat(justice, None, "周督", "supervisor"),
    )
