"""Reading by a statement of fixed shape."""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

M = TypeVar("M")

# Values that no row holds, by which the places of the true ones are found in the statement.
_NOBODY = UUID("f1f1f1f1-f1f1-4f1f-8f1f-000000000000").int
_NEVER = date(9871, 1, 1)
_MOMENT = datetime(9871, 1, 1, tzinfo=UTC)
_MANY = 2_000_000_000


@dataclass(frozen=True)
class _Slot:
    """Where a value goes: which one, and what stands before and behind it (as in a pattern)."""

    name: str
    index: int | None
    before: str = ""
    behind: str = ""
    is_pattern: bool = False

    def value(self, values: dict[str, Any], db: Any) -> Any:
        given = values[self.name]
        if self.index is not None:
            given = given[self.index]
        given = _sent(given, db)
        if self.is_pattern:
            given = db.ops.prep_for_like_query(given)
        return f"{self.before}{given}{self.behind}" if self.before or self.behind else given


class Fixed(Generic[M]):
    """A question of fixed shape.

    `build` gets the shape (what decides how the statement looks) by position and the values by name, and gives a
    queryset. It runs once for each shape; values are filled in afterwards. None and booleans belong to the shape by
    themselves, and so does the length of a list.

        _OF_ROOT = Fixed(lambda root: Assignment.objects.filter(root_id=root, until__isnull=True))
        rows = _OF_ROOT(root=matter.root_id)

    Raises TypeError when a value does not come out in the statement as it went in; those named in `may_lack` may be
    left out by some shapes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *, may_lack: Collection[str] = ()) -> None:
        self._build = build
        self._may_lack = frozenset(may_lack)
        self._kept = threading.local()

    def __call__(self, *shape: Any, **values: Any) -> list[M]:
        """The rows."""
        db = connections[DEFAULT_DB_ALIAS]
        known: dict[Any, _Statement | None] = self._kept.__dict__.setdefault(db.vendor, {})
        key = (shape, *((name, _kind(value)) for name, value in values.items()))
        if key not in known:
            known[key] = _put_together(self._build, shape, values, self._may_lack, db)
        statement = known[key]
        return statement.rows(values, db) if statement is not None else []

    def first(self, *shape: Any, **values: Any) -> M | None:
        """The first row, or None."""
        return next(iter(self(*shape, **values)), None)


def _kind(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return (list, len(value))
    return type(value)


def _sent(value: Any, db: Any) -> Any:
    """A value as Django hands it to the database's driver."""
    if isinstance(value, UUID):
        return value if db.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return db.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return db.ops.adapt_datefield_value(value)
    return str(value) if isinstance(value, str) else value


def _stand_in(like: Any, number: int) -> Any:
    match like:
        case UUID():
            return UUID(int=_NOBODY + number)
        case datetime():
            return _MOMENT + timedelta(seconds=number)
        case date():
            return _NEVER + timedelta(days=number)
        case str():
            return f"\u27e6{number}\u27e7"
        case int():
            return _MANY + number
    raise TypeError(f"{type(like).__name__} cannot be filled into a fixed statement")


@dataclass(frozen=True)
class _Statement:
    sql: str
    params: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]
    model: type[models.Model] | None
    columns: slice
    names: list[str]
    related: Sequence[Any]
    annotated: Sequence[tuple[str, int]]
    is_flat: bool

    def rows(self, values: dict[str, Any], db: Any) -> list[Any]:
        params = [p.value(values, db) if isinstance(p, _Slot) else p for p in self.params]
        with db.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: Iterable[Any] = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        if self.model is None:
            return [row[0] for row in found] if self.is_flat else [tuple(row) for row in found]
        made = []
        for row in found:
            instance = self.model.from_db(db.alias, self.names, row[self.columns])
            for populator in self.related:
                populator.populate(row, instance)
            for name, place in self.annotated:
                setattr(instance, name, row[place])
            made.append(instance)
        return made


def _put_together(
    build: Callable[..., QuerySet[Any]],
    shape: tuple[Any, ...],
    values: dict[str, Any],
    may_lack: frozenset[str],
    db: Any,
) -> _Statement | None:
    """The statement with its slots; None when it can never give a row."""
    stand_ins: dict[str, Any] = {}
    slots: list[tuple[Any, str, int | None]] = []
    for name, value in values.items():
        if value is None or isinstance(value, bool):
            stand_ins[name] = value
        elif isinstance(value, list | tuple):
            members = [_stand_in(member, len(slots) + i) for i, member in enumerate(value)]
            slots += [(_sent(member, db), name, i) for i, member in enumerate(members)]
            stand_ins[name] = members
        else:
            stand_ins[name] = _stand_in(value, len(slots))
            slots.append((_sent(stand_ins[name], db), name, None))
    rows = build(*shape, **stand_ins)
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("a fixed statement is one statement; it cannot prefetch")
    compiler = rows.query.get_compiler(using=db.alias)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    found = tuple(_slot(param, slots) for param in params)
    missing = {name for _, name, _ in slots} - {p.name for p in found if isinstance(p, _Slot)} - may_lack
    if missing:
        raise TypeError(f"{', '.join(sorted(missing))} does not come out in the statement as it went in")
    fields = [column[0] for column in compiler.select[: compiler.col_count]]
    is_model = issubclass(rows._iterable_class, ModelIterable)
    columns, names, related = slice(0), [], []
    if is_model:
        places = compiler.klass_info["select_fields"]
        columns = slice(places[0], places[-1] + 1)
        names = [column[0].target.attname for column in compiler.select[columns]]
        populators: Any = get_related_populators  # the types at hand are those of the next Django
        related = populators(compiler.klass_info, compiler.select, db.alias)
    return _Statement(
        sql=sql,
        params=found,
        compiler=compiler,
        converters=compiler.get_converters(fields),
        model=compiler.klass_info["model"] if is_model else None,
        columns=columns,
        names=names,
        related=related,
        annotated=tuple(compiler.annotation_col_map.items()) if is_model else (),
        is_flat="Flat" in rows._iterable_class.__name__,
    )


def _slot(param: Any, slots: Sequence[tuple[Any, str, int | None]]) -> Any:
    for sent, name, index in slots:
        if type(param) is type(sent) and param == sent:
            return _Slot(name, index)
        if isinstance(param, str) and isinstance(sent, str) and sent in param:
            before, _, behind = param.partition(sent)
            return _Slot(name, index, before, behind, before.startswith("%") or behind.endswith("%"))
    return param
