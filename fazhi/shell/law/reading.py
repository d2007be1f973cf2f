"""Every citation that stands in a file of the house, with its line: definitions, overlays, terms, rules, layouts, pages.

What is read does not change while the platform runs, but for the overlays of this installation; those are read by their
date of change.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fazhi.law.errors import UnreadableCitation
from fazhi.law.reference import WHOLE, Ref, parse, refs_in
from fazhi.procedures import overlays, registry
from fazhi.procedures.loading import FORMS, Loader
from fazhi.procedures.loading import read as read_definition

HOUSE = Path(__file__).resolve().parents[2]
_BASIS = re.compile(r"Basis:\s*(.+?)\s*$", re.MULTILINE)
_CODE = re.compile(r"^(?:[^\s#《》]*)#\d")
_QUOTED = re.compile(r"[\"']([^\s\"'#《》]+#\d[\d().-]*)[\"']")
_HEAD = re.compile(r"^\[\[([\w.]+)\]\]", re.MULTILINE)


class Kind(StrEnum):
    """What sort of file a citation stands in."""

    PROCEDURE = "procedure"
    OVERLAY = "overlay"
    TERM = "term"
    RULE = "rule"
    CODE = "code"
    PAPER = "paper"
    PAGE = "page"
    DATA = "data"


_YAML = {"procedures": Kind.PROCEDURE, "papers": Kind.PAPER}


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in a file. `at` is the path to the part that cites: keys of a mapping, or names in a module.

    `is_basis` tells the statement of a legal basis from a citation in running words.
    """

    ref: Ref
    kind: Kind
    path: Path
    line: int
    at: tuple[str, ...]
    is_basis: bool

    @property
    def file(self) -> str:
        """The file as it is named to people: from the house's own folder on, else whole."""
        return named(self.path)


def named(path: Path) -> str:
    """A file's name from the house's folder on; one that lies elsewhere by its whole name."""
    return path.relative_to(HOUSE.parent).as_posix() if path.is_relative_to(HOUSE.parent) else path.as_posix()


def of_python(path: Path, kind: Kind = Kind.CODE) -> Iterator[Mention]:
    """Citations in `Basis:` lines of docstrings, and in texts of the code that name an article."""
    source = path.read_text(encoding="utf-8")
    if "《" not in source:
        return
    lines = source.split("\n")

    def below(node: ast.AST, names: tuple[str, ...]) -> Iterator[Mention]:
        doc: ast.AST | None = None
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                doc = first.value
                yield from documented(first.value, names)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and child is not doc:
                for ref in refs_in(child.value):
                    if ref.number != WHOLE:
                        yield Mention(ref, kind, path, child.lineno, names, False)
            elif isinstance(child, ast.Expr) and child.value is doc:
                continue
            else:
                inner = getattr(child, "name", None)
                yield from below(child, (*names, inner) if isinstance(inner, str) else names)

    def documented(doc: ast.Constant, names: tuple[str, ...]) -> Iterator[Mention]:
        for number in range(doc.lineno, (doc.end_lineno or doc.lineno) + 1):
            for said in _BASIS.findall(lines[number - 1].removesuffix('"""')):
                for ref in refs_in(said):
                    yield Mention(ref, kind, path, number, names, True)

    yield from below(ast.parse(source), ())


def of_terms(path: Path) -> Iterator[Mention]:
    """Citations of a book of terms and amounts, each with the line of its section."""
    source = path.read_text(encoding="utf-8")
    heads: dict[str, list[int]] = {}
    for match in _HEAD.finditer(source):
        heads.setdefault(match[1], []).append(source.count("\n", 0, match.start()) + 1)

    def below(value: Any, key: str, line: int) -> Iterator[Mention]:
        if isinstance(value, dict):
            for ref in refs_in(str(value.get("basis", ""))):
                yield Mention(ref, Kind.TERM, path, line, (key,), True)
            for name, inner in value.items():
                yield from below(inner, f"{key}.{name}".strip("."), line)
        elif isinstance(value, list):
            for n, inner in enumerate(value):
                known = heads.get(key, [])
                yield from below(inner, key, known[n] if n < len(known) else line)

    yield from below(tomllib.loads(source), "", 1)


