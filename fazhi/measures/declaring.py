"""Measures as their rooms declare them in `measures.yaml`: read, checked for form and for sense, and kept by key."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import models
from jsonschema import Draft202012Validator

from fazhi.kernel.digests import canonical_json, digest
from fazhi.kernel.errors import BadDefinition
from fazhi.measures.conditions import ALWAYS, AllOf, Condition, HasSub, parse, parts, words
from fazhi.procedures import registry
from fazhi.procedures.loading import Loader

ANY = "any"
FILE = "measures.yaml"
SCHEMA = Path(__file__).with_name("schema.json")
GENERAL = Path(__file__).with_name(FILE)
STANDING = "standing"


@dataclass(frozen=True, slots=True)
class DayOf:
    """Which day of a matter counts: opened, closed, a column, or the day an action was done or a stage entered."""

    what: str
    key: str = ""

    @classmethod
    def parse(cls, told: str | Mapping[str, str]) -> "DayOf":
        """The day as written."""
        if isinstance(told, str):
            return cls(told)
        ((what, key),) = told.items()
        return cls(what, key)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `procedures` is empty for one that counts matters of every kind.

    `kind` is count, rate, sum (of `sums`) or mean (of `sums` or of the days from `span[0]` to `span[1]`).
    """

    key: str
    title: str
    says: str
    unit: str
    group: str
    kind: str
    procedures: tuple[str, ...]
    day: DayOf
    counts: AllOf
    met: AllOf | None
    sums: tuple[str, ...]
    span: tuple[DayOf, DayOf] | None
    basis: str
    better: str
    target: Decimal | None
    is_public: bool
    is_headline: bool
    digest: str

    @property
    def is_kept(self) -> bool:
        """Whether it is kept in roll-ups: what stands on a day is asked of the rows as of that day."""
        return self.day.what != STANDING

    @property
    def is_ratio(self) -> bool:
        """Whether the value is a numerator over a denominator."""
        return self.kind in {"rate", "mean"}

    @property
    def is_money(self) -> bool:
        """Whether what is summed is money."""
        return bool(self.sums)

    def conditions(self) -> Iterable[Condition]:
        """Everything that is asked of a matter."""
        return (self.counts, self.met) if self.met else (self.counts,)

    def told(self) -> dict[str, Any]:
        """The declaration as plain values."""
        return {
            "key": self.key, "title": self.title, "group": self.group, "says": self.says, "unit": self.unit,
            "kind": self.kind, "of": list(self.procedures) or [ANY], "basis": self.basis, "better": self.better,
            "target": None if self.target is None else str(self.target), "public": self.is_public,
            "kept": self.is_kept, "definition": self.digest,
        }  # fmt: skip


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by key, in the order of its files.

    Raises BadDefinition when a file breaks the schema, two declare one key, or a measure asks for what there is not.
    """
    # The proof asks definitions of procedures, which ask nothing of measures.
    from fazhi.measures.proving import faults

    found: dict[str, Measure] = {}
    wrong: list[str] = []
    for path in sources():
        body = _body(path)
        for told in body["measures"]:
            where = f"{path}：指标 {told['key']}"
            if told["key"] in found:
                raise BadDefinition(f"{where}重复定义。")
            if said := list(faults(told)):
                wrong += [f"{where}：{line}" for line in said]
                continue
            found[told["key"]] = _measure(told, body.get("group", ""))
    if wrong:
        raise BadDefinition("\n".join(wrong))
    return found


def measure(key: str) -> Measure:
    """One measure. Raises BadDefinition when nobody declared it."""
    try:
        return measures()[key]
    except KeyError:
        raise BadDefinition(f"没有名为 {key} 的指标。") from None


def reset() -> None:
    """Forget what was read; it is read again at next use."""
    measures.cache_clear()
    _by_procedure.cache_clear()
    asking_for.cache_clear()


def sources() -> list[Path]:
    """Every file that declares measures: those of every kind first, then the domains' by name."""
    own = [domain.folder / FILE for domain in registry.domains()]
    return [GENERAL, *(path for path in own if path.is_file())]


