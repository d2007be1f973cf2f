"""Steps are done once, again when they change, and one that cannot be done now holds up none of the others."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from fazhi.config.site.preparing import STEPS, NotNow, Step, prepare
from fazhi.people.models import Account, Person, Region
from fazhi.people.vocabulary import Sex


class Steps:
    """Steps that note that they were done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.made_of = "1"
        self.can = True

    def all(self) -> list[Step]:
        return [
            Step("first", "第一步", lambda: self.made_of, self._first, rows=False),
            Step("second", "第二步", lambda: "same", self._second, rows=False),
            Step("people", "示例", lambda: "same", self._people, rows=False, sample=True),
        ]

    def _first(self) -> str:
        self.done.append("first")
        return "好"

    def _second(self) -> str:
        if not self.can:
            raise NotNow("网络不通。")
        self.done.append("second")
        return "好"

    def _people(self) -> str:
        self.done.append("people")
        return "好"


@pytest.fixture
def steps(settings: Settings, tmp_path: Path) -> Steps:
    settings.FAZHI_HOME = tmp_path
    return Steps()


def run(steps: Steps, *, samples: bool = True) -> list[str]:
    said: list[str] = []
    steps.done.clear()
    prepare(say=said.append, passed=lambda: None, samples=samples, steps=steps.all())
    return said


def test_each_step_is_done_once_and_in_order(steps: Steps) -> None:
    run(steps)
    assert steps.done == ["first", "second", "people"]
    assert run(steps) == []
    assert steps.done == []


def test_a_step_that_is_made_of_something_else_is_done_again(steps: Steps) -> None:
    run(steps)
    steps.made_of = "2"
    run(steps)
    assert steps.done == ["first"]


def test_samples_are_left_out_when_not_wanted(steps: Steps) -> None:
    run(steps, samples=False)
    assert steps.done == ["first", "second"]


def test_what_cannot_be_done_now_is_told_and_tried_again(steps: Steps) -> None:
    steps.can = False
    said = run(steps)
    assert steps.done == ["first", "people"]
    assert any("网络不通" in line for line in said)
    steps.can = True
    run(steps)
    assert steps.done == ["second"]


def test_a_fault_ends_the_preparation_and_leaves_no_stamp(steps: Steps) -> None:
    def breaks() -> str:
        raise ValueError("broken")

    broken = Step("broken", "坏", lambda: "", breaks, rows=False)
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            prepare(say=lambda _: None, passed=lambda: None, steps=[broken])


@pytest.mark.django_db
def test_the_steps_that_write_rows_may_be_done_twice(settings: Settings, tmp_path: Path) -> None:
    settings.FAZHI_HOME = tmp_path
    wanted = [s for s in STEPS if s.key in {"regions", "people"}]
    prepare(say=lambda _: None, passed=lambda: None, steps=wanted)
    before = Region.objects.count(), Account.objects.count()
    assert all(before)
    for step in wanted:
        step.run()
    assert (Region.objects.count(), Account.objects.count()) == before


@pytest.mark.django_db
def test_a_home_with_real_people_gets_no_sample_people() -> None:
    somebody = Person.objects.create(name="试", sex=Sex.FEMALE)
    Account.objects.create(username="real", person=somebody)
    next(s for s in STEPS if s.key == "people").run()
    assert list(Account.objects.values_list("username", flat=True)) == ["real"]
