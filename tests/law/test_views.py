"""The library's pages: what a reader sees, with little asked of the data base."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from fazhi.law import cite, library
from fazhi.law.models import Edition, Law
from fazhi.law.services.source import Report
from tests.law.conftest import TODAY

pytestmark = [pytest.mark.urls("tests.law.urls"), pytest.mark.django_db]


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """Get an address and give the page's text; the answer must be as expected."""

    def get(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, answer.content[:400]
        return answer.content.decode()

    return get


def _law() -> Law:
    return Law.objects.get(key="虚构测试法")


def test_an_empty_library_says_how_it_is_filled(page: Callable[..., str]) -> None:
    assert "fazhi law import" in page("/law/")


def test_the_list_and_the_search(texts: Report, page: Callable[..., str]) -> None:
    assert "中华人民共和国虚构测试法" in page("/law/")
    found = page("/law/?q=测试应当")
    assert "《虚构测试法》第二条" in found
    assert "<mark>测试应当</mark>" in found
    assert "一律公开" in found  # the text in force, and only that
    assert found.count("第二条</a>") == 1
    assert "没有名称中含有这些字的法规" in page("/law/?q=不存在的字句")


def test_a_citation_typed_into_the_search_leads_to_its_article(
    texts: Report, page: Callable[..., str]
) -> None:
    for typed in ("虚构测试法第二条之一", "《虚构测试法》第二条之一", "虚构测试法%232-1"):
        assert "本条是后来增加的。" in page(f"/law/?q={typed}")


def test_a_law_shows_the_edition_in_force_and_names_the_others(
    texts: Report, page: Callable[..., str]
) -> None:
    shown = page(f"/law/{_law().pk}/")
    assert "为了更好地测试" in shown
    old = Edition.objects.get(law=_law(), adopted_on="2019-03-01")
    assert "?edition=2019-03-01" in shown
    before = page(f"/law/{_law().pk}/?edition={old.pk}")
    assert "为了测试，制定本法" in before
    assert "已被修改" in before


def test_an_article_and_its_neighbours(texts: Report, page: Callable[..., str]) -> None:
    shown = page(f"/law/{_law().pk}/2-1/")
    assert "本条是后来增加的。" in shown
    assert "上一条：第二条" in shown
    assert "下一条：第三条" in shown
    page(f"/law/{_law().pk}/99/", status=404)
    page(f"/law/{_law().pk}/?edition=999999", status=404)


def test_a_long_law_comes_one_division_at_a_time(
    db: None, page: Callable[..., str], write: Callable[..., object]
) -> None:
    from fazhi.law.services.import_folder import import_folder
    from tests.law.conftest import AT

    body = "\n\n".join(
        f"## 第{cite.point_label(cite.Ref('', str(c)))[1:-1]}章 甲\n\n"
        + "\n\n".join(
            f"{cite.point_label(cite.Ref('', str(c * 100 + n)))} 第{c * 100 + n}个。" for n in range(100)
        )
        for c in range(1, 4)
    )
    path = write(
        "虚构长法(2020-01-01).md", f"# 虚构长法\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n{body}\n"
    )
    import_folder(path, at=AT)  # type: ignore[arg-type]
    law = Law.objects.get()
    first, second = page(f"/law/{law.pk}/"), page(f"/law/{law.pk}/?part=2")
    assert "第199个。" in first
    assert "第200个。" not in first
    assert "第200个。" in second
    page(f"/law/{law.pk}/?part=9", status=404)


def test_the_card(texts: Report, page: Callable[..., str]) -> None:
    card = page("/law/card/?ref=虚构测试法%231&on=2020-01-01")
    assert "虚构测试法 第一条" in card
    assert "为了测试，制定本法。" in card
    assert "2019年3月1日文本，2019年7月1日施行 · 现行有效" in card
    assert "<html" not in card
    item = page("/law/card/?ref=虚构测试法%232.2(1)&on=2020-01-01")
    assert "<mark>（一）涉及秘密的；</mark>" in item


def test_the_card_says_why_there_is_no_text(texts: Report, page: Callable[..., str]) -> None:
    assert "没有收入这部法规" in page("/law/card/?ref=没有的法%231")
    assert "没有此条" in page("/law/card/?ref=虚构测试法%2399")
    assert "不是可以识别的引用" in page("/law/card/?ref=虚构测试法%23六", status=422)
    assert "已废止" in page("/law/card/?ref=虚构旧办法%231")


def test_the_card_of_an_empty_library(page: Callable[..., str]) -> None:
    assert "法规库尚未装入" in page("/law/card/?ref=虚构测试法%231")


def test_the_card_costs_little(
    texts: Report, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    library.current()
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        client.get("/law/card/?ref=虚构测试法%231")


def test_a_link_leads_to_the_article_or_says_why_not(
    texts: Report, client: Client, page: Callable[..., str]
) -> None:
    answer = client.get("/law/cited/?ref=虚构测试法%232.1")
    found = cite.resolve("虚构测试法#2", on=TODAY)
    assert found is not None
    assert (answer.status_code, answer["Location"]) == (302, found.url)
    assert unquote(client.get("/law/cited/?ref=虚构测试法")["Location"]) == "/law/虚构测试法/"
    assert "没有收入这部法规" in page("/law/cited/?ref=没有的法%231", status=404)
    page("/law/cited/?ref=什么%23什么", status=422)


def test_pages_only_read(client: Client) -> None:
    assert client.post("/law/").status_code == 405
