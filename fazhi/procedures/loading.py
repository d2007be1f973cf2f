"""Reading a definition file: YAML into a checked mapping, with the line of every key for refusals."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from fazhi.kernel.errors import BadDefinition

SCHEMA = Path(__file__).with_name("schema.json")
FORMS = ".forms.yaml"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml's is ten times as quick
    """YAML with the booleans of its version 1.2: `on`, `off`, `yes` and `no` are words, as a lawyer would read them."""


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in rows
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Source:
    """One definition file: its mapping, and the line on which each key or row stands."""

    path: Path
    body: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *at: str | int) -> int:
        """The line of the part at that path, or of the nearest part around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


@dataclass(frozen=True)
class DefinitionFault:
    """One thing wrong with a definition: where, and a sentence a lawyer can act on."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


def _lines(node: yaml.Node, at: tuple[str | int, ...], into: dict[tuple[str | int, ...], int]) -> None:
    into.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            into[(*at, key.value)] = key.start_mark.line + 1
            _lines(value, (*at, key.value), into)
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            _lines(value, (*at, n), into)


@cache
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def _sentence(error: ValidationError) -> str:
    where = "/".join(str(part) for part in error.absolute_path) or "文件"
    asked: Any = error.validator_value
    schema: Any = error.schema
    sent: Any = error.instance
    match error.validator:
        case "required":
            missing = [key for key in asked if key not in sent]
            return f"{where} 缺少 {'、'.join(missing)}"
        case "additionalProperties":
            known = set(schema.get("properties", {}))
            return f"{where} 有不认识的键：{'、'.join(sorted(str(k) for k in set(sent) - known))}"
        case "enum":
            return f"{where} 只能是 {'、'.join(map(str, asked))}，不能是 {error.instance}"
        case "pattern":
            return f"{where} 的写法不对：{error.instance}"
        case _:
            return f"{where} 的内容不对：{str(error.instance)[:60]}"


def _composed(text: str) -> tuple[yaml.Node | None, Any]:
    """The nodes, which know their lines, and the values built from them: the text is read once."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()


def parse_text(text: str, path: Path) -> tuple[Source | None, list[DefinitionFault]]:
    """The source and what is wrong with its form; no source when it is not YAML at all."""
    try:
        node, body = _composed(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [DefinitionFault(path, line, f"不是合法的 YAML：{error.problem}")]
    except yaml.YAMLError as error:
        return None, [DefinitionFault(path, 1, f"不是合法的 YAML：{error}")]
    if not isinstance(body, dict) or node is None:
        return None, [DefinitionFault(path, 1, "文件不是一个程序定义")]
    lines: dict[tuple[str | int, ...], int] = {}
    _lines(node, (), lines)
    source = Source(path, body, lines)
    errors = sorted(_validator(SCHEMA).iter_errors(body), key=lambda e: [str(p) for p in e.absolute_path])
    return source, [
        DefinitionFault(path, source.line(*error.absolute_path), _sentence(error)) for error in errors
    ]


def parse_file(path: Path) -> tuple[Source | None, list[DefinitionFault]]:
    """The source in a file, with the forms that stand beside it in `NAME.forms.yaml`, and what is wrong with them."""
    beside = forms_beside(path)
    text = path.read_text(encoding="utf-8")
    if not beside.is_file():
        return parse_text(text, path)
    # The forms are one more part of the definition, kept apart only to be read with ease.
    whole = text.rstrip("\n") + "\n" + _indented(beside.read_text(encoding="utf-8"))
    source, faults = parse_text(whole, path)
    last = text.rstrip("\n").count("\n") + 1
    return source, [_beside(fault, beside, last) for fault in faults]


def forms_beside(path: Path) -> Path:
    """Where the forms of a definition may stand."""
    return path.with_suffix(FORMS)


def _indented(text: str) -> str:
    return "forms:\n" + "".join(f"  {line}\n" if line.strip() else "\n" for line in text.splitlines())


def _beside(fault: DefinitionFault, forms: Path, last: int) -> DefinitionFault:
    """A fault in the joined text, told by the file and line in which it stands."""
    return DefinitionFault(forms, fault.line - last - 1, fault.sentence) if fault.line > last + 1 else fault


def read(path: Path) -> Source:
    """A definition file whose form is right. Raises BadDefinition naming file, line and fault."""
    source, faults = parse_file(path)
    if faults or source is None:
        raise BadDefinition("\n".join(str(fault) for fault in faults))
    return source
