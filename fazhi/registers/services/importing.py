"""Bring entries in from Excel, CSV or YAML: everything or nothing, each fault by its row and column."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml
from django.db import transaction
from python_calamine import CalamineError

from fazhi.kernel.digests import canonical_json, digest
from fazhi.kernel.errors import BrokenFile, Fault, Incomplete, NotYourPart
from fazhi.people.actors import Actor
from fazhi.people.services.workbook_reading import open_workbook
from fazhi.registers.models import Register
from fazhi.registers.permissions import may_change
from fazhi.registers.rules.entries import faults as data_faults
from fazhi.registers.rules.kinds import RegisterKind
from fazhi.registers.rules.sheets import Unreadable, plain
from fazhi.registers.selectors import latest
from fazhi.registers.services.keeping import add_entry, kind_of, put_in_force, revise_entry

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 20_000
OWN = ("code", "title", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries were new, got a new edition, and were as before."""

    made: int
    revised: int
    same: int


@dataclass
class _Given:
    """One entry as the file gives it, from its rows."""

    row: int
    values: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Mapping[str, Any]


def import_entries(
    register: Register, content: bytes, name: str, *, actor: Actor, at: datetime, in_force: bool = True
) -> Imported:
    """Take the entries of a table over; entries that are there and differ get a new edition from the day in the row.

    New ones hold at once unless `in_force` is false. Raises NotYourPart, BrokenFile for what is no table, Incomplete
    with every fault (`field` is the place, such as 第3行“下限”); nothing is taken over then.
    """
    if not may_change(actor, register):
        raise NotYourPart("这份清单由制定机关的法制审核人员或者负责人维护。")
    kind = kind_of(register)
    faults: list[Fault] = []
    given = _entries(kind, _rows(content, name), faults)
    ready = [_data(kind, one, faults) for one in given]
    if not given and not faults:
        faults.append(Fault("第1行", "表里没有条目。"))
    if faults:
        raise Incomplete(faults)
    with transaction.atomic():
        return _take(register, given, ready, actor, at, in_force=in_force)


def _take(
    register: Register,
    given: list[_Given],
    ready: list[dict[str, Any]],
    actor: Actor,
    at: datetime,
    *,
    in_force: bool,
) -> Imported:
    known = {row.code: row for row in latest(register).select_related("register")}
    counts = {"made": 0, "revised": 0, "same": 0}
    faults: list[Fault] = []
    for one, data in zip(given, ready, strict=True):
        code, title = one.values["code"], one.values["title"]
        days = {
            k: date.fromisoformat(one.values[k]) if one.values.get(k) else None
            for k in ("valid_from", "valid_to")
        }
        assert days["valid_from"] is not None
        before = known.get(code)
        try:
            if before is None:
                row = add_entry(
                    register, code=code, title=title, data=data, valid_from=days["valid_from"],
                    valid_to=days["valid_to"], actor=actor, at=at,
                )  # fmt: skip
                if in_force:
                    put_in_force(row, actor=actor)
                counts["made"] += 1
            elif before.digest == digest(canonical_json(data)) and before.title == title:
                counts["same"] += 1
            else:
                revise_entry(
                    before, data=data, title=title, valid_from=days["valid_from"], valid_to=days["valid_to"],
                    actor=actor, at=at, note="表格导入",
                )  # fmt: skip
                counts["revised"] += 1
        except Incomplete as error:
            faults += [Fault(f"第{one.row}行", f"第{one.row}行：{f.sentence}") for f in error.faults]
    if faults:
        raise Incomplete(faults)
    return Imported(**counts)


def _data(kind: RegisterKind, one: _Given, faults: list[Fault]) -> dict[str, Any]:
    data = {k: v for k, v in one.values.items() if k not in OWN}
    if kind.lines:
        data[kind.lines] = one.lines
    properties = kind.schema["properties"]
    if "sample" in properties:
        data.setdefault("sample", False)
    if "source" in kind.schema["required"]:
        data.setdefault("source", "")
    faults += [Fault(f"第{one.row}行", f"第{one.row}行：{said}") for said in data_faults(kind, data)]
    days = one.values.get("valid_from"), one.values.get("valid_to")
    if days[0] and days[1] and days[1] < days[0]:
        faults.append(_fault(one.row, "失效日期", "早于施行日期。"))
    return data


def _fault(row: int, header: str, said: str) -> Fault:
    place = f"第{row}行“{header}”"
    return Fault(place, f"{place}：{said}")


