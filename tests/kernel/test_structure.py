"""The structure of Chinese official texts: kinds, numbers, places, divisions, in linear time."""

import time

import pytest

from fazhi.kernel.structure import Kind, parse

NOTICE = """清水县人民政府办公室文件
清政办发〔2025〕12号
清水县人民政府办公室关于印发《清水县停车
管理办法（试行）》的通知
各乡镇人民政府，县直各部门：
《清水县停车管理办法（试行）》已经县政府同意，现印发给你们，请认真贯彻执行。
附件：1.申请表
清水县人民政府办公室
2025年3月5日
清水县停车管理办法（试行）
第一章 总则
第一条 为了规范停车，制定本办法。
第二条规定的车辆，适用前款。
（一）小型车；
1.轿车；
（1）三厢；
（二）大型车。
第二条　本办法自2025年4月1日起施行。
第二条之一 有效期二年。
附件1
申请表
一、姓名
"""


def kinds(text: str) -> list[tuple[str, str]]:
    structure = parse(text)
    return [(node.kind.value, structure.label(node)) for node in structure.nodes]


def test_a_notice_and_what_it_issues() -> None:
    structure = parse(NOTICE)
    assert kinds(NOTICE) == [
        ("masthead", "发文机关标志"),
        ("document_number", "发文字号"),
        ("title", "标题"),
        ("title", "标题"),
        ("recipient", "主送机关"),
        ("paragraph", "正文"),
        ("annex_note", "附件说明"),
        ("signature", "署名"),
        ("date", "成文日期"),
        ("title", "标题"),
        ("chapter", "第一章"),
        ("article", "第一条"),
        ("paragraph", "第一条第一款"),
        ("paragraph", "第一条第二款"),
        ("item", "第一条第二款第一项"),
        ("sub_item", "第一条第二款第一项第一目"),
        ("sub_item", "第一条第二款第一项第一目第一目"),
        ("item", "第一条第二款第二项"),
        ("article", "第二条"),
        ("paragraph", "第二条"),
        ("article", "第二条之一"),
        ("paragraph", "第二条之一"),
        ("annex", "附件1"),
        ("title", "标题"),
        ("heading", "一、"),
    ]
    assert [len(division) for division in structure.divisions()] == [9, 13, 3]


def test_every_node_knows_its_characters() -> None:
    structure = parse(NOTICE)
    for node in structure.nodes:
        assert structure.own(node) == structure.own(node).strip()
        assert node.start <= node.body <= node.end <= len(NOTICE)
    item = next(node for node in structure.of_kind(Kind.ITEM))
    assert structure.own(item) == "（一）小型车；"
    assert structure.words(item) == "小型车；"
    assert structure.whole(item) == "（一）小型车；\n1.轿车；\n（1）三厢；"


def test_headings_and_their_paragraphs() -> None:
    text = "关于做好防汛的意见\n一、总体要求\n坚持预防为主。\n（一）加强巡查。每日巡查。\n1.巡堤。\n二、保障措施\n落实经费。"
    assert [label for kind, label in kinds(text) if kind in ("heading", "paragraph")] == [
        "一、", "一、", "一、（一）", "一、（一）1.", "二、", "二、",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("第十二条 甲。", "article"),
        ("第 十二 条　甲。", "article"),
        ("第12条 甲。", "article"),
        ("第十二条之二 甲。", "article"),
        ("## 第十二条 甲。", "article"),
        ("第十二条规定的事项，由县政府决定。", "paragraph"),
        ("第十二条、第十三条所列事项。", "paragraph"),
        ("第三章规定的措施，应当依法采取。", "paragraph"),
        ("第三章 保障措施", "chapter"),
        ("第三节　处罚", "section"),
    ],
)
def test_what_opens_an_article_and_what_only_names_it(line: str, kind: str) -> None:
    assert parse(f"乙。\n{line}").nodes[1].kind.value == kind


def test_articles_in_one_line_are_cut() -> None:
    text = "第一条 甲。 第二条 乙。第三条 按照第一条办理。"
    assert [node.number for node in parse(text).of_kind(Kind.ARTICLE)] == ["1", "2", "3"]


def test_lines_broken_by_a_page_are_one_paragraph() -> None:
    text = "第一条 为了加强公共租赁住房的管理和使用，保障住房困难\n群众的基本居住需求，根据国家有关规定，制定本办法。"
    paragraphs = list(parse(text).of_kind(Kind.PARAGRAPH))
    assert len(paragraphs) == 1
    assert parse(text).own(paragraphs[0]).endswith("制定本办法。")


def test_headings_between_articles_do_not_become_items() -> None:
    text = "一、合同的订立\n第一条 甲。\n第二条 乙。\n二、合同的效力\n第三条 丙。"
    structure = parse(text)
    assert [(node.kind.value, node.ordinal) for node in structure.nodes if node.kind is Kind.HEADING] == [
        ("heading", 1), ("heading", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", "　", "第条", "（）", "附件", "一、", "第〇条 甲", "\ufeff甲"])
def test_nothing_is_too_odd(text: str) -> None:
    structure = parse(text)
    assert all(structure.label(node) is not None for node in structure.nodes)


@pytest.mark.parametrize(
    "unit", ["（", "第一条 甲乙。", "外地企业", "（一）甲\n", "第一章", "甲\n", "“《", "一、甲。"]
)
def test_time_grows_with_the_text(unit: str) -> None:
    def taken(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    small = max(taken(30_000), 0.005)
    assert taken(120_000) < small * 12
