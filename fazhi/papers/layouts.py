"""Layouts: one YAML file a kind of paper, in the `papers` folder of the room that owns the paper.

A layout is read once, checked against `layout.schema.json` and against its own list of fields, and known by the
digest of its whole content, shared groups of fields included. README.md beside this file says how to write one.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from jsonschema import Draft202012Validator

from fazhi.kernel.digests import digest
from fazhi.papers.errors import LayoutBroken, LayoutUnknown
from fazhi.papers.fields import FILTERS, Field
from fazhi.papers.placeholders import Slot, parse

GROUPS_FILE = "_fields.yaml"
BLOCKS = (
    "p",
    "h",
    "h2",
    "to",
    "group",
    "grid",
    "table",
    "signs",
    "seal",
    "note",
    "attached",
    "imprint",
    "lines",
    "gap",
)
# Fields that every paper has without declaring them.
GIVEN = {"number": Field("number", "文号", "text", required=False)}
_SCHEMA = json.loads((Path(__file__).parent / "layout.schema.json").read_text(encoding="utf-8"))
_VALIDATOR = Draft202012Validator(_SCHEMA)


@dataclass(frozen=True, eq=False)
class Layout:
    """A checked layout. `name` is `<app label>.<key>`; `source` its whole content as JSON, from which it can be read back."""

    name: str
    source: str
    digest: str
    tree: Mapping[str, Any]
    fields: Mapping[str, Field]

    @property
    def key(self) -> str:
        return str(self.tree["key"])

    @property
    def title(self) -> str:
        return str(self.tree["title"])

    @property
    def kind(self) -> str:
        return str(self.tree["kind"])

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(self.tree["basis"])


def find(name: str) -> Layout:
    """The layout of that name: `enforcement.decision`, or bare `decision` when only one room has it.

    Raises LayoutUnknown when none or several have it, LayoutBroken when the file is not well formed.
    """
    label, _, key = name.rpartition(".")
    folders = [apps.get_app_config(label)] if label and apps.is_installed(_module(label)) else []
    if not label:
        folders = list(apps.get_app_configs())
    files = [(c.label, Path(c.path) / "papers" / f"{key}.yaml") for c in folders]
    found = [(owner, file) for owner, file in files if file.is_file()]
    if not found:
        raise LayoutUnknown(f"没有名为“{name}”的文书版式。")
    if len(found) > 1:
        owners = "、".join(f"{owner}.{key}" for owner, _ in found)
        raise LayoutUnknown(f"有不止一个“{name}”版式，请写明是哪一个：{owners}。")
    owner, file = found[0]
    return _load(str(file), owner, _stamp(file))


def _module(label: str) -> str:
    return next((c.name for c in apps.get_app_configs() if c.label == label), "")


def _stamp(file: Path) -> tuple[int, int]:
    groups = file.parent / GROUPS_FILE
    return file.stat().st_mtime_ns, groups.stat().st_mtime_ns if groups.is_file() else 0


def of_room(label: str) -> list[Layout]:
    """Every layout of a room, by key."""
    folder = Path(apps.get_app_config(label).path) / "papers"
    return [find(f"{label}.{file.stem}") for file in sorted(folder.glob("[a-z]*.yaml"))]


@lru_cache(maxsize=1024)
def _load(file: str, owner: str, stamp: tuple[int, int]) -> Layout:
    return load(Path(file), owner)


def load(file: Path, owner: str) -> Layout:
    """Read and check one layout file of the room `owner`.

    Raises LayoutBroken, which names file, place and what is wrong there.
    """
    tree = _yaml(file)
    for error in sorted(_VALIDATOR.iter_errors(tree), key=lambda e: list(map(str, e.absolute_path))):
        raise LayoutBroken(f"{file.name}：{_place(error.absolute_path)}{_say(error)}。")
    if tree["key"] != file.stem:
        raise LayoutBroken(f"{file.name}：key 是“{tree['key']}”，应与文件名一致。")
    groups = _yaml(file.parent / GROUPS_FILE) if (file.parent / GROUPS_FILE).is_file() else {}
    wanted = tree.pop("use", [])
    for name in wanted:
        if name not in groups:
            raise LayoutBroken(f"{file.name}：use 中的“{name}”不在 {GROUPS_FILE} 里。")
    own = _fields(tree.get("fields", []))
    shared = _fields([f for name in wanted for f in groups[name]])
    for twice in own.keys() & shared.keys():
        raise LayoutBroken(f"{file.name}：字段“{twice}”在公共字段中已有，不要重复声明。")
    used = _check(file.name, tree, {**GIVEN, **shared, **own})
    for idle in own.keys() - used:
        raise LayoutBroken(f"{file.name}：字段“{idle}”已声明但版式没有用到。")
    tree["fields"] = [_plain(f) for name, f in sorted({**shared, **own}.items()) if name in used]
    # Not sorted: in a form the order of labels is the order of print.
    return _layout(f"{owner}.{tree['key']}", json.dumps(tree, ensure_ascii=False, separators=(",", ":")))


@lru_cache(maxsize=1024)
def _layout(name: str, source: str) -> Layout:
    tree = json.loads(source)
    fields = {**GIVEN, **_fields(tree["fields"])}
    return Layout(name=name, source=source, digest=digest(source.encode()), tree=tree, fields=fields)


def read_back(name: str, source: str) -> Layout:
    """A layout from the source under which it was stored."""
    return _layout(name, source)


def _yaml(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise LayoutBroken(f"{file.name}：不是可读的 YAML：{error}。") from error


def _fields(rows: list[dict[str, Any]]) -> dict[str, Field]:
    return {
        r["name"]: Field(
            r["name"], r["meaning"], r.get("type", "text"), r.get("required", True), _fields(r.get("of", []))
        )
        for r in rows
    }


def _plain(spec: Field) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": spec.name,
        "meaning": spec.meaning,
        "type": spec.type,
        "required": spec.required,
    }
    return {**plain, "of": [_plain(f) for f in spec.of.values()]} if spec.of else plain


def _place(path: Any) -> str:
    words = [f"第{p + 1}项" if isinstance(p, int) else str(p) for p in path]
    return " → ".join(words) + "：" if words else ""


def _say(error: Any) -> str:
    match error.validator:
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            return f"缺少 {'、'.join(missing)}"
        case "additionalProperties":
            return f"有不认识的写法（{error.message}）"
        case "enum":
            return f"“{error.instance}”不在可选值 {'、'.join(map(str, error.validator_value))} 之中"
        case "pattern":
            return f"“{error.instance}”的写法不合要求"
        case "type":
            return f"类型不对，应为 {error.validator_value}"
    return str(error.message)


def walk(node: Any, scope: str = "", place: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Every text and path of a layout: (kind `text|when|each`, its content, the list it stands in, its place)."""
    if isinstance(node, str):
        yield "text", node, scope, place
    elif isinstance(node, list):
        for n, item in enumerate(node, 1):
            yield from walk(item, scope, f"{place} → 第{n}项" if place else f"第{n}项")
    elif isinstance(node, dict):
        inner = scope
        if "each" in node:
            yield "each", node["each"], scope, place
            inner = node["each"]
        for name, value in node.items():
            if name.startswith("{"):
                yield "text", name, inner, place
            here = f"{place} → {name}" if place else name
            if name in ("when", "unless"):
                yield "when", value, inner if value.startswith(".") else scope, here
            elif name in ("join", "before", "after", "empty"):
                yield "text", value, scope, here
            elif name not in ("each", "align", "font", "label", "title"):
                yield from walk(value, inner, here)


