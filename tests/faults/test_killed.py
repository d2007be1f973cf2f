"""The process is killed in the middle of an act: after each statement that writes, and at hundreds of moments by chance; a server's
connections are cut off likewise.

Whatever the moment, there is a whole act or none: rows, events, counts and numbers tell one story, and the next act
finds nothing locked.
"""

import io
import os
import random
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from fazhi.ledger.models import Event
from fazhi.people.actors import SYSTEM
from fazhi.procedures.engine import Upload, open_matter, perform
from fazhi.procedures.models import Matter
from fazhi.procedures.sweep import sweep
from tests.faults.forking import cut_off, ended, forked, killed
from tests.procedures.conftest import Office, at
from tests.procedures.wholeness import breaches

pytestmark = pytest.mark.django_db(transaction=True)

DIED = 9
KILLS = 200
Act = Callable[[], object]


def the_case(office: Office) -> Iterator[tuple[str, Act]]:
    """A case from its first act to its last, with a file, a sub-matter, a window that lapses and a hand-over."""
    officer, head = office.officer, office.head
    people = {"runner": str(officer.person_id), "second": str(office.colleague.person_id)}

    def only() -> UUID:
        return Matter.objects.get(procedure="sample.errand").pk

    def child() -> UUID:
        return Matter.objects.get(procedure="sample.check").pk

    def note() -> object:
        scan = Upload("scan", "笔录.txt", io.BytesIO(b"what was said"))
        return perform(only(), "note", officer, {"title": "询问"}, [scan], at=at("2026-03-04"))

    hard = {"subject": "送信", "is_hard": "on"}
    over = {"role": "second", "person": str(office.legal.person_id), "reason": "调岗"}
    yield "open", lambda: open_matter("sample.errand", officer, hard, at=at("2026-03-02"))
    yield "accept", lambda: perform(only(), "accept", head, people, at=at("2026-03-03"))
    yield "note", note
    yield "hand over", lambda: perform(only(), "hand_over", head, over, at=at("2026-03-04"))
    yield "extend", lambda: perform(only(), "extend", head, at=at("2026-03-04"))
    yield "tell", lambda: perform(only(), "tell", officer, at=at("2026-03-04"))
    yield "lapse", lambda: sweep(at("2026-03-12"))
    yield "refuse", lambda: perform(child(), "refuse", office.legal, {"opinion": "补"}, at=at("2026-03-12"))
    yield "over", lambda: sweep(at("2026-06-12"))
    yield "drop", lambda: perform(only(), "drop", head, at=at("2026-06-12"))


def warm(office: Office) -> None:
    """Do the whole case here once and take it back, so that no child has to read definitions first."""
    with transaction.atomic():
        for _, act in the_case(office):
            act()
        transaction.set_rollback(True)


def dying_after(writes: int, act: Act) -> Act:
    """The act, cut off by the process's sudden end once so many rows have been written."""
    seen = count(1)

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = run(sql, params, many, context)
        if not sql.startswith("SELECT") and next(seen) == writes:
            os._exit(DIED)
        return done

    def work() -> object:
        with connection.execute_wrapper(execute):
            return act()

    return work


def test_death_after_each_write_leaves_all_or_nothing(office: Office) -> None:
    warm(office)
    deaths = 0
    for name, act in the_case(office):
        before = Event.objects.count()
        for write in count(1):
            code = ended(forked(dying_after(write, act)))
            assert not (found := breaches()), f"{name}, after write {write}: {found}"
            if code == 0:
                break
            assert code == DIED, f"{name} broke after write {write}"
            deaths += 1
            assert name in {"lapse", "over"} or Event.objects.count() == before, f"{name}: half an act"
        assert Event.objects.count() > before
    assert deaths > 60


def endless_work(office: Office, seed: int, begun: int) -> None:
    """Cases opened, run and dropped as fast as it goes. Says on the pipe when the first has been opened."""
    dice = random.Random(seed)
    officer, head = office.officer, office.head
    while True:
        hard = {"subject": f"第{dice.randrange(10**6)}件", "is_hard": "on" if dice.random() < 0.5 else ""}
        matter = open_matter("sample.errand", officer, hard, at=at("2026-03-02")).matter.pk
        os.write(begun, b".")
        perform(matter, "accept", head, {"runner": str(officer.person_id)}, at=at("2026-03-03"))
        scan = Upload("scan", "笔录.txt", io.BytesIO(str(dice.random()).encode()))
        perform(matter, "note", officer, {"title": "记"}, [scan], at=at("2026-03-03"))
        perform(matter, "tell", officer, at=at("2026-03-04"))
        perform(matter, "no_objection", SYSTEM, at=at("2026-03-12"))
        reason = {"stage": "running", "reason": "补材料"}
        perform(matter, "return", officer, reason, at=at("2026-03-12"))
        perform(matter, "drop", head, at=at("2026-03-13"))


def test_hundreds_of_kills_by_chance(office: Office) -> None:
    warm(office)
    dice = random.Random(20260302)
    heads: dict[UUID, str] = {}
    for n in range(KILLS):
        heard, begun = os.pipe()
        child = forked(lambda n=n, begun=begun: endless_work(office, n, begun))
        os.close(begun)
        assert os.read(heard, 1), "the child ended before it had done anything"
        end = killed if n % 4 else cut_off
        assert end(child, dice.uniform(0, 0.06))
        os.close(heard)
        now = dict(Matter.objects.values_list("pk", "head"))
        assert heads.keys() <= now.keys(), "a matter that stood is gone"
        changed = [key for key, head in now.items() if heads.get(key) != head]
        found = breaches(changed if n % 25 else None)
        assert not found, f"kill {n}: {found}"
        heads = now
    assert not breaches()
    assert Event.objects.count() >= KILLS
