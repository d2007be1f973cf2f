"""Whether a measure asks only for what there is: procedures, columns, clocks, actions, stages and outcomes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from fazhi.measures.conditions import ANY, words
from fazhi.measures.declaring import STANDING, model_of
from fazhi.procedures import registry
from fazhi.procedures.definition import ClockKind, Definition

_BY_ACTS = frozenset({"met", "met_late", "ended", "started"})
Told = Mapping[str, Any]


def faults(told: Told) -> Iterator[str]:
    """What is wrong with a measure whose form is right; nothing when it can be counted."""
    known = registry.definitions()
    keys = () if told["of"] == ANY else words(told["of"])
    if strange := [key for key in keys if key not in known]:
        yield f"没有名为 {'、'.join(strange)} 的程序。"
        return
    of = [known[key] for key in keys]
    yield from _shape(told)
    yield from _day(told["day"], of, "day")
    for end, day in told.get("days", {}).items():
        if day == STANDING or (isinstance(day, dict) and "column" not in day):
            yield f"days 的 {end} 只能是 opened、closed 或者一列日期。"
        else:
            yield from _day(day, of, f"days 的 {end}")
    for column in words(told.get("sums", ())):
        yield from _column(column, of, (models.DecimalField,), "sums")
    for part in ("counts", "met"):
        for row in told.get(part, ()):
            yield from _condition(row, of, stands=told["day"] == STANDING)


def _shape(told: Told) -> Iterator[str]:
    if "sums" in told and "days" in told:
        yield "sums 与 days 只能有一个。"
    if "met" in told and ("sums" in told or "days" in told or told.get("mean")):
        yield "比率（met）不能同时求和（sums、days、mean）。"
    if told.get("mean") and "sums" not in told:
        yield "mean 只用于 sums。"
    if told["day"] == STANDING and ("sums" in told or "days" in told):
        yield "截至某日的存量（standing）只能计数或者算比率。"


def _day(day: Any, of: Iterable[Definition], where: str) -> Iterator[str]:
    match day:
        case {"column": column}:
            yield from _column(column, of, (models.DateField,), where)
        case {"done": key}:
            yield from _named("actions", [key], of, "步骤")
        case {"entered": key}:
            yield from _named("stages", [key], of, "阶段")


def _condition(told: Told, of: list[Definition], *, stands: bool) -> Iterator[str]:
    match told:
        case {"column": column, "is": values}:
            yield from _column(column, of, (models.Field,), "条件")
            yield from _values(column, words(values), of)
        case {"column": column, "filled": _}:
            yield from _column(column, of, (models.Field,), "条件")
        case {"column": column, "above": _}:
            yield from _column(column, of, (models.DecimalField, models.IntegerField), "条件")
        case {"column": column, "holds": _}:
            yield from _column(column, of, (models.JSONField,), "条件")
        case {"clock": key, "is": states}:
            yield from _clock(key, words(states), of, stands=stands)
        case {"sub": procedure}:
            yield from _sub(procedure, told)
        case {"outcome": outcomes}:
            yield from _outcomes(words(outcomes), of)
        case {"done": keys}:
            yield from _named("actions", words(keys), of, "步骤")
        case {"entered": keys}:
            yield from _named("stages", words(keys), of, "阶段")
        case {"any": inner} | {"all": inner}:
            for row in inner:
                yield from _condition(row, of, stands=stands)
        case {"not": inner}:
            yield from _condition(inner, of, stands=stands)


def _column(column: str, of: Iterable[Definition], kinds: tuple[type, ...], where: str) -> Iterator[str]:
    of = list(of)
    if not of:
        yield f"{where}：各类事项没有共同的列 {column}。"
    for definition in of:
        model = model_of(definition.key)
        try:
            field = model._meta.get_field(column)
        except FieldDoesNotExist:
            yield f"{where}：{model.__name__} 没有列 {column}。"
            continue
        wrong_kind = not isinstance(field, kinds) or (
            kinds == (models.DateField,) and isinstance(field, models.DateTimeField)
        )
        if field.is_relation or wrong_kind:
            yield f"{where}：{model.__name__} 的列 {column} 不是所要的种类。"
        elif kinds == (models.DecimalField,) and getattr(field, "decimal_places", 0) > 2:
            yield f"{where}：{model.__name__} 的列 {column} 不是以元计、至多两位小数的金额。"


def _values(column: str, values: tuple[Any, ...], of: Iterable[Definition]) -> Iterator[str]:
    for definition in of:
        try:
            field = model_of(definition.key)._meta.get_field(column)
        except FieldDoesNotExist:
            continue
        choices = {value for value, _ in getattr(field, "flatchoices", ())}
        if choices and (strange := [v for v in values if v not in choices and v != ""]):
            yield f"条件：列 {column} 没有值 {'、'.join(map(str, strange))}。"
        if isinstance(field, models.BooleanField) and not all(isinstance(v, bool) for v in values):
            yield f"条件：列 {column} 只能是 true 或者 false。"


def _clock(key: str, states: tuple[str, ...], of: list[Definition], *, stands: bool) -> Iterator[str]:
    allowed = _BY_ACTS | ({"over"} if stands else set())
    if strange := [s for s in states if s not in allowed]:
        yield f"期限的状态只能是 {'、'.join(sorted(allowed))}，不能是 {'、'.join(strange)}。"
    if key == ANY:
        if set(states) & {"met", "ended", "started"}:
            yield "不指明哪个期限时，只能问 met_late 或者 over。"
        return
    if not of:
        yield f"各类事项没有共同的期限 {key}。"
    for definition in of:
        clock = definition.clocks.get(key)
        if clock is None:
            yield f"{definition.title}没有期限 {key}。"
        elif clock.kind is ClockKind.WAIT and "met" in states:
            yield f"{definition.title}的期限 {key} 是等待期，期满不由任何人办理。"


def _sub(procedure: str, told: Told) -> Iterator[str]:
    child = registry.definitions().get(procedure)
    if child is None:
        yield f"没有名为 {procedure} 的程序。"
        return
    yield from _outcomes(words(told.get("outcome", ())), [child])
    yield from _named("actions", words(told.get("done", ())), [child], "步骤")


def _outcomes(outcomes: tuple[str, ...], of: list[Definition]) -> Iterator[str]:
    for definition in of:
        ends = {stage.outcome for stage in definition.finals()}
        if strange := [o for o in outcomes if o not in ends]:
            yield f"{definition.title}没有结果 {'、'.join(strange)}。"
    if not of and outcomes:
        yield "各类事项没有共同的结果。"


def _named(part: str, keys: Iterable[str], of: Iterable[Definition], what: str) -> Iterator[str]:
    of = list(of)
    if not of:
        yield f"各类事项没有共同的{what}。"
    for definition in of:
        if strange := [key for key in keys if key not in getattr(definition, part)]:
            yield f"{definition.title}没有{what} {'、'.join(strange)}。"