@dataclass
class _Uses:
    """What a layout's texts and conditions use of its fields, checked one by one."""

    file: str
    fields: Mapping[str, Field]
    used: set[str] = dataclass_field(default_factory=set)

    def broken(self, place: str, what: str) -> LayoutBroken:
        return LayoutBroken(f"{self.file}：{place}：{what}。")

    def declared(self, path: str, scope: str, place: str) -> Field:
        if not path.startswith("."):
            if path not in self.fields:
                raise self.broken(place, f"字段“{path}”没有声明")
            self.used.add(path)
            return self.fields[path]
        owner = self.fields.get(scope)
        if owner is None:
            raise self.broken(place, f"“{path}”只能写在 each 之内")
        self.used.add(scope)
        if path == ".":
            return Field(".", owner.meaning)
        if path[1:] not in owner.of:
            raise self.broken(place, f"“{scope}”的每一行没有声明字段“{path[1:]}”")
        return owner.of[path[1:]]

    def text(self, content: str, scope: str, place: str) -> None:
        try:
            slots = [part for part in parse(content) if isinstance(part, Slot)]
        except ValueError as error:
            raise self.broken(place, str(error)) from error
        for slot in slots:
            if slot.path != "#":
                self.slot(slot, self.declared(slot.path, scope, place), place)

    def slot(self, slot: Slot, spec: Field, place: str) -> None:
        if slot.fallback is not None and spec.required:
            raise self.broken(place, f"“{slot.path}”是必填字段，不需要 ? 后的替代文字")
        if len(slot.filters) > 1:
            raise self.broken(place, f"“{slot.path}”只能用一个过滤器")
        for name in slot.filters:
            if name not in FILTERS or spec.type not in FILTERS[name][0]:
                raise self.broken(place, f"“{slot.path}”不能用过滤器“{name}”")

    def list_of(self, path: str, scope: str, place: str) -> None:
        if self.declared(path, scope, place).type != "list":
            raise self.broken(place, f"each 的“{path}”不是列表")


def _check(file: str, tree: dict[str, Any], fields: Mapping[str, Field]) -> set[str]:
    """The names of the fields used. Raises LayoutBroken for what is used but not declared or not fitting."""
    uses = _Uses(file, fields)
    for block, place in _blocks(tree["blocks"], "blocks"):
        if sum(kind in block for kind in BLOCKS) != 1:
            raise uses.broken(place, f"每块须有且只有一种内容，可选 {'、'.join(BLOCKS)}")
    ask: dict[str, Callable[[str, str, str], object]] = {
        "text": uses.text,
        "when": uses.declared,
        "each": uses.list_of,
    }
    for kind, content, scope, place in walk(
        {k: tree[k] for k in ("heading", "organ", "number", "blocks") if k in tree}
    ):
        ask[kind](content, scope, place)
    return uses.used


def _blocks(blocks: list[Any], place: str) -> Iterator[tuple[dict[str, Any], str]]:
    for n, block in enumerate(blocks, 1):
        yield block, f"{place} → 第{n}项"
        yield from _blocks(block.get("group", []), f"{place} → 第{n}项 → group")
