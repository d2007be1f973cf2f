"""`fazhi plan`: read."""

import argparse
import json
from pathlib import Path

from fazhi.archive.reading import read_text
from fazhi.domains.programme.public import Plan, read_plan


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of plans."""
    read = verbs.add_parser("read", help="读取年度计划：任务、单位、时限、目标，列出缺漏和疑似错字")
    read.add_argument("file", type=Path, metavar="文件", help="docx、PDF 或者文本文件")
    read.add_argument("--json", action="store_true", help="输出 JSON")
    read.add_argument("--text", type=Path, metavar="文件", help="另存取出的文字，JSON 中的位置以它为准")
    read.set_defaults(run=_read)


def _read(args: argparse.Namespace) -> int:
    extracted = read_text(args.file)
    if args.text:
        args.text.write_text(extracted.text, encoding="utf-8", newline="")
    plan = read_plan(extracted.text)
    if args.json:
        print(json.dumps(plan.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(plan)
    return 0


def _tell(plan: Plan) -> None:
    head = (
        ("文号", plan.doc_no),
        ("索引号", plan.index_no),
        ("发文机关", plan.issuer),
        ("成文日期", plan.written_on),
    )
    print(plan.title or "（没有读到标题）")
    print("  ".join(f"{label}：{value}" for label, value in head if value))
    section = None
    for task in plan.tasks:
        if task.section != section:
            section = task.section
            print(f"\n【{section}】" if section else "")
        print(f"{task.no}. {task.title}")
        listed = (
            ("牵头", task.lead),
            ("责任", task.responsible),
            ("时限", task.deadline),
            ("目标", task.target),
        )
        print("   " + "；".join(f"{label}：{'、'.join(words)}" for label, words in listed if words))
    print(f"\n共{len(plan.tasks)}项任务，{len(plan.faults)}处需要核对：")
    undated = [str(f.tasks[0]) for f in plan.faults if f.kind == "no_deadline"]
    for fault in plan.faults:
        if fault.kind != "no_deadline":
            print(f"  {fault.sentence}")
    if undated:
        print(f"  没有完成时限的任务：第{'、'.join(undated)}项。")
