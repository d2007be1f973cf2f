"""The library may be taken away by anybody, whole or law by law."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from fazhi.law.models import Article
from tests.shell.law.conftest import law
from tests.shell.portal.test_pages import page

__all__ = ["law"]
pytestmark = pytest.mark.django_db


def test_the_page_names_what_there_is(visitor: Client, law: object) -> None:
    text = page(visitor, "/open-data/")
    assert "现有法规2部，文本3个，条文23条" in text
    assert "/open-data/articles.csv" in text
    assert "format=akn" in text


def test_an_empty_library_says_so(visitor: Client, db: None) -> None:
    assert "法规库尚未装入" in page(visitor, "/open-data/")


def test_the_whole_is_streamed_in_both_forms(visitor: Client, law: object) -> None:
    count = Article.objects.count()
    lines = visitor.get("/open-data/articles.jsonl")
    assert lines.streaming
    rows = [json.loads(line) for line in b"".join(lines.streaming_content).decode().splitlines()]  # type: ignore[arg-type]
    assert len(rows) == count
    table = b"".join(visitor.get("/open-data/articles.csv").streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    assert len(list(csv.DictReader(io.StringIO(table, newline="")))) == count
    assert visitor.get("/open-data/other.zip").status_code == 404


def test_who_has_it_already_is_not_sent_it_again(visitor: Client, law: object) -> None:
    first = visitor.get("/open-data/articles.csv")
    again = visitor.get("/open-data/articles.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_not_without_end(visitor: Client, law: object, settings: Any) -> None:
    settings.API_VISITOR_PER_MINUTE = 2
    statuses = [visitor.get("/open-data/articles.csv").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
