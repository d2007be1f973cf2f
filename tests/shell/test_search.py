"""One search box: what the searcher may see, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.cases import FIRM, Docket, entered
from tests.shell.conftest import City, days_ago

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


def found(page: object) -> set[str]:
    groups = page.context["groups"]  # type: ignore[attr-defined]
    return {row["url"] for g in groups if g["title"] == "事项" for row in g["rows"]}


def test_matters_are_found_by_party_number_and_cause(city: City) -> None:
    client = entered(city.team["officer"])
    case = city.cases["hearing"].matter
    case.refresh_from_db()
    for query in (case.number, "保质期", FIRM.name[:6]):
        assert f"/matters/{case.pk}/" in found(client.get("/search/", {"q": query})), query


def test_what_is_out_of_scope_is_not_found(city: City) -> None:
    for who in (city.people.team("150204")["chief"], city.people.posts and city.team["admin"]):
        page = entered(who).get("/search/", {"q": FIRM.name})
        assert found(page) == set()


@pytest.mark.parametrize(
    "query", ["", " ", "\x00", "%", "_", "'; --", "<script>alert(1)</script>", "长" * 5000, "《》第条"]
)
def test_odd_words_do_no_harm(city: City, query: str) -> None:
    page = entered(city.team["officer"]).get("/search/", {"q": query})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_the_search_asks_no_more_with_more_hits(city: City) -> None:
    client = entered(city.team["officer"])
    client.get("/search/", {"q": FIRM.name})
    with CaptureQueriesContext(connection) as few:
        client.get("/search/", {"q": FIRM.name})
    for _ in range(4):
        Docket.opened(city.team, days_ago(1))
    with CaptureQueriesContext(connection) as many:
        client.get("/search/", {"q": FIRM.name})
    assert len(many) == len(few)
    assert len(few) <= MOST_QUERIES, [q["sql"][:90] for q in few]
