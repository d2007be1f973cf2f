"""How an entry of a register is written in a table: its columns, and what a cell may hold.

An entry may take several rows, one for each of its lines (the grades of a benchmark): the entry's own columns are
then read from the first of them and may be repeated or left empty below.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Unreadable(Exception):
    """A cell that cannot be understood; the text is a whole Chinese sentence."""


Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the key it fills, how a cell is read. `of_line` when it belongs to a line."""

    header: str
    key: str
    read: Read
    required: bool = False
    of_line: bool = False
    note: str = ""
    words: Mapping[str, str] | None = None
    """Stored value to label, for columns of fixed words: the sheet shows the label."""


def plain(value: Any) -> str:
    """A cell as text: whole numbers without a point, blanks drawn together."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\u3000", " ").split())


def text(longest: int) -> Read:
    """Words up to that many characters."""

    def read(value: Any) -> str:
        found = plain(value)
        if len(found) > longest:
            raise Unreadable(f"不能超过{longest}个字，现有{len(found)}个字。")
        return found

    return read


def amount(value: Any) -> str:
    """A number not below zero, kept as its digits."""
    found = plain(value).replace(",", "").replace("，", "")
    try:
        number = Decimal(found)
    except InvalidOperation:
        raise Unreadable(f"“{found[:20]}”不是数字。") from None
    if not number.is_finite() or number < 0:
        raise Unreadable("应当是不小于零的数字。")
    return format(number.normalize() if number else Decimal(0), "f")


def day(value: Any) -> str:
    """A day as ISO text."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    found = plain(value)
    match = _DAY.fullmatch(found) or _COMPACT.fullmatch(found)
    try:
        if match is None:
            raise ValueError(found)
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        raise Unreadable(f"“{found[:20]}”不是有这一天的日期，请按 2026-01-31 的样式填写。") from None


def one_of(words: Mapping[str, str]) -> Read:
    """One of fixed words, by its label or its stored value."""
    by_label = {label: value for value, label in words.items()}

    def read(value: Any) -> str:
        found = plain(value)
        if found in words:
            return found
        if found not in by_label:
            raise Unreadable(f"“{found[:20]}”不在可选范围内，可填：{'、'.join(words.values())}。")
        return by_label[found]

    return read


def yes_no(value: Any) -> bool:
    """是 or 否."""
    found = plain(value).lower()
    if found in {"是", "true", "1", "示例"}:
        return True
    if found in {"否", "false", "0", ""}:
        return False
    raise Unreadable(f"“{found[:20]}”应为“是”或者“否”。")


def headers(columns: Sequence[Column]) -> list[str]:
    """The headers in order."""
    return [column.header for column in columns]