def citations(basis: str, law: str) -> list[Ref]:
    """The citations of a `basis:` in either written form; a bare `#60` belongs to `law`."""
    if "《" in basis:
        return refs_in(basis)
    return [parse(part, law) for part in re.split(r"[,，、；;\s]+", basis) if _CODE.match(part)]


def of_yaml(path: Path, kind: Kind) -> Iterator[Mention]:
    """Citations of a definition, an overlay or a layout: its bases, and articles named in its texts."""
    source = path.read_text(encoding="utf-8")
    root = yaml.compose(source, Loader=Loader)
    law = _law_of(path, root)

    def below(node: yaml.Node, at: tuple[str, ...], *, basis: bool) -> Iterator[Mention]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == "basis":
                    yield from below(value, at, basis=True)
                else:
                    yield from below(value, (*at, str(key.value)), basis=False)
        elif isinstance(node, yaml.SequenceNode):
            for inner in node.value:
                yield from below(inner, at, basis=basis)
        elif isinstance(node, yaml.ScalarNode):
            line = node.start_mark.line + 1
            if basis:
                for ref in citations(node.value, law):
                    yield Mention(ref, kind, path, line, at, True)
            elif "》第" in node.value:
                for ref in refs_in(node.value):
                    if ref.number != WHOLE:
                        yield Mention(ref, kind, path, line, at, False)

    if root is not None:
        yield from below(root, (), basis=False)


def _law_of(path: Path, root: yaml.Node | None) -> str:
    """The law that bare articles of the file belong to: its own, or that of the definition it is part of."""
    if path.name.endswith(FORMS):
        beside = path.with_name(path.name.removesuffix(FORMS) + ".yaml")
        return str(read_definition(beside).body.get("law", "")) if beside.is_file() else ""
    values = root.value if isinstance(root, yaml.MappingNode) else []
    said = {str(key.value): value for key, value in values}
    if "overlay" in said:
        over = registry.definitions().get(str(said["overlay"].value))
        return over.law if over else ""
    return str(said["law"].value) if "law" in said else ""


def of_page(path: Path) -> Iterator[Mention]:
    """Citations on a page: printed, or handed to a tag in the code form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        found = [ref for ref in refs_in(line) if ref.number != WHOLE] if "》第" in line else []
        for written in _QUOTED.findall(line) if "#" in line else []:
            try:
                found.append(parse(written))
            except UnreadableCitation:
                continue  # A colour or an anchor, not a citation.
        for ref in found:
            yield Mention(ref, Kind.PAGE, path, number, (), False)


def files() -> Iterator[tuple[Kind, Path]]:
    """Every file of the house, and of the domains that stand outside it, by what it is."""
    roots = {HOUSE, *(d.folder for d in registry.domains() if not d.folder.is_relative_to(HOUSE))}
    for root in sorted(roots):
        for path in sorted(root.rglob("*.py")):
            if "migrations" not in path.parts:
                yield Kind.RULE if "rules" in path.relative_to(root).parts else Kind.CODE, path
        for path in sorted(root.rglob("terms.toml")):
            yield Kind.TERM, path
        for path in sorted(root.rglob("*.yaml")):
            if "overlays" not in path.parts:
                yield _YAML.get(path.parent.name, Kind.DATA), path
        for path in sorted(root.rglob("templates/**/*.html")):
            yield Kind.PAGE, path


def read(kind: Kind, path: Path) -> Iterator[Mention]:
    """The citations of one file."""
    match kind:
        case Kind.CODE | Kind.RULE:
            return of_python(path, kind)
        case Kind.TERM:
            return of_terms(path)
        case Kind.PAGE:
            return of_page(path)
        case _:
            return of_yaml(path, kind)


@cache
def _of_house(kind: Kind, domains: frozenset[str]) -> tuple[Mention, ...]:
    return tuple(mention for k, path in files() if k is kind for mention in read(k, path))


@cache
def _of_overlay(path: Path, changed_at: int) -> tuple[Mention, ...]:
    return tuple(of_yaml(path, Kind.OVERLAY))


def mentions(kind: Kind) -> Iterator[Mention]:
    """Every citation in files of that kind: read once, overlays anew when they change."""
    if kind is Kind.OVERLAY:
        for path in overlays.paths():
            yield from _of_overlay(path, path.stat().st_mtime_ns)
    else:
        yield from _of_house(kind, frozenset(domain.name for domain in registry.domains()))
