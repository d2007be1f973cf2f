"""`fazhi report`: read."""

import argparse
import json
from pathlib import Path

from fazhi.archive.reading import read_text
from fazhi.domains.programme.public import Report, read_report, with_last_year
from fazhi.domains.programme.vocabulary import RelationKind


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of reports."""
    read = verbs.add_parser("read", help="读取法治政府建设报告：找出全部数字，核对合计、比率、增减、列举")
    read.add_argument("file", type=Path, metavar="文件", help="docx、PDF 或者文本文件")
    read.add_argument("--json", action="store_true", help="输出 JSON")
    read.add_argument("--text", type=Path, metavar="文件", help="另存取出的文字，JSON 中的位置以它为准")
    read.add_argument("--last", type=Path, metavar="文件", help="上一年度的报告，用来核对同比增减")
    read.set_defaults(run=_read)


def _read(args: argparse.Namespace) -> int:
    extracted = read_text(args.file)
    if args.text:
        args.text.write_text(extracted.text, encoding="utf-8", newline="")
    report = read_report(extracted.text)
    if args.last:
        report = with_last_year(report, extracted.text, read_report(read_text(args.last).text))
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(report)
    return 0


def _tell(report: Report) -> None:
    print(report.title or "（没有读到标题）")
    print("  ".join(word for word in (report.organ, f"{report.year}年" if report.year else "") if word))
    print(f"\n数字{len(report.figures)}处，可以核对的关系{len(report.relations)}处。")
    for relation in report.relations:
        print(f"  {'✓' if relation.holds else '✗'} [{RelationKind(relation.kind).label}] {relation.explain}")
    if report.faults:
        print(f"\n需要核对{len(report.faults)}处：")
        for fault in report.faults:
            print(f"  {fault.sentence}")
    else:
        print("\n没有发现文中自相矛盾的数字。")
