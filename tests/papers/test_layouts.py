"""Layouts are read strictly, and every fault says where it is."""

from pathlib import Path

import pytest

from fazhi.papers import layouts
from fazhi.papers.errors import LayoutBroken, LayoutUnknown
from fazhi.papers.placeholders import Slot, parse

GOOD = """
key: letter
title: 试验通知书
kind: formal
basis: [《试验法》第一条]
fields:
  - {name: party.name, meaning: 当事人}
  - {name: fine, meaning: 罚款, type: money, required: false}
  - name: goods
    meaning: 物品
    type: list
    of: [{name: name, meaning: 名称}]
blocks:
  - to: "{party.name}："
  - {when: fine, p: "罚款{fine|words}"}
  - {each: goods, p: "{#}．{.name}"}
"""


def load(tmp_path: Path, text: str) -> layouts.Layout:
    file = tmp_path / "letter.yaml"
    file.write_text(text, encoding="utf-8")
    return layouts.load(file, "sample")


def test_a_good_layout_is_read(tmp_path: Path) -> None:
    layout = load(tmp_path, GOOD)
    assert (layout.name, layout.title, layout.kind) == ("sample.letter", "试验通知书", "formal")
    assert set(layout.fields) == {"number", "party.name", "fine", "goods"}
    assert layout.digest.startswith("sm3:")


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).digest == load(tmp_path, "\n# 注释\n" + GOOD).digest
    assert load(tmp_path, GOOD).digest != load(tmp_path, GOOD.replace("罚款{", "处罚款{")).digest


def test_a_layout_comes_back_from_its_source(tmp_path: Path) -> None:
    layout = load(tmp_path, GOOD)
    again = layouts.read_back(layout.name, layout.source)
    assert (again.digest, again.tree, again.fields) == (layout.digest, layout.tree, layout.fields)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("{party.name}：", "{party.nam}："), "blocks → 第1项 → to：字段“party.nam”没有声明"),
        (("{.name}", "{.nam}"), "没有声明字段“nam”"),
        (("kind: formal", "kind: letter"), "kind：“letter”不在可选值"),
        (("title: 试验通知书\n", ""), "缺少 title"),
        (("fine|words", "fine|wordz"), "不能用过滤器“wordz”"),
        (("{party.name}：", "{party.name|money}："), "不能用过滤器“money”"),
        (("{party.name}：", "{party.name?无}："), "必填字段"),
        (("{party.name}：", "{party.name}：{"), "不是可识别的占位符"),
        (("{party.name}：", "{1+1}"), "不是可识别的占位符"),
        (("each: goods", "each: fine"), "each 的“fine”不是列表"),
        (('to: "', 'p: x, h: "'), "不是可读的 YAML"),
        (("  - {when: fine, p:", "  - {when: fine, h: x, p:"), "每块须有且只有一种内容"),
        (("  - {when: fine, p:", "  - {when: fine, colour: red, p:"), "有不认识的写法"),
        (('p: "罚款{fine|words}"', "p: 罚款"), ""),
        (("key: letter", "key: paper"), "应与文件名一致"),
        (("meaning: 罚款, type: money", "meaning: 罚款, type: float"), "不在可选值"),
        (("blocks:", "use: [organ]\nblocks:"), "use 中的“organ”"),
        (
            ("  - {name: fine,", "  - {name: idle, meaning: 没有用到}\n  - {name: fine,"),
            "字段“idle”已声明但版式没有用到",
        ),
    ],
)
def test_each_fault_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    broken = GOOD.replace(*change)
    assert broken != GOOD
    if not said:
        assert "fine" in load(tmp_path, broken).fields
        return
    with pytest.raises(LayoutBroken) as caught:
        load(tmp_path, broken)
    assert "letter.yaml" in caught.value.sentence
    assert said in caught.value.sentence


def test_placeholders() -> None:
    assert parse("甲{a.b?无|money}乙{{c}}{#}") == (
        "甲",
        Slot("a.b", "无", ("money",)),
        "乙",
        "{",
        "c",
        "}",
        Slot("#", None, ()),
    )


@pytest.mark.parametrize(
    "bad", ["{", "}", "{}", "{A}", "{a b}", "{a()}", "{a!r}", "{a[0]}", "{a.__class__}", "{_x}"]
)
def test_nothing_that_looks_like_code_is_a_placeholder(bad: str) -> None:
    with pytest.raises(ValueError, match="占位符"):
        parse(bad)


@pytest.mark.parametrize("name", ["enforcement.no_such", "nowhere.decision", "no_such"])
def test_an_unknown_layout(name: str) -> None:
    with pytest.raises(LayoutUnknown):
        layouts.find(name)


def test_a_layout_is_found_by_room_and_key() -> None:
    assert layouts.find("enforcement.decision").title == "行政处罚决定书"
