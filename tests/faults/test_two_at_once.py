"""Two act at once: one wins, the other is told what has happened; counts and numbers stay right.

Each thread has a connection of its own. `together` lets all of them read and judge before the first may write, so that
they truly meet.
"""

import re
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from fazhi.kernel.errors import MovedOn
from fazhi.ledger.models import Event
from fazhi.people.actors import SYSTEM
from fazhi.procedures.engine import Done, open_matter, perform
from fazhi.procedures.models import Assignment, Matter
from fazhi.procedures.sweep import Swept, sweep
from tests.procedures.conftest import Office, at
from tests.procedures.wholeness import breaches

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8
Act = Callable[[], Any]


class Broke(Exception):
    """An act that fails half-way."""


def together(*acts: Act, meet: bool = True) -> list[Any]:
    """What each act gave or raised, all done at once."""
    door = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def doing(n: int) -> None:
        waited = not meet

        def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal waited
            if not waited and not sql.startswith("SELECT"):
                waited = True
                door.wait(timeout=20)
            return run(sql, params, many, context)

        try:
            with connection.execute_wrapper(execute):
                given[n] = acts[n]()
        except (MovedOn, Broke) as error:
            given[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=doing, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def opened(office: Office, **data: object) -> UUID:
    return open_matter(
        "sample.errand", office.officer, {"subject": "送信", **data}, at=at("2026-03-02")
    ).matter.pk


def accepted(office: Office, **data: object) -> UUID:
    matter = opened(office, **data)
    runner = {"runner": str(office.officer.person_id)}
    return perform(matter, "accept", office.head, runner, at=at("2026-03-03")).matter.pk


def test_one_wins_and_the_other_is_told_what_happened(office: Office) -> None:
    for _ in range(ROUNDS):
        matter = accepted(office)
        given = together(
            lambda m=matter: perform(m, "tell", office.officer, at=at("2026-03-04")),
            lambda m=matter: perform(m, "drop", office.head, at=at("2026-03-04")),
        )
        won = [g for g in given if isinstance(g, Done)]
        told = [g for g in given if isinstance(g, MovedOn)]
        assert (len(won), len(told)) == (1, 1), given
        assert told[0].since
        assert won[0].matter.stage_title in {"已告知", "放弃"}
        assert ("告知" if won[0].matter.stage == "told" else "放弃") in told[0].since[-1]
    assert not breaches()


def test_two_who_give_the_same_role_meet_no_broken_constraint(office: Office) -> None:
    for _ in range(ROUNDS):
        matter = opened(office)
        runner = {"runner": str(office.officer.person_id)}
        give = lambda m=matter, r=runner: perform(m, "accept", office.head, r, at=at("2026-03-03"))  # noqa: E731
        given = together(give, give)
        assert sorted(type(g).__name__ for g in given) == ["Done", "MovedOn"]
        assert Assignment.objects.filter(matter=matter).count() == 1
    assert not breaches()


def test_the_same_key_twice_at_once_is_one_event_and_one_answer(office: Office) -> None:
    for n in range(ROUNDS):
        matter = accepted(office)
        tell = lambda m=matter, k=f"k{n}": perform(m, "tell", office.officer, at=at("2026-03-04"), idem=k)  # noqa: E731
        given = together(tell, tell)
        assert [type(g) for g in given] == [Done, Done]
        assert {g.seq for g in given} == {3}
        assert sorted(g.repeated for g in given) == [False, True]
        assert Event.objects.filter(matter_id=matter, action="tell").count() == 1


def test_the_same_key_twice_at_once_opens_one_matter(office: Office) -> None:
    subject = {"subject": "送信"}
    opening = lambda: open_matter("sample.errand", office.officer, subject, at=at("2026-03-02"), idem="once")  # noqa: E731
    given = together(opening, opening, opening)
    assert [type(g) for g in given] == [Done] * 3
    assert len({g.matter.pk for g in given}) == 1 == Matter.objects.count()
    assert not breaches()


def test_numbers_have_no_gap_though_acts_fail_after_taking_one(office: Office) -> None:
    runner = {"runner": str(office.officer.person_id)}
    matters = [opened(office) for _ in range(24)]

    def fail(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "ledger_event" in sql and sql.startswith("INSERT"):
            raise Broke
        return run(sql, params, many, context)

    def several(mine: list[UUID]) -> int:
        broken = 0
        for n, matter in enumerate(mine):
            try:
                if n % 3 == 1:
                    with connection.execute_wrapper(fail):
                        perform(matter, "accept", office.head, runner, at=at("2026-03-03"))
                perform(matter, "accept", office.head, runner, at=at("2026-03-03"))
            except Broke:
                broken += 1
        return broken

    given = together(*(lambda k=k: several(matters[k::4]) for k in range(4)), meet=False)
    assert given == [2, 2, 2, 2]
    numbers = sorted(int(re.findall(r"\d+", m.number)[1]) for m in Matter.objects.exclude(number=""))
    assert numbers == list(range(1, 17))
    assert not breaches()


def test_many_matters_at_once_keep_the_counts(office: Office) -> None:
    runner = {"runner": str(office.officer.person_id)}

    def one_case(_: int) -> None:
        for _ in range(3):
            matter = opened(office, is_hard="on")
            perform(matter, "accept", office.head, runner, at=at("2026-03-03"))
            perform(matter, "tell", office.officer, at=at("2026-03-04"))
            perform(matter, "no_objection", SYSTEM, at=at("2026-03-12"))
            child = Matter.objects.get(parent_id=matter).pk
            perform(child, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-12"))
            perform(matter, "finish", office.officer, {"fee": "1"}, at=at("2026-03-12"))

    given = together(*(lambda n=n: one_case(n) for n in range(4)), meet=False)
    assert given == [None] * 4
    assert Matter.objects.filter(is_open=False).count() == 24
    assert not breaches()


def test_parent_and_sub_matter_at_once_do_not_wait_for_one_another(office: Office) -> None:
    back = {"stage": "running", "reason": "补材料"}
    for _ in range(ROUNDS):
        matter = accepted(office, is_hard="on")
        perform(matter, "tell", office.officer, at=at("2026-03-04"))
        perform(matter, "no_objection", SYSTEM, at=at("2026-03-12"))
        child = Matter.objects.get(parent_id=matter).pk
        given = together(
            lambda m=matter: perform(m, "return", office.officer, back, at=at("2026-03-13")),
            lambda c=child: perform(c, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-13")),
        )
        assert sorted(type(g).__name__ for g in given) == ["Done", "MovedOn"], given
        assert not Matter.objects.get(pk=child).is_open
    assert not breaches()


def test_an_officer_and_the_sweep_at_once(office: Office) -> None:
    for _ in range(ROUNDS):
        matter = accepted(office)
        perform(matter, "tell", office.officer, at=at("2026-03-04"))
        given = together(
            lambda m=matter: perform(m, "drop", office.head, at=at("2026-03-12")),
            lambda: sweep(at("2026-03-12")),
        )
        assert isinstance(given[1], Swept)
        assert not given[1].stuck
        won = isinstance(given[0], Done)
        assert Matter.objects.get(pk=matter).stage == ("dropped" if won else "closing")
        assert won or given[0].since
    assert not breaches()


def test_two_sweeps_at_once_do_each_thing_once(office: Office) -> None:
    for _ in range(ROUNDS):
        matter = accepted(office)
        perform(matter, "tell", office.officer, at=at("2026-03-04"))
    given = together(lambda: sweep(at("2026-03-12")), lambda: sweep(at("2026-03-12")))
    assert sum(g.lapsed for g in given) == ROUNDS
    assert not any(g.stuck for g in given)
    assert Event.objects.filter(action="clock_lapsed").count() == ROUNDS
    assert not breaches()
