"""Keeps the last part of docs/glossary.md: the words of the procedures, read off their definitions.

Usage: python scripts/glossary.py (or `make docs`)
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "fazhi"
PAGE = ROOT / "docs" / "glossary.md"
MARK = "<!-- 以下由 make docs 从程序定义生成 -->\n"


def definitions() -> dict[str, dict[str, Any]]:
    """Every definition of a procedure by its key; what all procedures share comes last, under `universal`."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted([*HOUSE.glob("domains/*/procedures/*.yaml"), *HOUSE.glob("*/procedures/*.yaml")]):
        definition = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(definition, dict) and "key" in definition:
            found[str(definition["key"])] = definition
    shared = HOUSE / "procedures" / "universal.yaml"
    if shared.exists():
        found["universal"] = {"title": "各程序共有", **yaml.safe_load(shared.read_text(encoding="utf-8"))}
    return found


def words(definition: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The kind, key and title of each stage, action and clock."""
    for kind, part in (("阶段", "stages"), ("办理", "actions"), ("期限", "clocks")):
        for key, value in (definition.get(part) or {}).items():
            if isinstance(value, dict) and value.get("title"):
                yield kind, str(key), str(value["title"])


def render() -> str:
    """The generated part."""
    lines = ["", "## 程序用语"]
    for key, definition in definitions().items():
        lines += ["", f"### {definition['title']} `{key}`", "", "| | 标识 | 中文 |", "|---|---|---|"]
        lines += [f"| {kind} | {name} | {title} |" for kind, name, title in words(definition)]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page: what people wrote, and the generated part after the mark."""
    written, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return written + MARK + render()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} 已更新")