def _entries(kind: RegisterKind, rows: Iterator[_Row], faults: list[Fault]) -> list[_Given]:
    """The entries of the rows; rows of one code that follow each other are one entry with several lines."""
    found: list[_Given] = []
    seen: set[str] = set()
    for count, row in enumerate(rows):
        if count == 0:
            faults += _head_faults(kind, row)
            if faults:
                return []
        if count >= MOST_ROWS:
            faults.append(Fault(f"第{row.number}行", f"最多{MOST_ROWS}行，请分批导入。"))
            break
        code = plain(row.cells.get("编号", ""))
        goes_on = bool(kind.lines and found and code in {"", found[-1].values.get("code", "")})
        values, line = _read(kind, row, faults, found[-1].values if goes_on else None)
        if not goes_on:
            if code and code in seen:
                faults.append(_fault(row.number, "编号", f"“{code}”在表中出现了两次，同一条的各行应当相连。"))
            seen.add(code)
            found.append(_Given(row.number, values))
        if kind.lines:
            found[-1].lines.append(line)
    return found


def _head_faults(kind: RegisterKind, row: _Row) -> list[Fault]:
    headers = {column.header for column in kind.columns}
    missing = [c.header for c in kind.columns if c.required and c.header not in row.cells]
    strange = [h for h in row.cells if h not in headers]
    return [_fault(1, h, "缺少这一列，请按模板补上表头。") for h in missing] + [
        _fault(1, h, "不认识的列，请核对表头文字或者删去这一列。") for h in strange
    ]


def _read(
    kind: RegisterKind, row: _Row, faults: list[Fault], first: Mapping[str, Any] | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a row gives its entry, and its line. `first` is what the entry's first row gave, below which this stands."""
    own: dict[str, Any] = {}
    line: dict[str, Any] = {}
    for column in kind.columns:
        cell = row.cells.get(column.header, "")
        if cell is None or not str(cell).strip():
            if column.required and (column.of_line or first is None):
                faults.append(_fault(row.number, column.header, "必须填写。"))
            continue
        try:
            value = column.read(cell)
        except Unreadable as error:
            faults.append(_fault(row.number, column.header, str(error)))
            continue
        if first is not None and not column.of_line and first.get(column.key) != value:
            faults.append(_fault(row.number, column.header, "与同一编号的第一行不一致。"))
        (line if column.of_line else own)[column.key] = value
    return own, line


def _rows(content: bytes, name: str) -> Iterator[_Row]:
    if len(content) > LARGEST:
        raise BrokenFile(f"文件超过{LARGEST // 1024 // 1024}MB，请分批导入。")
    match name.lower().rpartition(".")[2]:
        case "xlsx":
            yield from _table(_sheet(content))
        case "csv":
            yield from _table(_text_table(content))
        case "yaml" | "yml":
            yield from _listed(content)
        case _:
            raise BrokenFile("只接受 .xlsx、.csv、.yaml 文件。")


def _table(cells: Iterator[list[Any]]) -> Iterator[_Row]:
    headers: list[str] = []
    for number, row in enumerate(cells, start=1):
        if not any(str(cell).strip() for cell in row):
            continue
        if not headers:
            headers = [plain(cell).rstrip("*＊").strip() for cell in row]
            continue
        yield _Row(number, {h: c for h, c in zip(headers, row, strict=False) if h} | _absent(headers, row))


def _absent(headers: list[str], row: list[Any]) -> dict[str, Any]:
    return dict.fromkeys((h for h in headers[len(row) :] if h), "")


def _sheet(content: bytes) -> Iterator[list[Any]]:
    workbook = open_workbook(content)
    try:
        names = [n for n in workbook.sheet_names if "说明" not in n]
        yield from workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise BrokenFile("工作簿已经损坏或者没有工作表，请另存后再导入。") from error


def _text_table(content: bytes) -> Iterator[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise BrokenFile("文字编码认不出来，请另存为 UTF-8 编码的 CSV。")
    if "\x00" in text:
        raise BrokenFile("这不是文本表格。")
    try:
        yield from csv.reader(io.StringIO(text), strict=True)
    except csv.Error as error:
        raise BrokenFile("CSV 的引号或者分隔符不对，请用表格软件打开后另存再导入。") from error


def _listed(content: bytes) -> Iterator[_Row]:
    """A YAML list whose items are mappings by header; lines of an entry stand as a list under their header 明细."""
    try:
        items = yaml.safe_load(content.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise BrokenFile("不是合格的 YAML（UTF-8）文件。") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BrokenFile("YAML 文件应当是一个列表，每项是一条。")
    for number, item in enumerate(items, start=1):
        own = {str(k): "" if v is None else v for k, v in item.items() if k != "明细"}
        lines = item.get("明细") or [{}]
        if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
            raise BrokenFile(f"第{number}项的明细应当是一个列表。")
        for line in lines:
            yield _Row(number, own | {str(k): "" if v is None else v for k, v in line.items()})
