"""The catalogue: laws by every name, editions by document number, articles without their texts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fazhi.law.library import current
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.source import Report
from fazhi.law.vocabulary import EditionStatus, NameKind
from tests.law.conftest import AT

pytestmark = pytest.mark.django_db


def test_articles_are_known_without_their_texts(texts: Report) -> None:
    law = current().law("中华人民共和国虚构测试法")
    assert law is not None
    assert law.editions[1].numbers == {"1", "2", "2-1", "3", "4"}
    assert law.editions[1].has("2-1")
    assert not law.editions[0].has("2-1")
    text = current().text(law.editions[1].id, "2-1")
    assert text is not None
    assert text.text == "本条是后来增加的。"
    assert current().text(law.editions[0].id, "2-1") is None


def test_by_document_number(texts: Report) -> None:
    ((law, edition),) = current().numbered("虚构部令 第1号")
    assert (law.key, edition.adopted_on) == ("虚构旧办法", date(2001, 1, 2))
    assert current().numbered("虚构部令第2号") == ()


def test_names(write: Callable[[str, str], Path]) -> None:
    body = "\n\n<!-- INFO END -->\n\n第一条 甲。\n"
    suit = "# 中华人民共和国行政诉讼法\n\n1989年4月4日 通过"
    path = write("laws/甲(1989-04-04).md", suit + body)
    title = "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释"
    write("laws/乙(2018-02-06).md", f"# {title}\n\n2018年2月6日 法释〔2018〕1号公布{body}")
    older = "最高人民法院关于适用《中华人民共和国行政诉讼法》若干问题的解释"
    write(
        "laws/丙(2015-04-22).md",
        f"# {older}\n\n2015年4月22日 公布\n\n<!-- INFO END -->\n\n第一条 乙。\n\n第二条 本解释自2015年5月1日起施行。\n",
    )
    end = f"第一条 丁。\n\n第二条 根据《{title}》（以下简称《行诉新解释》），制定本规定。\n\n第三条 本规定自2019年1月1日起施行。《{older}》同时废止。\n"
    write("laws/丁(2018-12-01).md", f"# 虚构规定\n\n2018年12月1日 公布\n\n<!-- INFO END -->\n\n{end}")
    import_folder(path.parent, at=AT)
    held = current()
    suit_law = held.law("行诉法")
    assert suit_law is not None
    assert suit_law.key == "行政诉讼法"
    assert held.law("行诉法解释") is None  # two bear it
    assert len(held.named("《行诉法解释》")) == 2
    assert [one.law.title for one in held.named_on("行诉法解释", date(2020, 1, 1))] == [
        title.replace("《", "〈").replace("》", "〉")
    ]
    (defined,) = held.named("行诉新解释")
    assert (defined.kind, defined.basis) == (NameKind.DEFINED, "《虚构规定》第二条")
    assert held.law("最高人民法院 关于适用中华人民共和国行政诉讼法的解释") is defined.law
    assert held.numbered("法释(2018)1号")[0][0] is defined.law


def test_a_later_amendment_without_a_text_makes_the_text_doubtful(write: Callable[[str, str], Path]) -> None:
    head = "# 虚构细则\n\n2010年1月1日 虚构部公布\n\n{}<!-- INFO END -->\n\n第一条 甲。\n\n第二条 本细则自2010年2月1日起施行。\n"
    path = write(
        "laws/虚构细则(2010-01-01).md", head.format("2015年3月1日 《关于修改〈虚构细则〉的决定》修正\n\n")
    )
    import_folder(path.parent, at=AT)
    law = current().law("虚构细则")
    assert law is not None
    assert [law.editions[0].status(day) for day in (date(2014, 1, 1), date(2016, 1, 1))] == [
        EditionStatus.IN_FORCE,
        EditionStatus.DOUBTFUL,
    ]
