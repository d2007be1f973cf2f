"""Entries of a register as a workbook that can be brought in again, and the empty one to be filled in."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from fazhi.registers.models import Entry, Register
from fazhi.registers.rules.kinds import RegisterKind
from fazhi.registers.rules.sheets import Column
from fazhi.registers.services.keeping import kind_of

OWN = ("code", "title", "valid_from", "valid_to")


def export_entries(register: Register, rows: Iterable[Entry]) -> bytes:
    """The given editions as .xlsx, a row for each line of an entry."""
    kind = kind_of(register)
    return _workbook(kind, (line for row in rows for line in _lines(kind, row)))


def sheet_template(kind: RegisterKind) -> bytes:
    """The empty workbook of a kind, with a sheet that says what its columns mean."""
    return _workbook(kind, ())


def _workbook(kind: RegisterKind, lines: Iterable[Mapping[str, Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet(kind.title[:31])
        for place, column in enumerate(kind.columns):
            sheet.set_column(
                place, place, 30 if column.key in {"condition", "act", "law_basis"} else 14, cell
            )
            sheet.write_string(0, place, column.header + ("*" if column.required else ""), head)
        sheet.freeze_panes(1, 2)
        for number, line in enumerate(lines, start=1):
            for place, column in enumerate(kind.columns):
                sheet.write_string(number, place, _shown(column, line.get(column.key)), cell)
        notes = book.add_worksheet("填表说明")
        notes.set_column(0, 1, 40)
        for number, column in enumerate(kind.columns):
            words = "、".join(column.words.values()) if column.words else ""
            notes.write_string(number, 0, column.header)
            told = "；".join(part for part in ("必填" if column.required else "", words, column.note) if part)
            notes.write_string(number, 1, told)
    return out.getvalue()


def _lines(kind: RegisterKind, row: Entry) -> Iterable[Mapping[str, Any]]:
    own = {
        **row.data,
        "code": row.code,
        "title": row.title,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }
    for line in row.data.get(kind.lines, []) if kind.lines else [{}]:
        yield {**own, **line}


def _shown(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.words and value in column.words:
        return column.words[value]
    return str(value)
