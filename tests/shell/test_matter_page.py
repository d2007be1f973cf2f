"""The page of a matter: what it is, where it stands, who has it, how long is left, what can be done."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.cases import FIRM, entered
from tests.shell.conftest import City

pytestmark = pytest.mark.django_db
MOST_QUERIES = 34


def page(city: City, who: str, case: str) -> Any:
    return entered(city.team[who]).get(f"/matters/{city.cases[case].matter.pk}/")


def test_the_handler_finds_his_next_step(city: City) -> None:
    shown = page(city, "officer", "clue")
    assert shown.context["now"]["primary"]["label"] == "报请立案"
    text = shown.content.decode()
    assert FIRM.name in text
    assert "案源登记" in text
    assert shown["Cache-Control"] == "private, no-store"


def test_a_colleague_is_told_with_whom_it_lies(city: City) -> None:
    shown = page(city, "officer3", "clue")
    now = shown.context["now"]
    assert now is None or now["primary"] is None
    assert city.team["officer"].name in shown.content.decode()


def test_what_cannot_be_done_says_why_and_by_which_article(city: City) -> None:
    shown = page(city, "officer", "performance")
    missing = {row["title"]: row for row in shown.context["cannot"]}
    assert "申请人民法院强制执行" in missing or "履行完毕，报请结案" in missing
    for row in missing.values():
        assert row["reason"], row
    assert "《行政处罚法》" in shown.content.decode()


def test_the_stages_mark_what_is_done_and_where_it_stands(city: City) -> None:
    stages = {s["title"]: s["state"] for s in page(city, "officer", "investigation").context["stages"]}
    assert (stages["案源登记"], stages["立案审批"], stages["调查取证"]) == ("done", "done", "now")
    assert stages["作出决定"] == "ahead"


def test_the_timeline_is_the_ledger_newest_first(city: City) -> None:
    shown = page(city, "officer", "investigation")
    numbers = [row["seq"] for row in shown.context["timeline"]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == shown.context["ledger_line"]["count"]


def test_papers_and_files_are_linked_within_the_matter(city: City) -> None:
    shown = page(city, "officer", "investigation")
    case = city.cases["investigation"].matter
    links = [p[key] for p in shown.context["papers"] for key in ("docx_url", "pdf_url")]
    assert len(links) >= 6
    links += [file["url"] for file in shown.context["evidence"]]
    assert all(link.startswith(f"/matters/{case.pk}/") for link in links)


def test_sub_matters_lead_there_and_back(city: City) -> None:
    shown = page(city, "officer", "review")
    (sub,) = [s for s in shown.context["subs"] if s["title"] == "合法性审核"]
    below = entered(city.team["legal"]).get(sub["url"])
    assert below.context["m"]["parent"]["url"] == f"/matters/{city.cases['review'].matter.pk}/"


def test_private_columns_are_not_among_the_facts(city: City) -> None:
    shown = page(city, "legal", "clue")
    assert not [f for f in shown.context["facts"] if "sealed" in str(f) or "hash" in str(f)]


@pytest.mark.parametrize("case", ["clue", "investigation", "review", "hearing", "performance"])
def test_the_page_asks_few_queries_whatever_happened(city: City, case: str) -> None:
    client = entered(city.team["officer"])
    url = f"/matters/{city.cases[case].matter.pk}/"
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) <= MOST_QUERIES, [q["sql"][:90] for q in asked]


def test_the_page_asks_no_more_with_a_longer_history(city: City) -> None:
    case, client = city.cases["investigation"], entered(city.team["officer"])
    url = f"/matters/{case.matter.pk}/"
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(5):
        client.post(f"{url}act/comment/", {"text": "已联系当事人。"})
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
