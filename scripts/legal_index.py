"""Writes docs/legal-index.md: from each article to every place in the house that applies it.

It is read off the `Basis:` lines of docstrings, the books of terms, the definitions of procedures and the layouts of
papers. Usage: python scripts/legal_index.py (or `make docs`)
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from fazhi.law.reference import Ref, point_label
from fazhi.shell.law import reading
from fazhi.shell.law.reading import Kind

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "fazhi"
PAGE = ROOT / "docs" / "legal-index.md"
HEAD = """# 法条索引

从每一条法律条文，到平台中适用它的每一处。本页由 `make docs` 从程序说明中的 `Basis:` 行、期限与数额表（`terms.toml`）、
程序定义（`procedures/*.yaml`）和文书版式（`papers/*.yaml`）生成，不手工修改；与代码不一致时 `make check` 不通过。

"""
KINDS = ("规则", "期限与数额", "程序", "文书")
_PLACES = {Kind.CODE: 0, Kind.RULE: 0, Kind.TERM: 1, Kind.PROCEDURE: 2, Kind.PAPER: 3}


@dataclass(frozen=True, order=True)
class Use:
    """One place that applies an article: what kind of place, which file, what in it."""

    kind: int
    file: str
    name: str


def uses() -> dict[Ref, set[Use]]:
    """Every article that is applied somewhere, with the places."""
    found: dict[Ref, set[Use]] = defaultdict(set)
    for kind, path in reading.files():
        if kind in _PLACES and path.is_relative_to(HOUSE):
            for mention in reading.read(kind, path):
                if mention.is_basis:
                    found[mention.ref].add(Use(_PLACES[kind], mention.file, ".".join(mention.at)))
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
