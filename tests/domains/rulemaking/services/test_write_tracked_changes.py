"""Tracked changes read back: accepted they are the new text, rejected the old."""

import io
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
from docx import Document
from docx.oxml.ns import qn

from fazhi.domains.rulemaking.services.write_tracked_changes import write_tracked_changes
from fazhi.kernel.structure import compare

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
OLD = "第一条 甲方应当公开。\n第二条 车辆应当在划定的泊位停放。\n第三条 收费标准由县政府制定。\n第四条 违反规定的，予以劝导。"
NEW = "第一条 甲方应当主动公开。\n第二条 违反规定的，予以劝导。\n第三条 车辆应当在划定的泊位停放。\n第四条 充电免费。"


def read(data: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs after accepting or rejecting everything."""
    gone = {qn(f"w:{tag}") for tag in (("del", "moveFrom") if accepted else ("ins", "moveTo"))}
    lines = []
    for paragraph in Document(io.BytesIO(data)).element.body.iterchildren(qn("w:p")):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del' if accepted else 'w:ins')}")
        words = "".join(_words(child) for child in paragraph if child.tag not in gone)
        if mark is None or words:
            lines.append(words)
    return lines


def _words(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t"), qn("w:delText")))


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), (OLD, OLD), ("甲。", ""), ("", "甲。")])
def test_both_texts_come_back(old: str, new: str) -> None:
    data = write_tracked_changes(compare(old, new), AT)
    assert read(data, accepted=True) == [line for line in new.split("\n") if line]
    assert read(data, accepted=False) == [line for line in old.split("\n") if line]


def test_the_marks_are_words_own() -> None:
    body = Document(io.BytesIO(write_tracked_changes(compare(OLD, NEW), AT))).element.body
    for tag in ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart"):
        assert next(body.iter(qn(tag)), None) is not None, tag
    ids = [
        mark.get(qn("w:id"))
        for tag in ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
        for mark in body.iter(qn(tag))
    ]
    assert len(ids) == len(set(ids))


def test_control_characters_do_not_break_the_file() -> None:
    data = write_tracked_changes(compare("甲\x0b乙。", "甲\x01丙。"), AT)
    assert read(data, accepted=True) == ["甲丙。"]
