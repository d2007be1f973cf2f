"""The search page: what a reader sees, what is offered to narrow it, and what strange addresses do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.search.test_laws import home  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.urls("tests.search.urls"), pytest.mark.django_db]
Page = Callable[..., str]


@pytest.fixture
def page(client: Client, settings: object, tmp_path: Path) -> Page:
    """Get the search page with these parameters."""
    settings.FAZHI_HOME = tmp_path  # type: ignore[attr-defined]

    def get(**asked: str) -> str:
        answer = client.get("/law/search/", asked)
        assert answer.status_code == 200, answer.content[:400]
        return answer.content.decode()

    return get


def test_without_an_index_the_page_says_what_to_do(page: Page) -> None:
    assert "fazhi search rebuild" in page(q="借款")


def test_nothing_asked_shows_examples(page: Page) -> None:
    assert "借钱不还怎么办" in page()


def test_finds_with_marks_facets_and_ways_on(home: Path, page: Page) -> None:  # noqa: F811
    shown = page(q="测试应当公开")
    assert "《虚构测试法》第二条" in shown
    assert "<mark>测试</mark>" in shown
    assert "<mark>公开</mark>" in shown
    assert "地方性法规" in shown
    assert "level=local_regulation" in shown
    assert "like=" in shown
    assert "只按词语检索" in shown
    narrowed = page(q="测试应当公开", level="local_regulation")
    assert "《虚构市测试条例》第一条" in narrowed
    assert "《虚构测试法》第二条" not in narrowed
    assert "（取消）" in narrowed


def test_an_article_and_a_law_that_are_named(home: Path, page: Page) -> None:  # noqa: F811
    assert "本条是后来增加的。" in page(q="虚构测试法第二条之一")
    assert 'href="/law/%E8%99%9A' in page(q="虚构测试法")


def test_standings_and_days(home: Path, page: Page) -> None:  # noqa: F811
    assert "《虚构旧办法》第一条" not in page(q="旧的")
    ended = page(q="旧的", status="ended")
    assert "《虚构旧办法》第一条" in ended
    assert "已废止" in ended
    old = page(q="测试应当公开", on="2020-01-01")
    assert "?on=2020-01-01" in old
    assert "一律公开" not in old


def test_what_cannot_be_read_counts_as_not_asked(home: Path, page: Page) -> None:  # noqa: F811
    asked = {"on": "never", "status": "x", "like": "9" * 30, "level": "'; --", "year": "\x00"}
    assert "没有找到" in page(q="测试", **asked)
    assert "没有找到" in page(q="<script>alert(1)</script>")
    assert "<script>alert" not in page(q="<script>alert(1)</script>")
    assert "《" in page(q="测试" * 5000)


def test_articles_like_one(home: Path, page: Page) -> None:  # noqa: F811
    from fazhi.search.lexical import Lexical

    key = next(row.key for row in Lexical.load(home).every_row() if row.text == "测试应当一律公开。")
    assert "相近的条文" in page(like=str(key), q="测试")


def test_the_page_only_reads(client: Client) -> None:
    assert client.post("/law/search/").status_code == 405
