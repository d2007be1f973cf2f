"""The sample cases: the same for the same seed and moment, made by the engine, of nobody."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from fazhi.config.command import main
from fazhi.config.site.sampling import load
from fazhi.domains.enforcement.models import PenaltyCase, SimplePenalty
from fazhi.ledger.services.verify import verify
from fazhi.papers.models import Paper
from fazhi.people.models import Account, Organ, Person
from fazhi.procedures.models import Matter
from fazhi.procedures.replay import differences
from tests.factories.cases import at

pytestmark = pytest.mark.django_db
NOW = at("2026-11-20")
INVENTED = re.compile("示例|样例|试用|拟真|假设|演示|虚构|测试|某例")
INVENTED_PERSON = re.compile("^[一-龥][试样例拟][一二三四五六七八九十百]+$")


def told() -> list[Any]:
    """What the cases are, without what differs each time: their keys."""
    matters = Matter.objects.order_by("id").values_list(
        "procedure", "title", "cause", "stage", "number", "opened_on", "due_on", "outcome", "seq"
    )
    papers = Paper.objects.order_by("id").values_list("title", "number")
    return [*matters, *papers]


def made(seed: int, moment: datetime = NOW, cases: int = 12) -> list[Any]:
    """Sample data, looked at and taken back."""
    with transaction.atomic():
        load(cases=cases, seed=seed, at=moment, passed=lambda: None)
        found = told()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_and_moment_give_the_same_cases() -> None:
    first = made(7)
    assert first == made(7)
    assert first != made(8, cases=4)


def test_the_cases_come_through_the_engine_and_are_of_nobody() -> None:
    steps: list[int] = []
    loaded = load(cases=12, seed=20261122, at=NOW, passed=lambda: steps.append(1))
    matters = list(Matter.objects.all())
    assert (len(steps), loaded.cases, loaded.matters) == (12, 12, len(matters))
    assert [str(d) for m in matters for d in differences(m)] == []
    assert verify() is None
    assert len({m.stage for m in matters if m.parent_id is None}) >= 3
    assert all(m.opened_on <= NOW.date() for m in matters)
    parties = [
        *PenaltyCase.objects.values_list("party_name", "party_representative", "party_phone"),
        *SimplePenalty.objects.values_list("party_name", "party_representative", "party_phone"),
    ]
    assert len(parties) == 12
    for name, representative, phone in parties:
        assert INVENTED.search(name), name
        assert not representative or INVENTED.search(representative), representative
        assert phone in {"", "13900000000"}
    odd = [p.name for p in Person.objects.all() if not INVENTED_PERSON.match(p.name)]
    assert odd == []


def test_the_command_says_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "load", "--cases", "2", "--seed", "5", "--as-of", "2026-11-20T10:00"]) == 0
    said = capsys.readouterr().out
    assert f"机关{Organ.objects.count()}个，案件2件" in said
    assert f"事项{Matter.objects.count()}件" in said
    assert Account.objects.filter(username="officer").exists()
    assert main(["demo", "load", "--cases", "-1"]) == 2
    assert "不能小于零" in capsys.readouterr().err
