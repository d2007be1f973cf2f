"""`fazhi procedures list|show|check|export`."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from django.utils import timezone

from fazhi.kernel.errors import BadDefinition
from fazhi.procedures import overlays, proof, registry
from fazhi.procedures.definition import Definition, parse
from fazhi.procedures.drawing import bpmn, mermaid
from fazhi.procedures.loading import DefinitionFault, parse_file
from fazhi.procedures.proof.citations import unresolved


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs."""
    verbs.add_parser("list", help="列出全部程序").set_defaults(run=_list)
    show = verbs.add_parser("show", help="看一个程序的阶段、动作、期限")
    show.add_argument("key")
    show.set_defaults(run=_show)
    check = verbs.add_parser("check", help="证明程序定义合法、走得通；有错退出码为1")
    check.add_argument("files", nargs="*", type=Path, help="只检查这些文件；不写则检查全部定义和叠加")
    check.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="日期",
        help="按这一天有效的法律检查，默认今天；写将来的日子，可以看已经公布的修改届时影响哪些定义",
    )
    check.set_defaults(run=_check)
    export = verbs.add_parser("export", help="导出流程图")
    export.add_argument("key")
    export.add_argument("--format", choices=["bpmn", "mermaid", "json"], default="bpmn")
    export.set_defaults(run=_export)


def _find(key: str) -> Definition:
    found = registry.definitions().get(key)
    if found is None:
        raise BadDefinition(f"没有名为 {key} 的程序；用 fazhi procedures list 查看全部")
    return found


def _list(args: argparse.Namespace) -> int:
    for d in registry.definitions().values():
        print(f"{d.key:32} {d.title}  {len(d.stages)}个阶段 {len(d.actions)}个动作 {len(d.clocks)}个期限")
    return 0


def _show(args: argparse.Namespace) -> int:
    d = _find(args.key)
    print(f"{d.title}（{d.key}）  版本 {d.digest[:19]}\n")
    print("阶段")
    for stage in d.stages.values():
        print(f"  {stage.key:24} {stage.title}{'（终结）' if stage.final else ''}  {stage.basis}")
    print("动作")
    for action in d.actions.values():
        if not action.universal:
            who = "、".join(d.roles[key].title for key in action.by)
            print(
                f"  {action.key:24} {action.title}  {'|'.join(action.sources) or '开始'} → {'|'.join(action.targets)}  {who}  {action.basis}"
            )
    print("期限")
    for clock in d.clocks.values():
        print(f"  {clock.key:24} {clock.title}  {clock.kind}  {clock.term}  {clock.basis}")
    return 0


def _check(args: argparse.Namespace) -> int:
    today = args.on or timezone.localdate()
    faults: list[DefinitionFault] = []
    known: dict[str, Definition] = {}
    checked = []
    wanted = {path.resolve() for path in args.files}
    owners = {path.resolve(): domain for path, domain in registry.sources()}
    for path in [*owners, *(wanted - owners.keys())]:
        if not path.is_file():
            faults.append(DefinitionFault(path, 1, "没有这个文件"))
            continue
        source, wrong = parse_file(path)
        if not wanted or path in wanted:
            faults += wrong
        if source is None or wrong or overlays.is_overlay(source):
            continue
        definition = parse(source.body)
        if definition.key not in known or path in wanted:
            known[definition.key] = definition
        owner = owners.get(path) or next(
            (d for p, d in registry.sources() if d.name == definition.key.split(".")[0]), None
        )
        if owner is None:
            faults.append(
                DefinitionFault(path, source.line("key"), f"没有名为 {definition.key.split('.')[0]} 的领域")
            )
        elif not wanted or path in wanted:
            checked.append((source, definition, owner))
    for source, definition, owner in checked:
        faults += proof.faults(source, definition, owner, known, today)
    # An overlay is held against what it tightens, which has to be sound first.
    faults = faults or overlays.faults(wanted or None, today)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"检查{len(checked)}个程序，有{len(faults)}处错误。", file=sys.stderr)
        return 1
    missing = sorted({label for _, definition, _ in checked for label in unresolved(definition, today)})
    print(f"检查{len(checked)}个程序，全部成立。")
    if missing:
        print(f"法规库里没有、因而没有核对的依据{len(missing)}条：{'、'.join(missing)}")
    return 0


def _export(args: argparse.Namespace) -> int:
    d = _find(args.key)
    match args.format:
        case "bpmn":
            print(bpmn.export(d))
        case "mermaid":
            print(mermaid.export(d))
        case _:
            print(json.dumps(dict(d.raw), ensure_ascii=False, indent=2))
    return 0
