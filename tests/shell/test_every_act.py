"""Every role tries every act at every stage of every procedure; what is written in the definitions decides."""

import re
from collections import Counter
from typing import Any

import pytest
from django.db import transaction

from fazhi.people.actors import actor_for_post
from fazhi.people.demo import CITY, HOME_COUNTY, HOME_ORGAN, DemoPeople
from fazhi.procedures import registry
from tests.factories.cases import at, peopled
from tests.shell.reading import WRITTEN, Book
from tests.shell.table import Table
from tests.shell.tour import Tour

pytestmark = pytest.mark.django_db

# Everybody of the organ that handles the cases but three officers who differ from the third only in name; then
# neighbours, those above and below, those who watch, and those who keep the machine running.
INSIDE = (
    "officer", "officer2", "officer3", "unithead", "cashier", "legal", "hearing", "head", "chief", "admin",
)  # fmt: skip
OUTSIDE = (
    (HOME_COUNTY, "urban", "officer"), (HOME_COUNTY, "urban", "chief"), (HOME_COUNTY, "justice", "legal"),
    (HOME_COUNTY, "justice", "head"), (HOME_COUNTY, "justice", "admin"), (HOME_COUNTY, "justice", "supervisor"),
    (HOME_COUNTY, "government", "leader"), (HOME_COUNTY, "government", "clerk"), (CITY, "market", "chief"),
    (CITY, "justice", "supervisor"), (CITY, "government", "leader"), ("150204", "market", "officer"),
    ("150204", "market", "legal"), ("150204", "justice", "supervisor"),
)  # fmt: skip
PLACES = tuple((HOME_COUNTY, HOME_ORGAN, role) for role in INSIDE) + OUTSIDE
# Procedures of the test suite itself are tried by its own tests.
LOADED = {key: d for key, d in registry.definitions().items() if key.split(".")[0] not in {"sample", "board"}}


def named(place: tuple[str, str, str]) -> str:
    return place[2] if place[:2] == (HOME_COUNTY, HOME_ORGAN) else ".".join(place)


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Table:
    """Everything tried once, for all tests of the file; then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = peopled(at("2026-02-26"))
        found = Table({named(place): actor_for_post(people.posts[place]) for place in PLACES})
        Tour(people.team(), found.stop).walk()
        everybody(people)
        transaction.set_rollback(True)
    return found


def everybody(people: DemoPeople) -> None:
    """Each kind of place among the sample people is tried by somebody; numbered twins are alike."""
    tried = {
        (key if key in {"justice", "government"} else "", re.sub(r"\d+$", "", r)) for _, key, r in PLACES
    }
    all_of_them = {
        (key if key in {"justice", "government"} else "", re.sub(r"\d+$", "", r))
        for _, key, r in people.posts
    }
    # A bureau of justice has its head, chief and administrator as any organ has.
    alike = {("justice", "chief"), ("government", "admin")}
    assert all_of_them - tried <= alike


def test_the_files_are_what_is_loaded() -> None:
    assert set(WRITTEN) == set(LOADED)
    for key, definition in LOADED.items():
        book = Book(WRITTEN[key])
        assert set(book.every_action()) == set(definition.actions)
        assert book.stages() == set(definition.stages)


def test_nothing_in_the_definitions_is_left_out(table: Table) -> None:
    wanted = {
        (key, stage, action, named(place))
        for key in LOADED
        for stage in Book(WRITTEN[key]).stages()
        for action in Book(WRITTEN[key]).every_action()
        for place in PLACES
    }
    assert sorted(wanted - set(table.told))[:5] == []
    sent = {(procedure, action, who) for procedure, _, action, who in table.tried}
    apart = {row for row, promised in table.told.items() if promised not in {"WrongStage"}}
    assert sorted({(p, a, w) for p, _, a, w in apart} - sent)[:5] == []
    # Whatever only stands at a wrong stage for a role was sent by another.
    assert {(p, a) for p, _, a, _ in wanted} == {(p, a) for p, a, _ in sent}


def test_every_answer_is_as_it_is_written(table: Table) -> None:
    assert table.wrong[:20] == []


def test_every_answer_occurs(table: Table) -> None:
    """A table in which nobody might do anything, or everybody everything, would show nothing."""
    told = Counter(table.told.values())
    assert set(told) == {"may", "NotYourPart", "WrongStage", "OutOfScope"}
    assert min(told.values()) > 1000
    came = Counter(table.tried.values())
    assert {"done", "NotYourPart", "WrongStage", "OutOfScope", "Refusals", "Incomplete"} <= set(came)
    assert came["done"] > 100


@pytest.mark.parametrize("key", sorted(LOADED))
def test_each_act_is_somebodys(table: Table, key: str) -> None:
    """What people may do at all, one of the sample people may do somewhere; what only the system does, nobody."""
    can = {a for (k, _, a, _), promised in table.told.items() if k == key and promised == "may"}
    for action, body in Book(WRITTEN[key]).every_action().items():
        by_people = action != WRITTEN[key]["opens_with"] and body["by"] != ["system"]
        assert (action in can) == by_people, action
