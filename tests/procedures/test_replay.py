"""Events alone rebuild every matter; rows changed behind the engine's back are found."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.config.command import main
from fazhi.people.models import Person
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Assignment, ClockRow, Matter
from fazhi.procedures.replay import differences, rebuild
from fazhi.procedures.sweep import sweep
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office: Office) -> Matter:
    """A hard errand whose window has lapsed and whose check is under way, with a hand-over in its past."""
    matter = open_matter(
        "sample.errand", office.officer, {"subject": "送信", "is_hard": "on"}, at=at("2026-03-02")
    )
    key = matter.matter.pk
    people = {"runner": str(office.officer.person_id), "second": str(office.colleague.person_id)}
    perform(key, "accept", office.head, people, at=at("2026-03-03"))
    over = {"role": "second", "person": str(office.legal.person_id), "reason": "调岗"}
    perform(key, "hand_over", office.head, over, at=at("2026-03-03"))
    perform(key, "extend", office.head, at=at("2026-03-04"))
    perform(key, "tell", office.officer, at=at("2026-03-04"))
    sweep(at("2026-03-12"))
    return Matter.objects.get(pk=key)


def test_rebuilt_equals_kept(case: Matter) -> None:
    assert case.stage == "check"
    for matter in Matter.objects.all():
        assert list(differences(matter)) == []
        assert rebuild(matter.pk).seq == matter.seq


TAMPERED: dict[str, Callable[[Matter], object]] = {
    "stage": lambda m: Matter.objects.filter(pk=m.pk).update(stage="closing"),
    "outcome": lambda m: Matter.objects.filter(pk=m.pk).update(outcome="done"),
    "number": lambda m: Matter.objects.filter(pk=m.pk).update(number="测局跑〔2026〕9号"),
    "title": lambda m: Matter.objects.filter(pk=m.pk).update(title="别的"),
    "law_day": lambda m: Matter.objects.filter(pk=m.pk).update(law_day=date(2020, 1, 1)),
    "due_on": lambda m: Matter.objects.filter(pk=m.pk).update(due_on=date(2027, 1, 1)),
    "owner_person": lambda m: Matter.objects.filter(pk=m.pk).update(owner_person=None),
    "seq": lambda m: Matter.objects.filter(pk=m.pk).update(seq=3),
    "head": lambda m: Matter.objects.filter(pk=m.pk).update(head="sm3:0"),
    "期限 finish": lambda m: ClockRow.objects.filter(matter=m, key="finish").update(due_on=date(2027, 1, 1)),
    "期限 object": lambda m: ClockRow.objects.filter(matter=m, key="object").update(state="running"),
    "角色 second": lambda m: Assignment.objects.filter(matter=m, role="second", until=None).update(
        until=at("2026-03-05")
    ),
    "角色 runner": lambda m: Assignment.objects.filter(matter=m, role="runner").update(
        person=Person.objects.get(name="王例")
    ),
    "角色 third": lambda m: Assignment.objects.create(
        matter=m,
        root_id=m.root_id,
        role="third",
        person=Person.objects.get(name="王例"),
        since=at("2026-03-05"),
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_row_is_found_and_named(case: Matter, what: str) -> None:
    TAMPERED[what](case)
    found = list(differences(Matter.objects.get(pk=case.pk)))
    assert [d.what for d in found] == [what]
    assert "数据表为" in str(found[0])


def test_the_command_says_so_and_exits_with_one(case: Matter, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "replay"]) == 0
    assert "一致" in capsys.readouterr().out
    TAMPERED["stage"](case)
    assert main(["ledger", "replay", "--matter", case.number]) == 1
    assert "stage：数据表为 closing" in capsys.readouterr().out
    assert main(["ledger", "replay", "--matter", "测局跑〔2026〕77号"]) == 1
