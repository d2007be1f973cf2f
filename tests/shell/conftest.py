"""A city with a few cases at different stages, made once for a file of tests and read by all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from fazhi.people.actors import Actor
from fazhi.people.demo import DemoPeople
from fazhi.procedures.models import Matter
from tests.factories.cases import FOOD, Docket, entered, peopled


@dataclass
class City:
    """The sample people, and cases of the home organ by what was done last."""

    people: DemoPeople
    team: dict[str, Actor]
    cases: dict[str, Docket]

    def client(self, actor: Actor) -> Client:
        return entered(actor)


def days_ago(days: int) -> str:
    """A day before today, as the forms take it."""
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def laid_out(people: DemoPeople) -> dict[str, Docket]:
    """Cases of one organ: registered, under investigation, in review, at a hearing, and before performance."""
    team = people.team()
    cases = {"clue": Docket.opened(team, days_ago(3))}
    for name, changes in (
        ("investigation", {}),
        ("review", {"is_complex": True, "review_grounds": ["complex"]}),
    ):
        case = cases[name] = Docket.opened(team, days_ago(40))
        case.submit(days_ago(39))
        case.do("head", "file", days_ago(38), {"opinion": "同意立案。"})
        case.inquire(days_ago(37))
        case.prove(days_ago(37), days_ago(36))
        if name == "review":
            case.do("officer", "conclude", days_ago(3), case.conclusion(**changes))
    heard = cases["hearing"] = Docket.opened(team, days_ago(60), offence=FOOD)
    _to_defence(heard)
    heard.do("officer", "request_hearing", days_ago(50), {"opinion": "当事人书面提出。"})
    heard.do("officer", "close_defence", days_ago(30))
    unpaid = cases["performance"] = Docket.opened(team, days_ago(60))
    _to_defence(unpaid)
    unpaid.do("officer", "close_defence", days_ago(30))
    unpaid.do("head", "decide", days_ago(29), unpaid.decision())
    unpaid.serve(days_ago(28))
    return cases


def _to_defence(case: Docket) -> None:
    case.submit(days_ago(59))
    case.do("head", "file", days_ago(58), {"opinion": "同意立案。"})
    case.inquire(days_ago(57))
    case.prove(days_ago(57), days_ago(56))
    case.do("officer", "conclude", days_ago(55), case.conclusion())
    case.notify(days_ago(54), days_ago(53))


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[City]:
    """Made in a transaction around the tests of the file, each of which is rolled back to this."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        people = peopled(timezone.now())
        found = City(people, people.team(), laid_out(people))
    yield found
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def family(city: City) -> list[Matter]:
    """Every matter of the cases, sub-matters included."""
    return list(Matter.objects.filter(root_id__in=[c.matter.pk for c in city.cases.values()]).order_by("id"))
