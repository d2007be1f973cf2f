"""The files of the house, read once."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "fazhi"


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    """A path as it is written in a failure."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


@functools.cache
def kept() -> tuple[Path, ...]:
    """Every file that is in the repository, or would be: what is ignored is not ours to judge."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    return tuple(sorted(p for name in listed.decode().split("\0") if name and (p := ROOT / name).is_file()))


def files(*suffixes: str, under: Path = HOUSE) -> list[Path]:
    """Our own files of these kinds: neither vendored nor generated."""
    return [
        p
        for p in kept()
        if p.suffix in suffixes and p.is_relative_to(under) and not {"vendor", "migrations"} & set(p.parts)
    ]


def python(under: Path = HOUSE) -> list[Path]:
    """Our Python files below a folder."""
    return files(".py", under=under)


def rooms(path: Path) -> tuple[str, ...]:
    """The names of the rooms a file of the house lies in, with its own: kernel/terms.py gives ("kernel", "terms")."""
    return path.relative_to(HOUSE).with_suffix("").parts


def calls(module: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted name of what is called, as far as it is names: `Person.objects.create`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """The dotted name of an expression; a part that is not a name becomes `?`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"
