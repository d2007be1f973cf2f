"""Files that are not what they should be: each is refused with a sentence that says what to do."""

import random
import zipfile
from io import BytesIO

import pytest

from fazhi.kernel.errors import BrokenFile, Incomplete
from fazhi.people.actors import SYSTEM
from fazhi.people.models import Person
from fazhi.people.services import workbook_reading
from fazhi.people.services.import_workbook import import_workbook
from tests.people.services.workbooks import GOOD, good, workbook

pytestmark = pytest.mark.django_db
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _zip(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def _spoil(content, name, change):
    """The workbook with one of its members changed."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for member in source.infolist():
            data = source.read(member)
            package.writestr(member.filename, change(data) if member.filename == name else data)
    return out.getvalue()


def _flip_middle(content):
    spoiled = bytearray(content)
    middle = len(spoiled) // 2
    spoiled[middle : middle + 64] = b"\x00" * 64
    return bytes(spoiled)


BROKEN = {
    "empty": (b"", "文件是空的"),
    "nothing but noise": (b"\x07\x01\xfe noise", "不是电子表格"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "不是电子表格"),
    "CSV in UTF-8": ("姓名,身份证号\n甲,1\n".encode(), "CSV，UTF-8编码"),
    "CSV in GBK": ("姓名,身份证号\n甲,1\n".encode("gbk"), "CSV，GBK编码"),
    "old .xls": (OLE + b"\0" * 600, "旧格式"),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "half a zip": (workbook(GOOD)[:2000], "不完整或者已经损坏"),
    "a zip of something else": (_zip(a_txt="hello"), "不是 .xlsx 工作簿"),
    "a Word document": (_zip(word__document_xml="<x/>"), "不是 .xlsx 工作簿"),
    "zeros in the middle": (_flip_middle(workbook(GOOD)), "损坏"),
    "an empty inside": (_zip(xl__workbook_xml=""), "损坏"),
    "broken inside": (_zip(xl__workbook_xml="<workbook><sheets><sheet"), "损坏"),
    "too large": (b"PK" + b"\0" * workbook_reading.LARGEST, "超过10MB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_says_what_it_is(at, name):
    content, part = BROKEN[name]
    with pytest.raises(BrokenFile) as caught:
        import_workbook(content, actor=SYSTEM, at=at)
    assert part in caught.value.sentence


def test_a_bomb_is_not_unpacked(at):
    content = _zip(
        xl__workbook_xml="<x/>", xl__worksheets__sheet1_xml=b" " * (workbook_reading.LARGEST_UNPACKED + 1)
    )
    assert len(content) < 1_000_000
    with pytest.raises(BrokenFile, match="展开后过大"):
        import_workbook(content, actor=SYSTEM, at=at)


@pytest.mark.parametrize("place", [b"XFD1048576", b"A1048576", b"XFD2"])
def test_a_cell_in_the_last_corner_is_not_laid_out(at, place):
    content = _spoil(
        workbook(GOOD), "xl/worksheets/sheet3.xml", lambda page: page.replace(b'"A2"', b'"' + place + b'"')
    )
    with pytest.raises(BrokenFile, match="还有单元格"):
        import_workbook(content, actor=SYSTEM, at=at)


def test_a_sheet_with_broken_insides_is_refused(at):
    content = _spoil(workbook(GOOD), "xl/worksheets/sheet1.xml", lambda page: page[: len(page) // 2])
    with pytest.raises((BrokenFile, Incomplete)):
        import_workbook(content, actor=SYSTEM, at=at)
    assert not Person.objects.exists()


def _outcome(content, at):
    try:
        import_workbook(content, actor=SYSTEM, at=at, dry_run=True)
    except (BrokenFile, Incomplete) as refusal:
        return refusal.code if refusal.sentence.endswith("。") else refusal.sentence
    return "clean"


def test_whatever_is_broken_is_refused_and_never_escapes(at):
    """Insides with characters struck out at random: a refusal or a clean import, nothing else."""
    chance, content = random.Random(20261118), workbook({"人员": GOOD["人员"]})
    names = zipfile.ZipFile(BytesIO(content)).namelist()

    def strike(data):
        spoiled = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        return bytes(spoiled)

    outcomes = set()
    for _ in range(150):
        spoiled = _spoil(content, chance.choice(names), strike)
        outcomes.add(_outcome(spoiled, at))
    assert "broken_file" in outcomes <= {"broken_file", "incomplete", "clean"}


def test_a_sheet_that_is_not_known_is_told(country, at):
    with pytest.raises(Incomplete) as caught:
        import_workbook(workbook({**GOOD, "人员名单": [["姓名"], ["甲"]]}), actor=SYSTEM, at=at)
    assert [(f.sheet, f.row) for f in caught.value.faults] == [("人员名单", 0)]


def test_remarks_and_empty_sheets_do_not_matter(country, at):
    more = {"Sheet1": [], "填表说明": [["随便写"]], "执法证": []}
    summary = import_workbook(workbook({**GOOD, **more}), actor=SYSTEM, at=at)
    assert "执法证" not in summary.counts


@pytest.mark.parametrize(
    ("change", "column", "part"),
    [
        (lambda head: head.remove("身份证号"), "身份证号", "缺少这一列"),
        (lambda head: head.append("年龄"), "年龄", "不认识的列"),
        (lambda head: head.append("姓名"), "姓名", "出现了两次"),
    ],
)
def test_headers_are_checked(country, at, change, column, part):
    sheets = {"人员": good()["人员"]}
    change(sheets["人员"][0])
    with pytest.raises(Incomplete) as caught:
        import_workbook(workbook(sheets), actor=SYSTEM, at=at)
    fault = next(f for f in caught.value.faults if f.column == column)
    assert (fault.row, part in fault.sentence) == (1, True)


def test_no_sheet_of_ours_is_refused(at):
    with pytest.raises(BrokenFile, match="没有可以导入的工作表"):
        import_workbook(workbook({"成绩": [["姓名"], ["甲"]]}), actor=SYSTEM, at=at)


def test_rows_keep_their_numbers_when_some_are_empty(country, at):
    sheets = {"人员": [["姓名", "身份证号"], ["", ""], ["", ""], ["甲", "1"]]}
    with pytest.raises(Incomplete) as caught:
        import_workbook(workbook(sheets), actor=SYSTEM, at=at)
    assert [f.row for f in caught.value.faults] == [4]
