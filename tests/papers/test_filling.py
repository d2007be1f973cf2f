"""What is printed for each kind of content, and what is said when something lacks."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.papers import layouts
from fazhi.papers.errors import FieldsMissing
from fazhi.papers.fields import FILTERS, Field, read, show
from fazhi.papers.filling import fill

LETTER = """
key: letter
title: 试验通知书
kind: form
basis: [《试验法》第一条]
fields:
  - {name: party.name, meaning: 当事人}
  - {name: fine, meaning: 罚款, type: money, required: false}
  - {name: is_public, meaning: 是否公开, type: bool}
  - name: goods
    meaning: 物品
    type: list
    of:
      - {name: name, meaning: 名称}
      - {name: sealed, meaning: 是否封存, type: bool, required: false}
blocks:
  - to: "{party.name}："
  - {when: fine, p: "罚款{fine|words}"}
  - {unless: fine, p: "不罚款"}
  - {when: is_public, p: "公开"}
  - {each: goods, when: .sealed, p: "{#}．{.name}。"}
  - p: {each: goods, text: "{.name}", join: "、", before: "物品：", after: "。", empty: "没有物品"}
  - grid:
      widths: [1, 2, 1, 2]
      rows:
        - {甲: "{party.name}", 乙: "{fine?无}"}
        - {丙: "长"}
"""


@pytest.fixture
def letter(tmp_path: Path) -> layouts.Layout:
    file = tmp_path / "letter.yaml"
    file.write_text(LETTER, encoding="utf-8")
    return layouts.load(file, "sample")


def texts(layout: layouts.Layout, context: dict) -> list[str]:
    return [b["text"] for b in fill(layout, context).blocks if b["b"] == "p"]


FULL = {
    "party": {"name": "试用公司"},
    "fine": "5000",
    "is_public": False,
    "goods": [{"name": "黄油。", "sealed": True}, {"name": "台秤", "sealed": False}],
}


def test_texts_conditions_and_lists(letter: layouts.Layout) -> None:
    assert texts(letter, FULL) == [
        "试用公司：",
        "罚款伍仟元整",
        "1．黄油。",
        "物品：黄油、台秤。",
    ]


def test_without_what_is_optional(letter: layouts.Layout) -> None:
    context = {"party": {"name": "试用公司"}, "is_public": True, "goods": [{"name": "台秤"}]}
    assert texts(letter, context) == ["试用公司：", "不罚款", "公开", "物品：台秤。"]


def test_labels_keep_their_order_and_the_last_value_takes_the_rest(letter: layouts.Layout) -> None:
    grid = fill(letter, FULL).blocks[-1]
    first, second = grid["rows"]
    assert [c["lines"] for c in first["cells"]] == [["甲"], ["试用公司"], ["乙"], ["5000"]]
    assert [c["span"] for c in second["cells"]] == [1, 3]


def test_every_missing_field_is_named_with_layout_and_place(letter: layouts.Layout) -> None:
    with pytest.raises(FieldsMissing) as caught:
        fill(letter, {"goods": [{"sealed": True}]})
    assert caught.value.layout == "sample.letter"
    said = {f.field: f.sentence for f in caught.value.faults}
    assert set(said) == {"party.name", "is_public", "goods[1].name"}
    assert said["party.name"] == "《试验通知书》（sample.letter）正文第1项：缺少“当事人”（party.name）"


def test_a_required_list_must_hold_something(letter: layouts.Layout) -> None:
    with pytest.raises(FieldsMissing, match="物品"):
        fill(letter, {**FULL, "goods": []})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fine": "五千"}, "应为金额"),
        ({"is_public": "是"}, "应为是或否"),
        ({"goods": "黄油"}, "应为列表"),
        ({"goods": ["黄油"]}, "应为一组字段"),
        ({"party": {"name": ["甲"]}}, "应为文字"),
    ],
)
def test_a_wrong_type_is_named(letter: layouts.Layout, change: dict, said: str) -> None:
    with pytest.raises(FieldsMissing, match=said):
        fill(letter, {**FULL, **change})


def test_what_cannot_be_printed_is_left_out(letter: layouts.Layout) -> None:
    assert texts(letter, {**FULL, "party": {"name": "试\x00用\x0b公司\x1f"}})[0] == "试用公司："


def test_text_that_looks_like_a_placeholder_stays_text(letter: layouts.Layout) -> None:
    assert texts(letter, {**FULL, "party": {"name": "{fine}"}})[0] == "{fine}："


MOMENT = datetime(2026, 11, 2, 1, 5, tzinfo=UTC).isoformat()


@pytest.mark.parametrize(
    ("kind", "raw", "name", "printed"),
    [
        ("date", "2026-11-02", "", "2026年11月2日"),
        ("date", "2026-11-02", "year", "2026"),
        ("datetime", MOMENT, "", "2026年11月2日9时05分"),
        ("datetime", MOMENT, "date", "2026年11月2日"),
        ("datetime", MOMENT, "time", "9时05分"),
        ("money", "1234567.5", "", "1234567.50"),
        ("money", "5000", "", "5000"),
        ("money", "1234567.5", "money", "1,234,567.50"),
        ("money", "1234567.5", "words", "壹佰贰拾叁万肆仟伍佰陆拾柒元伍角整"),
        ("integer", 6, "", "6"),
        ("integer", 6, "chinese", "六"),
        ("bool", True, "", "是"),
        ("list", ["甲", "乙"], "", "甲、乙"),
        ("list", ["甲", "乙"], "count", "2"),
    ],
)
def test_how_values_are_printed(kind: str, raw: object, name: str, printed: str) -> None:
    spec = Field("x", "某", kind)
    value = read(spec, raw)
    assert (FILTERS[name][1](value) if name else show(spec, value)) == printed


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="时区"):
        read(Field("x", "某", "datetime"), "2026-11-02T09:05:00")


def test_money_is_never_a_float() -> None:
    with pytest.raises(ValueError, match="金额"):
        read(Field("x", "某", "money"), 5000.0)
    assert read(Field("x", "某", "money"), "5000") == Decimal(5000)
