"""A domain's own columns, as far as they may leave the house."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from fazhi.procedures.definition import Definition
from fazhi.shell.api.schemas import Fact

_SEALED = ("_sealed", "_hash", "_hashed", "_digest", "_key", "_identity")
"""Endings of columns that hold a cipher or a look-up value in place of the fact."""


def facts_of(row: models.Model, *definitions: Definition) -> list[Fact]:
    """The columns of a matter's own row, in the order of the model.

    Left out: what is sealed, hashed or binary, what no person edits, and every column that a private field of one of
    the definitions fills.
    """
    private = {
        item.column for d in definitions for a in d.actions.values() for item in a.form if item.private
    }
    return [
        Fact(name=column.name, label=str(column.verbose_name), value=_plain(value), text=_text(column, value))
        for column in row._meta.concrete_fields
        if _may_leave(column, private)
        for value in [getattr(row, column.attname)]
    ]


def _may_leave(column: Any, private: set[str]) -> bool:
    if column.primary_key or column.is_relation or not column.editable:
        return False
    if isinstance(column, models.BinaryField | models.FileField):
        return False
    return column.name not in private and not column.name.endswith(_SEALED)


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case datetime():
            return timezone.localtime(value).isoformat()
        case date():
            return value.isoformat()
        case None | bool() | int() | str() | list() | dict():
            return value
        case _:
            return str(value)


def _text(column: Any, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{value:,.2f}"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case list():
            return "、".join(map(str, value))
    labels = dict(column.flatchoices) if column.choices else {}
    return str(labels.get(value, value))
