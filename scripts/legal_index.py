"""Writes docs/legal-index.md: from each article to every place in the house that applies it.

It is read off the `Basis:` lines of docstrings, the books of terms, the definitions of procedures and the layouts of
papers. Usage: python scripts/legal_index.py (or `make docs`)
"""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fazhi.law.reference import Ref, parse, point_label, refs_in

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "fazhi"
PAGE = ROOT / "docs" / "legal-index.md"
HEAD = """# 法条索引

从每一条法律条文，到平台中适用它的每一处。本页由 `make docs` 从程序说明中的 `Basis:` 行、期限与数额表（`terms.toml`）、
程序定义（`procedures/*.yaml`）和文书版式（`papers/*.yaml`）生成，不手工修改；与代码不一致时 `make check` 不通过。

"""
KINDS = ("规则", "期限与数额", "程序", "文书")
_BASIS = re.compile(r"Basis:\s*(.+?)\s*$", re.MULTILINE)
_CODE = re.compile(r"^(?:[^\s#《》]*)#\d")


@dataclass(frozen=True, order=True)
class Use:
    """One place that applies an article: what kind of place, which file, what in it."""

    kind: int
    file: str
    name: str


def _described(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Every docstring with the dotted name of what it describes; the module's own has none."""

    def below(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, ast.get_docstring(node) or ""
        for child in ast.iter_child_nodes(node):
            inner = getattr(child, "name", None)
            if isinstance(inner, str):
                yield from below(child, f"{name}.{inner}".strip("."))

    yield from below(module, "")


def _of_python(path: Path) -> Iterator[tuple[Ref, str]]:
    for name, text in _described(ast.parse(path.read_text(encoding="utf-8"))):
        for line in _BASIS.findall(text):
            for ref in refs_in(line):
                yield ref, name


def _of_terms(path: Path) -> Iterator[tuple[Ref, str]]:
    def below(value: Any, key: str) -> Iterator[tuple[Ref, str]]:
        if isinstance(value, dict):
            for ref in refs_in(str(value.get("basis", ""))):
                yield ref, key
            for name, inner in value.items():
                yield from below(inner, f"{key}.{name}".strip("."))
        elif isinstance(value, list):
            for inner in value:
                yield from below(inner, key)

    yield from below(tomllib.loads(path.read_text(encoding="utf-8")), "")


def _citations(basis: Any, law: str) -> list[Ref]:
    """The citations of a `basis:` in either written form; a bare `#60` belongs to the definition's own law."""
    found: list[Ref] = []
    for text in basis if isinstance(basis, list) else [basis]:
        words = str(text)
        parts = re.split(r"[,，、；;\s]+", words)
        if "《" in words:
            found += refs_in(words)
        else:
            found += [parse(part, law) for part in parts if _CODE.match(part)]
    return found


def _of_yaml(path: Path) -> Iterator[tuple[Ref, str]]:
    definition = yaml.safe_load(path.read_text(encoding="utf-8"))
    law = str(definition.get("law", "")) if isinstance(definition, dict) else ""

    def below(value: Any, key: str) -> Iterator[tuple[Ref, str]]:
        if isinstance(value, dict):
            for ref in _citations(value.get("basis", ""), law):
                yield ref, key
            for name, inner in value.items():
                yield from below(inner, f"{key}.{name}".strip("."))
        elif isinstance(value, list):
            for inner in value:
                yield from below(inner, key)

    yield from below(definition, "")


def uses() -> dict[Ref, set[Use]]:
    """Every article that is applied somewhere, with the places."""
    found: dict[Ref, set[Use]] = defaultdict(set)
    sources = (
        (0, sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts), _of_python),
        (1, sorted(HOUSE.rglob("terms.toml")), _of_terms),
        (2, sorted(HOUSE.rglob("procedures/**/*.yaml")), _of_yaml),
        (3, sorted(HOUSE.rglob("papers/*.yaml")), _of_yaml),
    )
    for kind, paths, read in sources:
        for path in paths:
            for ref, name in read(path):
                found[ref].add(Use(kind, path.relative_to(ROOT).as_posix(), name))
    return found


def _order(ref: Ref) -> tuple[str, list[int], int, int, int]:
    numbers = [int(n) for n in ref.number.split("-") if n.isdigit()] or [10_000]
    return ref.law, numbers, ref.paragraph, ref.item, ref.sub


def render() -> str:
    """The whole page."""
    found = uses()
    lines, law, article = [HEAD.rstrip()], None, None
    for ref in sorted(found, key=_order):
        if ref.law != law:
            law, article = ref.law, None
            lines += ["", f"## {law}"]
        if ref.article != article:
            article = ref.article
            lines += ["", f"### {point_label(article) or '全文'}", ""]
        point = point_label(ref).removeprefix(point_label(article))
        lines += [
            f"- {f'{point}：' if point else ''}{KINDS[use.kind]} `{use.file}`{f' {use.name}' if use.name else ''}"
            for use in sorted(found[ref])
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} 已更新")
