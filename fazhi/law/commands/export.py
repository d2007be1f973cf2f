"""`fazhi law export`: one edition, or the whole library."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.law.editions import law_named
from fazhi.law.models import Edition, Law
from fazhi.law.services import bulk
from fazhi.law.services.export import FORMATS, edition_for, export_edition


def build(verbs: Any) -> None:
    """Add the verb."""
    export = verbs.add_parser(
        "export", help="导出一部法规的一个文本；不写名称则导出全库条文（json 为每行一条）"
    )
    export.add_argument("law", nargs="?", default="", metavar="法规")
    export.add_argument(
        "--edition", default="", metavar="文本", help="通过或者公布的日期；默认今天有效的文本"
    )
    export.add_argument("--format", choices=sorted(FORMATS), default="akn", help="akn 为 Akoma Ntoso XML")
    export.add_argument("--out", type=Path, default=None, metavar="文件", help="写到文件；默认写到标准输出")
    export.set_defaults(run=_export)


def _export(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    if not args.law:
        return _library(args, today)
    facts = law_named(args.law)
    edition = edition_for(facts, args.edition, today)
    law = Law.objects.get(pk=facts.id)
    made = export_edition(law, Edition.objects.get(pk=edition.id), args.format, on=today)
    if args.out:
        args.out.write_bytes(made.content)
    else:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
    return 0


def _library(args: argparse.Namespace, today: date) -> int:
    if args.format == "akn":
        print("全库导出只有 json 和 csv；Akoma Ntoso 请逐部导出，写明法规名称。", file=sys.stderr)
        return 2
    found = bulk.rows(today)
    pieces = bulk.as_lines(found) if args.format == "json" else bulk.as_csv(found)
    out = args.out.open("wb") if args.out else sys.stdout.buffer
    try:
        for piece in pieces:
            out.write(piece)
        out.flush()
    finally:
        if args.out:
            out.close()
    return 0
