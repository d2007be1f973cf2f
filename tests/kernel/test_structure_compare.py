"""Two editions clause by clause."""

import time

from fazhi.kernel.structure import Fate, compare
from fazhi.kernel.structure.compare import differences

OLD = """第一条 为了规范停车秩序，制定本办法。
第二条 车辆应当在划定的泊位停放。
第三条 停车收费标准由县发展改革部门制定并公布。
第四条 违反规定停放的，依照道路交通安全法处理。
第五条 本办法自2024年1月1日起施行。"""
NEW = """第一条 为了规范停车秩序，制定本办法。
第二条 违反规定停放的，依照道路交通安全法处理。
第三条 车辆应当在划定的泊位停放。
第四条 停车收费标准由县发展改革部门依法制定并向社会公布。
第五条 新能源汽车充电期间免费停放。
第六条 本办法自2025年1月1日起施行。"""


def test_fates() -> None:
    comparison = compare(OLD, NEW)
    assert [(c.fate.value, c.old.label if c.old else "", c.new.label if c.new else "") for c in comparison.changes] == [
        ("same", "第一条", "第一条"),
        ("moved", "第四条", "第二条"),
        ("changed", "第二条", "第三条"),
        ("changed", "第三条", "第四条"),
        ("added", "", "第五条"),
        ("changed", "第五条", "第六条"),
    ]  # fmt: skip
    assert sum(comparison.counts.values()) == 6


def test_the_pieces_give_back_both_texts() -> None:
    for change in compare(OLD, NEW).changes:
        old = "".join(piece.text for piece in change.pieces if piece.kind != "added")
        new = "".join(piece.text for piece in change.pieces if piece.kind != "removed")
        assert old == (change.old.text if change.old else "")
        assert new == (change.new.text if change.new else "")


def test_words_not_characters() -> None:
    pieces = differences("期限为三十日。", "期限为十五日。")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "期限为"), ("removed", "三十"), ("added", "十五"), ("same", "日。"),
    ]  # fmt: skip
    assert [p.text for p in differences("2024年", "2025年") if p.kind == "removed"] == ["2024"]


def test_equal_texts() -> None:
    comparison = compare(OLD, OLD)
    assert {change.fate for change in comparison.changes} == {Fate.SAME}
    assert not any(change.is_reworded for change in comparison.changes)


def test_removed_clauses_stand_where_they_stood() -> None:
    fates = [
        change.fate.value
        for change in compare(
            "第一条 甲甲。\n第二条 乙乙。\n第三条 丙丙。", "第一条 甲甲。\n第二条 丙丙。"
        ).changes
    ]
    assert fates == ["same", "removed", "changed"]


def test_large_texts_are_compared_in_time() -> None:
    old = "\n".join(f"第{n}条 第{n}项工作由第{n % 7}组负责，应当在{n}日内完成。" for n in range(1, 1500))
    new = old.replace("应当", "必须")
    start = time.process_time()
    comparison = compare(old, new)
    assert time.process_time() - start < 20
    assert comparison.counts["added"] + comparison.counts["removed"] < 150


def test_one_endless_line() -> None:
    pieces = differences("甲乙" * 20_000, "甲乙" * 10_000 + "丙" + "甲乙" * 10_000)
    assert "".join(p.text for p in pieces if p.kind != "added") == "甲乙" * 20_000
