"""Lengths of time and amounts of money as laws fix them, each by the day from which it is in force.

A domain keeps its own in `terms.toml`:

    [[penalty.decide]]
    valid_from = 2021-07-15
    length = 90
    unit = "day"
    basis = "《行政处罚法》第六十条"
    checked_on = 2026-11-22

    [[penalty.on_the_spot_limit]]
    valid_from = 2021-07-15
    amount = "200"
    who = "citizen"
    basis = "《行政处罚法》第五十一条"
    checked_on = 2026-11-22

An entry holds until `valid_to` (inclusive), or until the next entry of the same key begins. What is not said in force
on a day does not exist on it: asking raises UnknownTerm rather than guessing.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from fazhi.kernel.errors import BadDefinition, UnknownTerm


class Unit(StrEnum):
    """What a term is counted in. Whether "日" means days or working days is for the law in question to say."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The unit in words, as it follows a number."""
        return {"hour": "小时", "day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time fixed by law. `local_min` and `local_max` bound what local rules may choose, in `unit`.

    `roll` says whether a last day that is a rest day moves on to the next working day.
    """

    key: str
    length: int
    unit: Unit
    basis: str
    valid_from: date
    checked_on: date
    valid_to: date | None = None
    roll: bool = True
    local_min: int | None = None
    local_max: int | None = None
    note: str = ""
    qualifiers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.length}{self.unit.label}"


class Amount(Decimal):
    """A sum in yuan fixed by law: a Decimal, exact, that knows its article."""

    key: str
    basis: str
    valid_from: date
    checked_on: date
    valid_to: date | None
    note: str
    qualifiers: Mapping[str, str]

    @property
    def value(self) -> Decimal:
        """The bare number."""
        return Decimal(self)


Entry = Term | Amount

_SHARED = {"valid_from", "valid_to", "basis", "checked_on", "note"}
_TERM = {"length", "unit", "roll", "local_min", "local_max"}


class TermBook:
    """All terms and amounts of one or several domains, by dotted key."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        """Sort the entries and refuse two that hold on the same day. Raises BadDefinition."""
        self._by_key: dict[str, dict[frozenset[tuple[str, str]], list[Entry]]] = {}
        for entry in entries:
            rows = self._by_key.setdefault(entry.key, {})
            rows.setdefault(frozenset(entry.qualifiers.items()), []).append(entry)
        for key, rows in self._by_key.items():
            if len({type(entry) for row in rows.values() for entry in row}) > 1:
                raise BadDefinition(f"{key} 既写作期限又写作金额，请分作两个名称")
            for row in rows.values():
                row.sort(key=_beginning)
                _no_overlap(key, row)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a `terms.toml`.

        Raises BadDefinition, naming file and key, for TOML that does not parse, an entry without basis, dates or
        length, days that cannot be, floats, and entries that overlap.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadDefinition(f"{path.name} 不是合格的 TOML：{error}") from error
        try:
            return cls([_entry(key, row) for key, row in _rows(data, "")])
        except BadDefinition as error:
            raise BadDefinition(f"{path.name}：{error.sentence}") from error

    @classmethod
    def merge(cls, *books: "TermBook") -> Self:
        """One book out of several. Raises BadDefinition when two of them hold the same key."""
        seen: set[str] = set()
        for book in books:
            if twice := seen & set(book._by_key):
                raise BadDefinition(f"期限名称重复：{'、'.join(sorted(twice))}")
            seen |= set(book._by_key)
        return cls([entry for book in books for entry in book])

    def __iter__(self) -> Iterator[Entry]:
        for rows in self._by_key.values():
            for row in rows.values():
                yield from row

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def keys(self) -> frozenset[str]:
        """Every key, whenever it is in force."""
        return frozenset(self._by_key)

    def term(self, key: str, on: date, **qualifiers: str) -> Term:
        """The term in force on that day. Raises UnknownTerm when there is none."""
        found = self._find(key, on, qualifiers)
        if not isinstance(found, Term):
            raise UnknownTerm(f"{key} 是金额，不是期限")
        return found

    def amount(self, key: str, on: date, **qualifiers: str) -> Amount:
        """The amount in force on that day for such a person or case. Raises UnknownTerm when there is none."""
        found = self._find(key, on, qualifiers)
        if not isinstance(found, Amount):
            raise UnknownTerm(f"{key} 是期限，不是金额")
        return found

    def _find(self, key: str, on: date, qualifiers: Mapping[str, str]) -> Entry:
        rows = self._by_key.get(key)
        if rows is None:
            raise UnknownTerm(f"没有名为 {key} 的期限或金额")
        row = rows.get(frozenset((k, str(v)) for k, v in qualifiers.items()))
        if row is None:
            asked = "、".join(f"{k}={v}" for k, v in qualifiers.items()) or "不分情形"
            raise UnknownTerm(f"{key} 没有“{asked}”的规定")
        for entry in reversed(row):
            if entry.valid_from <= on:
                if entry.valid_to is None or on <= entry.valid_to:
                    return entry
                break
        raise UnknownTerm(f"{key} 在{on.isoformat()}没有有效的规定")


def _beginning(entry: Entry) -> date:
    return entry.valid_from


def _rows(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _rows(value, f"{key}.")
        elif isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for row in value:
                yield key, row
        else:
            raise BadDefinition(f"{key} 应写作 [[{key}]] 一节")


def _entry(key: str, row: Mapping[str, Any]) -> Entry:
    valid_from, valid_to = _day(key, row, "valid_from", required=True), _day(key, row, "valid_to")
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise BadDefinition(f"{key} 的 valid_to 早于 valid_from")
    shared: dict[str, Any] = {
        "key": key,
        "basis": _text(key, row, "basis", required=True),
        "note": _text(key, row, "note"),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "checked_on": _day(key, row, "checked_on", required=True),
        "qualifiers": _qualifiers(key, row),
    }
    if "amount" in row:
        if extra := _TERM & row.keys():
            raise BadDefinition(f"{key} 是金额，不能再写 {'、'.join(sorted(extra))}")
        return _amount(key, row["amount"], shared)
    return _term(key, row, shared)


def _term(key: str, row: Mapping[str, Any], shared: dict[str, Any]) -> Term:
    try:
        unit = Unit(row.get("unit", ""))
    except ValueError as error:
        raise BadDefinition(f"{key} 的 unit 应为 {'、'.join(Unit)} 之一") from error
    roll = row.get("roll", True)
    if not isinstance(roll, bool):
        raise BadDefinition(f"{key} 的 roll 应为 true 或 false")
    length = _whole(key, row, "length", required=True)
    low, high = _whole(key, row, "local_min"), _whole(key, row, "local_max")
    if low is not None and high is not None and low > high:
        raise BadDefinition(f"{key} 的 local_min 大于 local_max")
    return Term(length=length or 0, unit=unit, roll=roll, local_min=low, local_max=high, **shared)


def _amount(key: str, value: Any, shared: dict[str, Any]) -> Amount:
    if not isinstance(value, str):
        raise BadDefinition(f'{key} 的 amount 应写作带引号的数字，例如 "200"')
    try:
        amount = Amount(value)
    except InvalidOperation as error:
        raise BadDefinition(f"{key} 的 amount “{value}”不是数字") from error
    if not amount.is_finite() or amount < 0:
        raise BadDefinition(f"{key} 的 amount “{value}”不能作为金额")
    for name, given in shared.items():
        setattr(amount, name, given)
    return amount


def _text(key: str, row: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise BadDefinition(f"{key} 缺少 {name}（文字）")
    return value.strip()


def _day(key: str, row: Mapping[str, Any], name: str, *, required: bool = False) -> date | None:
    value = row.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadDefinition(f"{key} 的 {name} 应为日期，例如 2021-07-15，不加引号")
    return value


def _whole(key: str, row: Mapping[str, Any], name: str, *, required: bool = False) -> int | None:
    value = row.get(name)
    if value is None and not required:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadDefinition(f"{key} 的 {name} 应为不小于零的整数")
    return value


def _qualifiers(key: str, row: Mapping[str, Any]) -> dict[str, str]:
    """Whatever else an entry says narrows it; only words may, so that a misspelt date or number is noticed."""
    found = {name: value for name, value in row.items() if name not in _SHARED | _TERM | {"amount"}}
    for name, value in found.items():
        if not isinstance(value, str):
            raise BadDefinition(f"{key} 不认识 {name}")
    return found


def _no_overlap(key: str, row: Sequence[Entry]) -> None:
    for earlier, later in pairwise(row):
        if earlier.valid_from == later.valid_from:
            raise BadDefinition(f"{key} 有两条自{later.valid_from.isoformat()}起施行")
        if earlier.valid_to is not None and earlier.valid_to >= later.valid_from:
            raise BadDefinition(
                f"{key} 的两条规定重叠：前一条到{earlier.valid_to.isoformat()}，后一条自{later.valid_from.isoformat()}起"
            )
