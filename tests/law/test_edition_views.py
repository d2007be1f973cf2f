"""Pages on editions: addresses by title and day, two texts side by side, doubts."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from fazhi.law import cite
from fazhi.law.article_history import history_of
from fazhi.law.models import Edition
from fazhi.law.services.source import Report
from tests.law.conftest import TODAY

pytestmark = [pytest.mark.urls("tests.law.urls"), pytest.mark.django_db]


@pytest.fixture
def page(client: Client, texts: Report) -> Callable[..., str]:
    """Get an address with the invented laws loaded."""

    def get(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, answer.content[:400]
        return answer.content.decode()

    return get


def test_an_article_has_the_same_address_in_every_library(page: Callable[..., str]) -> None:
    found = cite.resolve("虚构测试法#2-1", on=TODAY)
    assert found is not None
    assert unquote(found.url) == "/law/虚构测试法/2-1/?edition=2024-05-06"
    assert "本条是后来增加的。" in page(found.url)
    assert "测试应当公开。" in page("/law/虚构测试法/2/?edition=2019-03-01")
    assert "测试应当公开。" in page("/law/虚构测试法/2/?on=2020-01-01")
    assert "测试应当一律公开。" in page("/law/中华人民共和国虚构测试法/2/")


def test_what_is_not_there(page: Callable[..., str]) -> None:
    page("/law/没有的法/", 404)
    page("/law/没有的法/compare/", 404)
    page("/law/虚构测试法/2/?edition=1999-01-01", 404)
    page("/law/999999/", 404)
    page("/law/虚构旧办法/compare/", 404)


def test_two_editions_side_by_side(page: Callable[..., str]) -> None:
    shown = page("/law/虚构测试法/compare/")
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "第二条之一" in shown
    assert "没有这一类的条文" in page("/law/虚构测试法/compare/?only=same")
    back = page("/law/虚构测试法/compare/?from=2024-05-06&to=2019-03-01")
    assert 'id="r2-1"' in back
    assert "没有“1999”这一文本" in page("/law/虚构测试法/compare/?from=1999", 404)


def test_the_history_of_an_article(page: Callable[..., str]) -> None:
    new = Edition.objects.get(law__key="虚构测试法", adopted_on="2024-05-06")
    past = history_of("虚构测试法", new.pk, "2", TODAY)
    assert [(p.key, p.number, p.was_changed, p.is_shown) for p in past] == [
        ("2024-05-06", "2", True, True),
        ("2019-03-01", "2", None, False),
    ]
    added = history_of("虚构测试法", new.pk, "2-1", TODAY)
    assert [(p.number, p.words) for p in added] == [("2-1", ""), ("", "没有对应的条文")]
    assert "这一条的历次文本" in page("/law/虚构测试法/2/")


def test_which_text_governed(page: Callable[..., str]) -> None:
    assert 'name="act"' in page("/law/虚构测试法/2/governing/")
    shown = page("/law/虚构测试法/2/governing/?act=2020-01-01&decided=2024-10-01")
    assert "孰轻孰重由承办人判断" in shown
    assert "2019年3月1日文本" in shown
    assert "没有收入" in page("/law/虚构测试法/2/governing/?act=2001-01-01&decided=2024-10-01")
    page("/law/虚构测试法/2/governing/?act=不是日期")


def test_doubts(page: Callable[..., str]) -> None:
    Edition.objects.get(law__key="虚构旧办法").doubts.create(kind="undated", sentence="某处<不>明。")
    assert "某处&lt;不&gt;明。" in page("/law/doubts/")
    assert "某处" not in page("/law/doubts/?kind=texts_differ")
    page("/law/doubts/?kind=没有&page=x")
