"""Open an uploaded workbook with care, and read its sheets into rows of values."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from fazhi.kernel.errors import BrokenFile
from fazhi.people.services.workbook_columns import SHEETS, Sheet, SheetFault, Unreadable, fault_at

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100
_DAMAGED = "工作簿已经损坏，无法读取；请用表格软件打开后另存一份再导入。"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A sheet whose name begins so is for people to read.
_REMARKS = ("说明", "填表说明")
# Where cells and rows say they stand. One cell in the last corner makes a reader lay out the whole grid.
_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})([0-9]{1,9})["']""")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that could be read: its number as the program shows it, its values by key; absent ones are not there."""

    sheet: str
    number: int
    values: dict[str, Any]
    blank: frozenset[str] = frozenset()
    """Keys whose column is there but whose cell is empty."""

    def fault(self, header: str, sentence: str) -> SheetFault:
        """A fault at one column of this row."""
        return fault_at(self.sheet, self.number, header, sentence)


def open_workbook(content: bytes) -> CalamineWorkbook:
    """The workbook in these bytes.

    Raises BrokenFile, saying what the file is instead and what to do, when it is empty, too large, encrypted, an old
    .xls, a text table, or not a spreadsheet at all.
    """
    if not content:
        raise BrokenFile("文件是空的，请重新选择。")
    if len(content) > LARGEST:
        raise BrokenFile(
            f"文件有{len(content) // 1024 // 1024}MB，超过{LARGEST // 1024 // 1024}MB；请按机关分成几个文件导入。"
        )
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise BrokenFile("工作簿设有打开密码，无法读取；请去掉密码后重新保存。")
        raise BrokenFile("这是旧格式（.xls）或者其他办公文件，请用表格软件另存为 .xlsx 后再导入。")
    if not content.startswith(b"PK"):
        raise BrokenFile(_what_text(content))
    _check_package(content)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, OSError, ValueError) as error:
        raise BrokenFile(_DAMAGED) from error


def _what_text(content: bytes) -> str:
    for encoding, title in (("utf-8-sig", "UTF-8"), ("gb18030", "GBK")):
        try:
            text = content[:65536].decode(encoding)
        except UnicodeDecodeError as error:
            # A character may be cut in two at the end of the sample.
            if len(content) <= 65536 or error.start < 65530:
                continue
            text = content[: error.start].decode(encoding)
        if "\x00" not in text and ("," in text or "\t" in text):
            return f"这是文本表格（CSV，{title}编码），日期和长号码在其中容易出错；请用表格软件打开核对后另存为 .xlsx 再导入。"
        break
    return "这不是电子表格，请上传按模板填写的 .xlsx 文件。"


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            members = package.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise BrokenFile("压缩包设有密码，无法读取；请上传未加密的 .xlsx 文件。")
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise BrokenFile("工作簿展开后过大，请删去空白行列和图片后再导入。")
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise BrokenFile("这不是 .xlsx 工作簿，请上传按模板填写的 .xlsx 文件。")
            if package.testzip() is not None:
                raise BrokenFile(_DAMAGED)
            for member in members:
                if member.filename.startswith("xl/worksheets/"):
                    _check_extent(package.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise BrokenFile("文件不完整或者已经损坏，请重新保存后再导入。") from error


def _check_extent(page: bytes) -> None:
    for match in _PLACE.finditer(page):
        letters, row = match.groups()
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if int(row) > MOST_ROWS or column > MOST_COLUMNS:
            place = f"{letters.decode()}{int(row)}"
            limit = f"每张工作表最多{MOST_ROWS}行、{MOST_COLUMNS}列"
            raise BrokenFile(f"工作簿在{place}处还有单元格，{limit}；请删去多余的空白行列或者分批导入。")


def read_rows(workbook: CalamineWorkbook, today: date, faults: list[SheetFault]) -> dict[str, list[Row]]:
    """The rows of each known sheet; what cannot be understood is added to `faults`.

    Raises BrokenFile when no sheet is known, or the insides of the file cannot be read.
    """
    known = {sheet.name: sheet for sheet in SHEETS}
    names = [name.strip() for name in workbook.sheet_names]
    if not known.keys() & set(names):
        raise BrokenFile(f"工作簿里没有可以导入的工作表，应有：{'、'.join(known)}。")
    found: dict[str, list[Row]] = {name: [] for name in known}
    for name, title in zip(workbook.sheet_names, names, strict=True):
        if title.startswith(_REMARKS):
            continue
        cells = _cells(workbook, name)
        if title in known:
            found[title] = list(_rows(known[title], cells, today, faults))
        elif _any_given(cells):
            faults.append(fault_at(title, 0, "", f"不认识的工作表，可以导入的有：{'、'.join(known)}。"))
    return found


def _cells(workbook: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise BrokenFile(f"工作表“{name}”已经损坏，无法读取；请用表格软件打开后另存一份再导入。") from error


def _any_given(cells: list[list[Any]]) -> bool:
    return any(str(cell).strip() for row in cells for cell in row)


def _rows(sheet: Sheet, cells: list[list[Any]], today: date, faults: list[SheetFault]) -> Iterator[Row]:
    if not _any_given(cells):
        return
    headers = [str(cell).strip().rstrip("*＊").strip() for cell in cells[0]]
    known = sheet.by_header()
    wrong = [
        fault_at(sheet.name, 1, column.header, "缺少这一列，请按模板补上表头。")
        for column in sheet.columns
        if column.required and column.header not in headers
    ]
    wrong += [
        fault_at(sheet.name, 1, header, "不认识的列，请核对表头文字或者删去这一列。")
        for header in headers
        if header and header not in known
    ]
    wrong += [fault_at(sheet.name, 1, h, "这一列出现了两次。") for h in known if headers.count(h) > 1]
    faults += wrong
    if wrong:
        return
    for number, row in enumerate(cells[1:], start=2):
        given = {h: cell for h, cell in zip(headers, row, strict=False) if h and str(cell).strip()}
        if not given or str(next(iter(given.values()))).startswith("示例："):
            continue
        values = _values(sheet, number, given, today, faults)
        if values is not None:
            blank = frozenset(column.key for h, column in known.items() if h in headers and h not in given)
            yield Row(sheet.name, number, values, blank)


def _values(
    sheet: Sheet, number: int, given: dict[str, Any], today: date, faults: list[SheetFault]
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    wrong = []
    for column in sheet.columns:
        if column.header not in given:
            if column.required:
                wrong.append(fault_at(sheet.name, number, column.header, "必须填写。"))
            continue
        try:
            values[column.key] = column.read(given[column.header], today)
        except Unreadable as error:
            wrong.append(fault_at(sheet.name, number, column.header, str(error)))
    faults += wrong
    return None if wrong else values
