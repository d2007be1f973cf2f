"""What a paper's context holds: typed fields, how each type is read from JSON, and how it is printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from fazhi.kernel.numerals import to_chinese, yuan_in_words

SHANGHAI = ZoneInfo("Asia/Shanghai")
TYPES = ("text", "longtext", "date", "datetime", "money", "integer", "bool", "list")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the context. `of` are the fields of a row when the field is a list of rows."""

    name: str
    meaning: str
    type: str = "text"
    required: bool = True
    of: Mapping[str, "Field"] = field(default_factory=dict)


def read(spec: Field, raw: Any) -> Any:
    """The value behind its JSON form. None stands for absent.

    Raises ValueError with a Chinese clause that says what was expected.
    """
    if raw is None or raw == "":
        return None
    kind = spec.type
    if kind in ("text", "longtext"):
        return _text(raw)
    if kind == "bool":
        return _expect(raw, bool, "是或否")
    if kind == "integer":
        if isinstance(raw, bool):
            raise ValueError("应为整数")
        return _expect(raw, int, "整数")
    if kind == "list":
        return _expect(raw, list, "列表")
    _expect(raw, str, {"date": "日期", "datetime": "时间", "money": "金额"}[kind])
    return _READERS[kind](raw)


def _expect(raw: Any, kind: type, word: str) -> Any:
    if not isinstance(raw, kind):
        raise ValueError(f"应为{word}")
    return raw


def _text(raw: Any) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    return str(_expect(raw, str, "文字"))


def _date(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise ValueError("应为日期") from error


def _datetime(raw: str) -> datetime:
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError as error:
        raise ValueError("应为时间") from error
    if moment.tzinfo is None:
        raise ValueError("应为带时区的时间")
    return moment.astimezone(SHANGHAI)


def _money(raw: str) -> Decimal:
    try:
        return Decimal(raw)
    except InvalidOperation as error:
        raise ValueError("应为金额") from error


_READERS: dict[str, Callable[[str], Any]] = {"date": _date, "datetime": _datetime, "money": _money}


def day_in_words(day: date) -> str:
    """2026年11月2日: Arabic digits, whole year, no zeros put in front.

    Basis: GB/T 9704-2012 7.3.5.4（成文日期中的数字用阿拉伯数字将年、月、日标全，月、日不编虚位）
    """
    return f"{day.year}年{day.month}月{day.day}日"


def moment_in_words(moment: datetime) -> str:
    """2026年11月2日9时05分."""
    return f"{day_in_words(moment)}{time_in_words(moment)}"


def time_in_words(moment: datetime) -> str:
    """9时05分."""
    return f"{moment.hour}时{moment.minute:02d}分"


def yuan(value: Decimal) -> str:
    """3000 or 3000.50: yuan as written in running text."""
    return f"{value:.2f}".removesuffix(".00")


def show(spec: Field, value: Any) -> str:
    """A value as printed when no filter is named."""
    if value is None:
        return ""
    match spec.type:
        case "date":
            return day_in_words(value)
        case "datetime":
            return moment_in_words(value)
        case "money":
            return yuan(value)
        case "bool":
            return "是" if value else "否"
        case "list":
            return joined(value)
    return str(value)


def joined(rows: Sequence[Any]) -> str:
    """Plain texts strung together with 、."""
    return "、".join(str(row) for row in rows)


FILTERS: dict[str, tuple[frozenset[str], Callable[[Any], str]]] = {
    "date": (frozenset({"date", "datetime"}), day_in_words),
    "time": (frozenset({"datetime"}), time_in_words),
    "year": (frozenset({"date", "datetime"}), lambda day: str(day.year)),
    "money": (frozenset({"money"}), lambda value: f"{value:,.2f}"),
    "words": (frozenset({"money"}), yuan_in_words),
    "chinese": (frozenset({"integer"}), to_chinese),
    "count": (frozenset({"list"}), lambda rows: str(len(rows))),
}
"""Filter by name: for which types of field, and what it prints."""
