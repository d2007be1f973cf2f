"""An article's own page links what the article cites, 本法 included; and says who cites it."""

import pytest
from django.test import Client

from fazhi.law.services.cross_cite import cross_cite
from fazhi.law.services.source import Report
from fazhi.law.templatetags.citations import cited_text
from tests.law.conftest import AT

pytestmark = [pytest.mark.urls("tests.law.urls"), pytest.mark.django_db]


def test_a_bare_article_is_of_the_law_itself(texts: Report) -> None:
    made = cited_text("<b>第二条</b>所称测试", "虚构测试法")
    assert made.startswith("&lt;b&gt;<a ")
    assert "%E8%99%9A%E6%9E%84%E6%B5%8B%E8%AF%95%E6%B3%95%232" in made


def test_the_page_links_it_and_its_target_says_who_cites_it(texts: Report, client: Client) -> None:
    cross_cite(at=AT)
    shown = client.get("/law/虚构测试法/3/").content.decode()
    assert "第二条</a>所称测试" in shown
    target = client.get("/law/虚构测试法/2/").content.decode()
    assert "谁引用这一条" in target
    assert "《虚构测试法》第三条" in target
    whole = client.get("/law/虚构测试法/2/citing/")
    assert whole.status_code == 200
    assert "《虚构测试法》第三条" in whole.content.decode()
    assert client.get("/law/虚构测试法/99/citing/").status_code == 404
    assert "没有引用这一条" in client.get("/law/虚构测试法/1/").content.decode()
