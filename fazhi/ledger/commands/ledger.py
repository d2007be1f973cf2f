"""`fazhi ledger verify | checkpoint | export`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from fazhi.kernel.errors import OutOfScope
from fazhi.ledger.hooks import hooks
from fazhi.ledger.services import bundle, checkpoint
from fazhi.ledger.services.verify import BadCheckpointFile, examine


def build(verbs: Any) -> None:
    """Add the ledger's own verbs."""
    verify = verbs.add_parser("verify", help="核验记录链、存证点，指出第一处被改动的记录")
    verify.add_argument("--matter", metavar="编号或案号", help="只核验一个事项")
    verify.add_argument("--checkpoint", metavar="文件", type=Path, help="与另行留存的存证点文件核对")
    verify.add_argument("--files", action="store_true", help="同时核对附件")
    verify.add_argument("--json", action="store_true", help="以 JSON 输出结果")
    verify.set_defaults(run=_verify)

    make = verbs.add_parser("checkpoint", help="生成存证点；没有新记录时给出上一个")
    make.add_argument("--out", metavar="文件", type=Path, help="写入文件，交他人留存；不写则打印")
    make.add_argument("--brief", action="store_true", help="不列所覆盖的记录链")
    make.set_defaults(run=_checkpoint)

    export = verbs.add_parser("export", help="导出一个事项的存证包，可脱离平台核验")
    export.add_argument("matter", metavar="编号或案号")
    export.add_argument("out", metavar="文件.zip", type=Path)
    export.set_defaults(run=_export)


def _verify(args: argparse.Namespace) -> int:
    matter_id = _matter(args.matter) if args.matter else None
    report = examine(matter_id, _kept(args.checkpoint), files=args.files)
    finding = report.finding
    if args.json:
        found = finding and {
            "matter": finding.matter_id,
            "seq": finding.seq,
            "what": finding.what.value,
            "sentence": finding.sentence,
        }
        counts = {"chains": report.chains, "events": report.events, "checkpoints": report.checkpoints}
        print(json.dumps({"intact": finding is None, **counts, "finding": found or None}, ensure_ascii=False))
    elif finding is not None:
        print(f"核验不通过（{finding.what}）：{finding.sentence}")
        print("".join(f"  {title}：{value}\n" for title, value in _cover(finding.matter_id)), end="")
    else:
        roots = f"，存证点 {report.checkpoints} 个" if report.checkpoints else ""
        same = "与留存的存证点一致。" if args.checkpoint else ""
        print(f"核验通过：记录链 {report.chains} 条，记录 {report.events} 条{roots}，均未被改动。{same}")
    return 1 if finding is not None else 0


def _checkpoint(args: argparse.Namespace) -> int:
    made = checkpoint.make(timezone.now())
    if made is None:
        print("还没有任何记录，未生成存证点。", file=sys.stderr)
        return 1
    text = json.dumps(checkpoint.published(made, with_chains=not args.brief), ensure_ascii=False)
    if args.out is None:
        print(text)
    else:
        args.out.write_text(text + "\n", encoding="utf-8")
        print(f"存证点第{made.n}号，覆盖记录链 {made.leaf_count} 条，根值 {made.root}，已写入 {args.out}。")
    return 0


def _export(args: argparse.Namespace) -> int:
    matter_id = _matter(args.matter)
    now = timezone.now()
    # So that the bundle proves all of its events, not only those up to the last round.
    checkpoint.make(now)
    partial = args.out.with_name(args.out.name + ".part")
    try:
        count = bundle.export(matter_id, partial, now)
        partial.replace(args.out)
    finally:
        partial.unlink(missing_ok=True)
    print(f"已导出记录 {count} 条至 {args.out}。解压后运行 python verify.py 即可核验。")
    return 0


def _matter(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        found = hooks.find(text) if hooks.find else None
    if found is None:
        raise OutOfScope(f"没有编号或者案号为“{text}”的事项。")
    return found


def _cover(matter_id: str) -> list[tuple[str, str]]:
    """What is known of the matter, if its id is still one."""
    try:
        known = hooks.describe(UUID(matter_id)) if hooks.describe else {}
    except ValueError:
        return []
    return [(title, value) for title, value in known.items() if value]


def _kept(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadCheckpointFile(f"无法读取存证点文件 {path}。") from error
    if not isinstance(kept, dict):
        raise BadCheckpointFile("给出的文件不是存证点文件，请使用“fazhi ledger checkpoint”生成的文件。")
    return kept
