"""Writing rows by statements of fixed shape."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, whose keys are set, in one statement. Nothing to do for none."""
    if rows:
        _insert(rows, "")


def upsert(rows: Sequence[models.Model], columns: tuple[str, ...]) -> None:
    """Insert rows of one model in one statement; of a row whose key stands already, write these columns instead."""
    if rows:
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        key = quote(_key(type(rows[0])).column)
        news = ", ".join(f"{quote(c)} = excluded.{quote(c)}" for c in columns)
        _insert(rows, f" ON CONFLICT ({key}) DO UPDATE SET {news}")


def update(row: models.Model, news: Mapping[str, Any], **standing: Any) -> bool:
    """Write the columns (by attribute name) of a row, if its other columns still stand as told. False if they do not."""
    meta, db = row._meta, connections[DEFAULT_DB_ALIAS]
    quote = db.ops.quote_name
    by_name = _by_name(type(row))
    told = [by_name[name] for name in news]
    wanted = [_key(type(row)), *(by_name[name] for name in standing)]
    sets = ", ".join(f"{quote(f.column)} = %s" for f in told)
    where = " AND ".join(f"{quote(f.column)} = %s" for f in wanted)
    params = [f.get_db_prep_save(value, db) for f, value in zip(told, news.values(), strict=True)]
    params += [f.get_db_prep_value(v, db) for f, v in zip(wanted, [row.pk, *standing.values()], strict=True)]
    with db.cursor() as cursor:
        cursor.execute(f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {where}", params)  # noqa: S608  names of our own columns
        return bool(cursor.rowcount)


def hold(model: type[models.Model], key: Any, **standing: Any) -> bool:
    """Take a row for the running transaction, if its columns stand as told; whoever comes second waits here.

    False when there is no such row, or it has moved on.
    """
    by_name, db = _by_name(model), connections[DEFAULT_DB_ALIAS]
    quote = db.ops.quote_name
    pk = _key(model)
    wanted = [pk, *(by_name[name] for name in standing)]
    where = " AND ".join(f"{quote(f.column)} = %s" for f in wanted)
    params = [f.get_db_prep_value(v, db) for f, v in zip(wanted, [key, *standing.values()], strict=True)]
    table, column = quote(model._meta.db_table), quote(pk.column)
    with db.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE {where}", params)  # noqa: S608  names of our own columns
        return bool(cursor.rowcount)


def _key(model: type[models.Model]) -> Any:
    return model._meta.pk


@cache
def _by_name(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields}


@cache
def _opening(model: type[models.Model], vendor: str) -> tuple[str, list[Any]]:
    if model._meta.auto_field is not None:
        raise TypeError(f"{model.__name__} gets its keys from the database")
    fields: list[Any] = list(model._meta.concrete_fields)
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ", fields  # noqa: S608  names of our own columns


def _insert(rows: Sequence[models.Model], ending: str) -> None:
    db = connections[DEFAULT_DB_ALIAS]
    opening, fields = _opening(type(rows[0]), db.vendor)
    one = f"({', '.join(['%s'] * len(fields))})"
    values = [f.get_db_prep_save(f.pre_save(row, add=True), db) for row in rows for f in fields]
    with db.cursor() as cursor:
        cursor.execute(opening + ", ".join([one] * len(rows)) + ending, values)
    for row in rows:
        row._state.adding, row._state.db = False, db.alias
