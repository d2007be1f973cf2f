"""The law library over the interface: open to everybody, exact, and never more than is held."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.law.services.cross_cite import cross_cite
from fazhi.people.models import Region
from tests.shell.api.conftest import Caller
from tests.shell.law.conftest import AT, law

__all__ = ["law"]
pytestmark = pytest.mark.django_db
CALLER = Caller()


def get(path: str, status: int = 200, **query: Any) -> Any:
    response = CALLER.get(path, query)
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_laws_are_listed_by_name_page_by_page(law: object) -> None:
    first = get("/law/laws", limit=1)
    assert [row["key"] for row in first["items"]] == ["测试办法"]
    second = get("/law/laws", limit=1, cursor=first["next"])
    assert [row["key"] for row in second["items"]] == ["测试法"]
    assert second["items"][0]["editions"] == 2
    assert second["next"] is None
    assert [row["key"] for row in get("/law/laws", q="办法")["items"]] == ["测试办法"]
    get("/law/laws", 422, level="none")


@pytest.mark.parametrize("name", ["测试法", "中华人民共和国测试法", "《测试法》"])
def test_a_law_is_known_by_its_names(law: object, name: str) -> None:
    told = get(f"/law/laws/{name}", on="2026-11-22")
    assert [(e["edition"], e["status"]) for e in told["editions"]] == [
        ("2026-09-01", "future"),
        ("2019-03-01", "in_force"),
    ]


def test_what_is_not_held_is_said_not_to_be_held(law: object) -> None:
    assert get("/law/laws/没有这部法", 404)["code"] == "no_such_law"
    told = get("/law/laws/测试法/articles/99", 404)
    assert (told["code"], "没有此条" in told["sentence"]) == ("not_held", True)
    assert "没有收入" in get("/law/laws/无此法/articles/1", 404)["sentence"]
    assert get("/law/laws/测试法/text", 404, edition="1999-01-01")["code"] == "no_such_edition"
    early = get("/law/laws/测试法/articles/1", 404, on="2000-01-01")
    assert "2019-03-01" in early["sentence"]


@pytest.mark.parametrize(
    ("article", "on", "part"),
    [
        ("3", "2026-11-22", "二十日内办结"),
        ("3", "2027-01-01", "十五日内办结"),
        ("第三条", "2026-11-22", "二十日内办结"),
        ("第六条第二款", "2026-11-22", "提出异议的，应当复核。"),
        ("6.2", "2026-11-22", "提出异议的，应当复核。"),
        ("第七条第二款", "2027-01-01", "提出异议的，应当复核。"),
    ],
)
def test_an_article_as_it_stood_on_a_day(law: object, article: str, on: str, part: str) -> None:
    told = get(f"/law/laws/测试法/articles/{article}", on=on)
    assert part in told["text"]
    assert told["text"] in told["whole"]
    assert told["address"].startswith("/law/")
    assert told["citation"].startswith("《测试法》第")


def test_a_text_comes_in_pages(law: object) -> None:
    first = get("/law/laws/测试法/text", edition="2019-03-01", limit=4)
    assert [row["article"] for row in first["items"]] == ["1", "2", "3", "4"]
    rest = get("/law/laws/测试法/text", edition="2019-03-01", cursor=first["next"])
    assert [row["article"] for row in rest["items"]] == ["5", "6", "7", "8", "9", "10"]
    assert rest["next"] is None


def test_an_article_through_its_editions_is_followed_by_its_words(law: object) -> None:
    rows = get("/law/laws/测试法/articles/6/history")["items"]
    assert [(row["edition"], row["article"]) for row in rows] == [("2026-09-01", "7"), ("2019-03-01", "6")]
    assert all("提出异议" in row["text"] for row in rows)
    get("/law/laws/测试法/articles/77/history", 404)


def test_two_editions_side_by_side(law: object) -> None:
    told = get("/law/laws/测试法/compare", old="2019-03-01", new="2026-09-01")
    assert told["counts"] == {
        "same": 2,
        "changed": told["counts"]["changed"],
        "renumbered": 4,
        "added": 1,
        "removed": 2,
    }
    moved = next(row for row in told["items"] if row["old_article"] == "6")
    assert (moved["change"], moved["new_article"], moved["is_reworded"]) == ("renumbered", "7", False)
    assert len(
        get("/law/laws/测试法/compare", old="2019-03-01", new="2026-09-01", all="true")["items"]
    ) > len(told["items"])


def test_who_cites(law: object) -> None:
    cross_cite(at=AT)
    told = {group["kind"]: group["places"] for group in get("/law/laws/测试法/articles/6/citing")["items"]}
    assert any(place["name"].startswith("跑腿 · ") for place in told["procedure"])
    assert [place["name"] for place in told["law"]] == ["《测试办法》第二条"]


def test_search_finds_articles_of_the_day(law: object) -> None:
    found = get("/law/search", q="复核", on="2026-11-22")["items"]
    assert {row["citation"] for row in found} == {"《测试法》第六条", "《测试法》第九条"}
    named = get("/law/search", q="测试法第三条", on="2026-11-22")["items"]
    assert named[0]["citation"] == "《测试法》第三条"
    get("/law/search", 422, q="")
    get("/law/search", 422, q="x" * 201)


def test_the_whole_stock_by_key(law: object) -> None:
    seen, cursor = [], "0"
    while True:
        page = get("/law/articles", cursor=cursor, limit=5)
        seen += [row["id"] for row in page["items"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert seen == sorted(set(seen))
    assert len(seen) == 10 + 9 + 4


@pytest.mark.parametrize(
    ("form", "kind"), [("akn", "application/akn+xml"), ("json", "application/json"), ("csv", "text/csv")]
)
def test_a_law_as_a_file(law: object, form: str, kind: str) -> None:
    response = CALLER.get("/law/laws/测试法/file", {"format": form})
    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"].startswith("attachment")


def check(text: str, status: int = 200, **more: Any) -> Any:
    response = CALLER.post("/law/citations/check", {"text": text, **more})
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_citations_are_held_against_the_library(law: object) -> None:
    told = check("依据《测试法》第三条、第九十九条，并参照《子虚乌有法》第一条。", on="2026-11-22")
    assert [(row["article"], row["status"]) for row in told["items"]][:2] == [
        ("3", "ok"),
        ("99", "no_such_article"),
    ]
    assert told["items"][0]["text"] == "《测试法》第三条"
    assert told["items"][2]["status"] in {"no_such_law", "not_in_library"}
    assert sum(told["counts"].values()) == 3
    # The same words for a day on which the other edition holds: 第九条 is no longer there.
    later = check("《测试法》第九条", on="2027-01-02")
    assert later["items"][0]["status"] == "no_such_article"
    assert check("本法第三条", own_law="测试法", on="2026-11-22")["items"][0]["status"] == "ok"


def test_what_cannot_be_checked_is_refused(law: object) -> None:
    assert check("字" * 200_001, 422)["faults"][0]["field"] == "text"
    assert check("x", 422, on="2026-02-30")["faults"][0]["field"] == "on"
    assert check("x", 422, more=1)["code"] == "incomplete"
    assert CALLER.post("/law/citations/check", b"{").status_code == 400
    assert check("\ud800", 422)["code"] == "incomplete"
    assert check("")["items"] == []


def test_everybody_may_ask_but_not_without_end(law: object, settings: Any) -> None:
    settings.API_VISITOR_PER_MINUTE = 3
    for _ in range(3):
        get("/law/laws")
    response = CALLER.get("/law/laws")
    assert (response.status_code, response.json()["code"]) == (429, "too_many_requests")
    assert int(response["Retry-After"]) > 0


def test_an_article_takes_few_queries(law: object) -> None:
    get("/law/laws/测试法/articles/3")
    Region.objects.count()
    with CaptureQueriesContext(connection) as seen:
        get("/law/laws/测试法/articles/3")
    assert len(seen) <= 6, [query["sql"][:80] for query in seen]


def test_terms_of_procedures_are_told_and_counted(law: object) -> None:
    told = get("/clocks/terms", on="2026-11-22")["items"]
    finish = next(row for row in told if (row["procedure"], row["clock"]) == ("sample.errand", "finish"))
    assert (finish["length"], finish["unit"], finish["basis"]) == (10, "day", "《测试法》第三条")
    assert finish["from_day"] == "“接办”之日"
    by_clock = get("/clocks/due", start="2026-09-01", procedure="sample.errand", clock="finish")
    by_length = get("/clocks/due", start="2026-09-01", length=10, unit="day")
    assert by_clock["due"] == by_length["due"] == "2026-09-11"
    notice = get(
        "/clocks/due", start="2026-12-28", procedure="enforcement.hearing", clock="notice", explain="true"
    )
    assert notice["due"] == "2026-12-16"
    assert notice["explain"][0].startswith("2026-12-16")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"procedure": "sample.errand", "clock": "none"}, 404),
        ({"procedure": "none", "clock": "finish"}, 404),
        ({"procedure": "sample.errand", "clock": "finish", "length": 3}, 422),
        ({"length": 3}, 422),
        ({}, 422),
        ({"procedure": "enforcement.hearing", "clock": "notice", "extend": 3}, 422),
    ],
)
def test_a_term_that_is_not_told_whole_is_refused(law: object, query: dict[str, Any], status: int) -> None:
    get("/clocks/due", status, start="2026-09-01", **query)


def test_a_term_may_be_sent_as_json() -> None:
    body = {"start": "2026-09-28", "length": 7, "unit": "working_day", "explain": True}
    response = CALLER.post("/clocks/due", body)
    assert response.status_code == 200, response.content.decode()
    assert response.json() == json.loads(CALLER.get("/clocks/due", body | {"explain": "true"}).content)
    assert CALLER.post("/clocks/due", {"start": "2026-02-30", "length": 1, "unit": "day"}).status_code == 422
