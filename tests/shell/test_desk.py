"""My desk: what I owe, red first, and why it is mine."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fazhi.procedures.models import Matter
from tests.factories.cases import Docket, entered
from tests.shell import reading
from tests.shell.conftest import City, days_ago

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


def owed(city: City, who: str) -> set[str]:
    """Addresses of what lies with somebody, counted by hand."""
    rows = Matter.objects.filter(is_open=True, is_waiting=False, is_suspended=False)
    return {f"/matters/{m.pk}/" for m in rows if reading.next_lies_with(m, city.team[who])}


@pytest.mark.parametrize("who", ["officer", "unithead", "legal", "head", "chief", "cashier"])
def test_the_desk_holds_exactly_what_lies_with_its_owner(city: City, who: str) -> None:
    page = entered(city.team[who]).get("/desk/")
    shown = [row["url"] for group in page.context["groups"] for row in group["rows"]]
    assert len(shown) == len(set(shown))
    assert set(shown) == owed(city, who)


def test_red_comes_first_then_near_then_later(city: City) -> None:
    today = timezone.localdate()
    mine = Matter.objects.filter(
        owner_person_id=city.team["officer"].person_id, is_open=True, is_waiting=False
    )
    first, second = mine.order_by("id")[:2]
    Matter.objects.filter(is_open=True).update(
        due_on=today + timedelta(days=50), near_on=today + timedelta(days=40)
    )
    Matter.objects.filter(pk=second.pk).update(
        due_on=today - timedelta(days=1), near_on=today - timedelta(days=9)
    )
    Matter.objects.filter(pk=first.pk).update(due_on=today, near_on=today - timedelta(days=2))
    page = entered(city.team["officer"]).get("/desk/")
    groups = {g["key"]: [row["url"] for row in g["rows"]] for g in page.context["groups"]}
    assert list(groups)[:2] == ["over", "near"]
    assert groups["over"] == [f"/matters/{second.pk}/"]
    assert f"/matters/{first.pk}/" in groups["near"]
    assert page.context["sentence"]["over"] == 1
    text = page.content.decode()
    assert text.index(str(second.pk)) < text.index(str(first.pk))


def test_each_row_says_why_it_is_mine_and_leads_to_the_step(city: City) -> None:
    page = entered(city.team["officer"]).get("/desk/")
    rows = {row["url"]: row for group in page.context["groups"] for row in group["rows"]}
    clue = city.cases["clue"].matter
    row = rows[f"/matters/{clue.pk}/"]
    assert row["act_url"] == f"/matters/{clue.pk}/act/submit_filing/"
    assert row["act_label"] == "报请立案"
    assert "主办人员" in row["why"]


def test_an_empty_desk_says_what_would_be_here(city: City) -> None:
    page = entered(city.people.team("150221")["officer3"]).get("/desk/")
    assert page.context["sentence"] == {"owed": 0}
    assert page.status_code == 200


@pytest.mark.parametrize("who", ["supervisor", "leader"])
def test_who_watches_a_region_is_led_to_it(city: City, who: str) -> None:
    answer = entered(city.people.actor(who)).get("/")
    assert (answer.status_code, answer.url) == (302, "/region/")


def test_the_desk_asks_no_more_with_more_on_it(city: City) -> None:
    client = entered(city.team["officer"])
    client.get("/desk/")
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/")
    for _ in range(6):
        Docket.opened(city.team, days_ago(2))
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/")
    assert len(many) == len(few)
    assert len(few) <= MOST_QUERIES, [q["sql"][:90] for q in few]


def test_a_day_without_a_year_is_of_this_one() -> None:
    from fazhi.shell.office.clocks import day_text

    assert day_text(date(2026, 3, 5), date(2026, 11, 22)) == "3月5日"
    assert day_text(date(2027, 3, 5), date(2026, 11, 22)) == "2027年3月5日"
