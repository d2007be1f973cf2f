"""A region's figures equal a recount, and each opens exactly the matters that it counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fazhi.people.models import Region
from fazhi.procedures.models import Matter
from fazhi.procedures.sweep import sweep
from tests.factories.cases import Docket, entered
from tests.shell.conftest import City, days_ago

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16


@pytest.fixture
def watched(city: City) -> City:
    """Cases of a second county and of the city's own bureau beside those of the first."""
    Docket.opened(city.people.team("150204"), days_ago(1))
    Docket.opened(city.people.team("150204"), days_ago(40))
    Docket.opened(city.people.team("150200"), days_ago(2))
    sweep(timezone.now())
    return city


@pytest.fixture
def supervisor(watched: City) -> Client:
    return entered(watched.people.actor("supervisor"))


def opened(client: Client, url: str) -> set[str]:
    """The matters behind a figure, over all pages."""
    found: set[str] = set()
    page = client.get(url)
    while True:
        assert page.status_code == 200
        found |= {str(row["id"]) for row in page.context["rows"]}
        if not page.context["pager"]["next"]:
            return found
        page = client.get(page.context["pager"]["next"])


def keys(rows: Any) -> set[str]:
    return set(map(str, rows.values_list("pk", flat=True)))


def recount(path: str) -> dict[str, set[str]]:
    """The figures counted anew from the matters themselves."""
    today = timezone.localdate()
    month = today.replace(day=1)
    rows = Matter.objects.filter(region_path__startswith=path)
    live, main = rows.filter(is_open=True), rows.filter(parent=None)
    return {
        "在办": keys(live),
        "超期": keys(live.filter(due_on__lt=today)),
        "临期": keys(live.filter(due_on__gte=today, near_on__lte=today)),
        "本月新收": keys(main.filter(opened_on__gte=month)),
        "本月办结": keys(main.filter(closed_on__gte=month)),
    }


@pytest.mark.parametrize("code", ["150200", "150203", "150204"])
def test_each_figure_is_a_recount_and_opens_what_it_counts(supervisor: Client, code: str) -> None:
    page = supervisor.get(f"/region/{code}/")
    wanted = recount(Region.objects.get(code=code).path)
    figures = {f["label"]: f for f in page.context["figures"]}
    for label, matters in wanted.items():
        assert figures[label]["value"] == len(matters), label
        assert opened(supervisor, figures[label]["url"]) == matters, label
        assert figures[label]["definition"]
    assert len(figures) <= 7


def test_each_door_leads_to_what_it_counts(supervisor: Client) -> None:
    page = supervisor.get("/region/")
    doors = page.context["doors"]
    assert len(doors) == 10
    assert sum(d["open"] for d in doors) == len(recount(Region.objects.get(code="150200").path)["在办"])
    for door in doors:
        if door["url"].startswith("/matters/"):
            assert len(opened(supervisor, door["url"])) == door["open"]
        else:
            below = supervisor.get(door["url"])
            figures = {f["label"]: f["value"] for f in below.context["figures"]}
            assert (figures["在办"], figures["超期"], figures["临期"]) == (
                door["open"],
                door["over"],
                door["near"],
            )


def test_the_ranking_opens_its_organs(supervisor: Client) -> None:
    page = supervisor.get("/region/")
    assert page.context["ranking"]
    for row in page.context["ranking"]:
        assert len(opened(supervisor, row["url"])) == row["open"]


def test_a_county_sees_itself_and_nobody_beside_it(watched: City) -> None:
    kundulun = entered(watched.people.actor("kundulun"))
    assert kundulun.get("/region/").status_code == 200
    assert kundulun.get("/region/150203/").status_code == 200
    for code in ("150204", "150200", "150000", "999999", "x"):
        assert kundulun.get(f"/region/{code}/").status_code == 404, code


@pytest.mark.parametrize("who", ["officer", "legal", "head", "chief", "cashier", "admin"])
def test_who_watches_nothing_has_no_region(watched: City, who: str) -> None:
    assert entered(watched.team[who]).get("/region/").status_code == 404


def test_the_region_asks_no_more_with_more_cases(watched: City, supervisor: Client) -> None:
    supervisor.get("/region/")
    with CaptureQueriesContext(connection) as few:
        supervisor.get("/region/")
    for _ in range(4):
        Docket.opened(watched.people.team("150204"), days_ago(45))
    Matter.objects.filter(is_open=True).update(due_on=timezone.localdate() - timedelta(days=1))
    with CaptureQueriesContext(connection) as many:
        supervisor.get("/region/")
    assert len(many) == len(few)
    assert len(few) <= MOST_QUERIES, [q["sql"][:90] for q in few]
