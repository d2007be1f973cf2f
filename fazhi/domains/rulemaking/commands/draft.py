"""`fazhi draft`: review a draft, show its structure, renumber it, compare two editions."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.archive.reading import read_text
from fazhi.domains.rulemaking.public import (
    Level,
    compare_texts,
    parse_structure,
    renumber_articles,
    review_text,
    write_tracked_changes,
)
from fazhi.kernel.errors import FazhiError
from fazhi.kernel.structure import Comparison, Fate


def build(verbs: Any) -> None:
    """Add the verbs of `fazhi draft`."""
    review = verbs.add_parser("review", help="审查一份草案：逐条列出疑点、依据和改法")
    review.add_argument("file", type=Path, metavar="文件")
    review.add_argument("--json", action="store_true", help="输出 JSON，位置为提取文本中的字符序号")
    review.add_argument(
        "--level", choices=Level.values, help="文本的层级，默认从文号、标题和自称判断；判断不出的按规范性文件"
    )
    review.add_argument(
        "--on", type=date.fromisoformat, metavar="日期", help="按这一天有效的法律核对引用，默认今天"
    )
    review.set_defaults(run=_review)

    structure = verbs.add_parser("structure", help="显示文本的结构：编章节条款项目、层次标题、附件、落款")
    structure.add_argument("file", type=Path, metavar="文件")
    structure.add_argument("--json", action="store_true", help="输出 JSON")
    structure.set_defaults(run=_structure)

    renumber = verbs.add_parser("renumber", help="条文依次重新编号，内部引用随之改动，输出新的文本")
    renumber.add_argument("file", type=Path, metavar="文件")
    renumber.set_defaults(run=_renumber)

    compare = verbs.add_parser("compare", help="逐条比对两个文本")
    compare.add_argument("old", type=Path, metavar="旧文本")
    compare.add_argument("new", type=Path, metavar="新文本")
    how = compare.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="输出 JSON")
    how.add_argument("--docx", type=Path, metavar="输出文件", help="写成带修订标记的 Word 文件")
    compare.set_defaults(run=_compare)


def _review(args: argparse.Namespace) -> int:
    text = read_text(args.file).text
    level = Level(args.level) if args.level else None
    findings = review_text(text, on=args.on or timezone.localdate(), level=level)
    if args.json:
        _put({"findings": [one.as_json() for one in findings]})
        return 0
    for one in findings:
        print(f"[{one.severity.label}] {one.clause}　{one.title}（{one.rule}）")
        print(f"    {' '.join(one.text.split())}")
        print(f"    依据：{'；'.join(one.basis)}")
        print(f"    {one.advice}")
    print(f"共{len(findings)}处，均为提示，由审核人判断。" if findings else "没有发现疑点。")
    return 0


def _structure(args: argparse.Namespace) -> int:
    structure = parse_structure(read_text(args.file).text)
    if args.json:
        nodes = [
            {
                "kind": node.kind.value,
                "label": structure.label(node),
                "number": node.number,
                "level": node.level,
                "parent": node.parent,
                "division": node.division,
                "start": node.start,
                "end": node.end,
            }
            for node in structure.nodes
        ]
        _put({"nodes": nodes})
        return 0
    for node in structure.nodes:
        depth = sum(1 for _ in structure.ancestors(node))
        words = " ".join(structure.own(node).split())
        print(f"{'　' * depth}{node.kind.label}　{structure.label(node)}　{words[:50]}")
    return 0


def _renumber(args: argparse.Namespace) -> int:
    made = renumber_articles(read_text(args.file).text)
    print(made.text)
    if made.dangling:
        print(f"有{len(made.dangling)}处引用的条不存在，没有改动。", file=sys.stderr)
    return 0


def _compare(args: argparse.Namespace) -> int:
    comparison = compare_texts(read_text(args.old).text, read_text(args.new).text)
    if args.docx:
        try:
            args.docx.write_bytes(write_tracked_changes(comparison, timezone.now()))
        except OSError as error:
            raise FazhiError(f"不能写入“{args.docx}”：{error.strerror}。") from error
        print(f"已写成：{args.docx}")
    elif args.json:
        _put(_as_json(comparison))
        return 0
    else:
        for change in comparison.changes:
            if change.fate is Fate.SAME and not change.is_reworded:
                continue
            old, new = (one.label if one else "" for one in (change.old, change.new))
            place = old if old == new else f"{old or '（无）'} → {new or '（无）'}"
            print(f"[{change.fate.label}] {place}")
            print("    " + "".join(_shown(piece.kind, piece.text) for piece in change.pieces))
    told = "，".join(f"{fate.label}{comparison.counts[fate.value]}" for fate in Fate)
    print(f"共：{told}。")
    return 0


def _shown(kind: str, text: str) -> str:
    return {"same": text, "removed": f"[-{text}-]", "added": f"{{+{text}+}}"}[kind]


def _as_json(comparison: Comparison) -> dict[str, object]:
    def clause(one: Any) -> dict[str, object] | None:
        return {"label": one.label, "start": one.start, "end": one.end, "text": one.text} if one else None

    return {
        "counts": comparison.counts,
        "changes": [
            {
                "fate": change.fate.value,
                "old": clause(change.old),
                "new": clause(change.new),
                "pieces": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
            }
            for change in comparison.changes
        ],
    }


def _put(what: dict[str, object]) -> None:
    print(json.dumps(what, ensure_ascii=False, indent=1))
