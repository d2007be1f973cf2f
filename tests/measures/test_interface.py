"""Figures over the interface: what the pages say, and the public ones for everybody."""

import pytest
from django.test import Client

from fazhi.measures import recounting
from fazhi.people.models import Account
from tests.factories.cases import entered
from tests.measures.errands import opened
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office: Office) -> Office:
    for n, actor in enumerate((office.officer, office.supervisor)):
        Account.objects.create(username=f"u{n}", person_id=actor.person_id)
    opened(office, "2026-03-02")
    opened(office, "2026-03-03")
    recounting.rebuild(recounting.stale(), at("2026-04-02"))
    return office


def test_a_value_and_its_records(people: Office) -> None:
    client = entered(people.supervisor)
    found = client.get("/api/v1/measures/sample.opened?period=2026-03&region=150203").json()
    assert (found["value"], found["denominator"], found["text"]) == ("2", None, "2件")
    page = client.get("/api/v1/measures/sample.opened/records?period=2026&limit=1").json()
    assert (page["counted"], page["hidden"], len(page["items"])) == (2, 0, 1)
    more = client.get(f"/api/v1/measures/sample.opened/records?period=2026&cursor={page['next']}").json()
    assert (len(more["items"]), more["next"]) == (1, None)


def test_nothing_to_divide_by_is_no_value(people: Office) -> None:
    found = entered(people.officer).get("/api/v1/measures/sample.in_time?period=2026").json()
    assert (found["value"], found["denominator"], found["text"]) == (None, 0, "无此类事项")


def test_declarations_say_what_they_mean(people: Office) -> None:
    items = entered(people.officer).get("/api/v1/measures").json()["items"]
    told = next(item for item in items if item["key"] == "enforcement.decided_in_time")
    assert told["kind"] == "rate"
    assert "《行政处罚法》第六十条" in told["basis"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("sample.nothing", 404),
        ("sample.opened?period=x", 422),
        ("sample.opened?region=150200", 404),
        ("sample.opened?organ=x", 404),
    ],
)
def test_what_is_not_the_askers_is_refused(people: Office, query: str, status: int) -> None:
    assert entered(people.officer).get(f"/api/v1/measures/{query}").status_code == status


def test_public_figures_are_everybodys(people: Office) -> None:
    assert Client().get("/api/v1/measures/sample.opened").status_code == 401
    items = Client().get("/api/v1/public-measures?period=2026&region=150200").json()["items"]
    assert {"key": "sample.opened", "text": "2件"}.items() <= next(
        item for item in items if item["key"] == "sample.opened"
    ).items()
    assert "sample.told" not in {item["key"] for item in items}
    assert Client().get("/api/v1/public-measures?region=999").status_code == 404
