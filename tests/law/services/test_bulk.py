"""The library as rows: every article once, by key, in pieces."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.law.models import Article, Edition
from fazhi.law.services import bulk
from fazhi.law.services.source import Report
from tests.law.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_every_article_comes_once_and_in_order(texts: Report) -> None:
    rows = list(bulk.rows(TODAY))
    assert [row["id"] for row in rows] == list(Article.objects.order_by("pk").values_list("pk", flat=True))
    old = next(r for r in rows if r["law"] == "虚构测试法" and r["edition"] == "2019-03-01")
    new = next(r for r in rows if r["law"] == "虚构测试法" and r["edition"] == "2024-05-06")
    assert (old["status"], new["status"]) == ("superseded", "in_force")
    assert old["chapter"] == ["第一章 总则"]


def test_pages_join_without_gap_or_double(texts: Report) -> None:
    whole = [row["id"] for row in bulk.rows(TODAY)]
    paged: list[int] = []
    while page := list(bulk.rows(TODAY, after=paged[-1] if paged else 0, most=2)):
        paged += [row["id"] for row in page]
    assert paged == whole


def test_queries_do_not_grow_with_the_rows(texts: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    list(bulk.rows(TODAY))  # the index of the library is read
    with CaptureQueriesContext(connection) as seen:
        list(bulk.rows(TODAY))
    assert len(seen) <= 4
    monkeypatch.setattr(bulk, "STEP", 3)
    assert len(list(bulk.rows(TODAY))) == Article.objects.count()


def test_json_lines_and_csv_hold_the_same(texts: Report) -> None:
    edition = Edition.objects.get(law__key="虚构测试法", adopted_on="2019-03-01")
    edition.articles.filter(number="1").update(text="=1+1\n“引号”,逗号")
    rows = list(bulk.rows(TODAY))
    lines = b"".join(bulk.as_lines(rows)).decode().splitlines()
    assert [json.loads(line) for line in lines] == rows
    text = b"".join(bulk.as_csv(rows)).decode()
    assert text.startswith("\ufeffid,law,")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["article"] for row in table] == [row["article"] for row in rows]
    strange = next(row for row in table if row["text"].endswith("逗号"))
    assert strange["text"] == "'=1+1\n“引号”,逗号", "a spreadsheet must not take it for a formula"


def test_one_edition_with_its_structure(texts: Report) -> None:
    edition = Edition.objects.select_related("law").get(law__key="虚构测试法", adopted_on="2019-03-01")
    whole = bulk.whole_edition(edition.law, edition, list(edition.articles.order_by("position")), TODAY)
    second = next(row for row in whole["articles"] if row["article"] == "2")
    assert [len(part["items"]) for part in second["paragraphs"]] == [0, 3, 0]
    assert second["paragraphs"][1]["items"][1]["subitems"] == ["1.姓名；", "2.住址；"]
    assert (whole["edition"], whole["status"]) == ("2019-03-01", "superseded")