@cache
def _by_procedure() -> Mapping[str, tuple[Measure, ...]]:
    found: dict[str, list[Measure]] = {ANY: []}
    for one in measures().values():
        if one.is_kept:
            for procedure in one.procedures or (ANY,):
                found.setdefault(procedure, []).append(one)
    everywhere = found.pop(ANY)
    return {ANY: tuple(everywhere)} | {key: tuple(rows + everywhere) for key, rows in found.items()}


def kept_of(procedure: str) -> tuple[Measure, ...]:
    """The measures kept in roll-ups to which matters of a procedure may contribute."""
    known = _by_procedure()
    return known.get(procedure, known[ANY])


@cache
def asking_for(procedure: str) -> tuple[tuple[Measure, tuple[HasSub, ...]], ...]:
    """Kept measures that ask for sub-matters of a procedure, with their questions."""
    found = []
    for one in measures().values():
        asked = tuple(
            part
            for condition in one.conditions()
            for part in parts(condition)
            if isinstance(part, HasSub) and part.procedure == procedure
        )
        if asked and one.is_kept:
            found.append((one, asked))
    return tuple(found)


def model_of(procedure: str) -> type[models.Model]:
    """The model of a procedure's own columns."""
    return apps.get_model(registry.definitions()[procedure].matter)


def column_kind(models_: Iterable[type[models.Model]], column: str) -> str:
    """Whether a column is a list of words, a text, or plain (a day, a number, a yes or no)."""
    field = next(iter(models_))._meta.get_field(column)
    if isinstance(field, models.JSONField):
        return "list"
    return "text" if isinstance(field, models.CharField | models.TextField) else "plain"


def _body(path: Path) -> Mapping[str, Any]:
    try:
        # The loader is PyYAML's safe one with the booleans of YAML 1.2.
        body = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise BadDefinition(f"{path} 不是合法的 YAML：{error}") from error
    errors = sorted(_validator().iter_errors(body), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        said = [
            f"{path}：{_where(body, list(e.absolute_path))}写法不对：{str(e.instance)[:120]}" for e in errors
        ]
        raise BadDefinition("\n".join(said))
    assert isinstance(body, dict)
    return body


def _where(body: Any, path: list[Any]) -> str:
    if len(path) < 2:
        return ""
    told = body["measures"][path[1]]
    key = told.get("key", "") if isinstance(told, dict) else ""
    return f"第{path[1] + 1}个指标 {key} 的 {'/'.join(map(str, path[2:])) or '内容'}"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _measure(told: Mapping[str, Any], group: str) -> Measure:
    procedures = () if told["of"] == ANY else words(told["of"])
    own = [model_of(key) for key in procedures]

    def kind_of(column: str) -> str:
        return column_kind(own, column)

    span, sums = told.get("days"), words(told["sums"]) if "sums" in told else ()
    kind = _kind(told)
    return Measure(
        key=told["key"],
        title=told["title"],
        says=told["says"],
        unit=told.get("unit") or {"rate": "%", "count": "件", "sum": "元"}.get(kind, "日" if span else "元"),
        group=group,
        kind=kind,
        procedures=procedures,
        day=DayOf.parse(told["day"]),
        counts=parse(told["counts"], kind_of) if "counts" in told else ALWAYS,
        met=parse(told["met"], kind_of) if "met" in told else None,
        sums=sums,
        span=(DayOf.parse(span["from"]), DayOf.parse(span["to"])) if span else None,
        basis=told["basis"],
        better=told["better"],
        target=Decimal(str(told["target"])) if "target" in told else None,
        is_public=told.get("public", False),
        is_headline=told.get("headline", False),
        digest=digest(canonical_json({k: v for k, v in told.items() if k in _COUNTED})),
    )


# What decides how a measure counts; its words may change without a recount.
_COUNTED = frozenset({"key", "of", "day", "counts", "met", "sums", "days", "mean"})


def _kind(told: Mapping[str, Any]) -> str:
    if "met" in told:
        return "rate"
    if "days" in told or told.get("mean"):
        return "mean"
    return "sum" if "sums" in told else "count"
