"""`fazhi law cite`: find and check the citations of a text."""

import argparse
import json
import sys
from collections import Counter
from datetime import date
from typing import Any

from django.utils import timezone

from fazhi.law import library
from fazhi.law.citing import Citation, Status, citations
from fazhi.law.citing.errors import EmptyLibrary
from fazhi.law.citing.reading import read_text

_SHOWN = 60


def build(verbs: Any) -> None:
    """Add `fazhi law cite`."""
    cite = verbs.add_parser(
        "cite", help="查出文本中的每一处法规引用，逐条核对是否存在、是否有效、引文是否一致"
    )
    cite.add_argument("file", metavar="文件", help="文本文件（UTF-8 或者 GB18030），- 为标准输入")
    cite.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="日期",
        help="按这一天有效的文本核对（如 2020-06-01），默认今天",
    )
    cite.add_argument("--of", default=None, metavar="法规", help="文本本身是哪部法规，“本法”“本条例”即指它")
    cite.add_argument("--json", action="store_true", help="每条引用一行 JSON")
    cite.set_defaults(run=_cite)


def _cite(args: argparse.Namespace) -> int:
    text = read_text(args.file)
    if not library.current().is_loaded:
        raise EmptyLibrary("法规库还没有装入任何法规，无从核对。请先运行 fazhi law import。")
    today = timezone.localdate()
    found = citations(text, on=args.on or today, own_law=args.of, today=today)
    if args.json:
        for one in found:
            sys.stdout.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
        return 0
    counts: Counter[Status] = Counter()
    different = 0
    for one in found:
        counts[one.status] += 1
        different += one.quote is not None and not one.quote.is_same
        print(_line(one))
    told = "，".join(f"{status.label}{counts[status]}处" for status in Status if counts[status])
    print(
        f"共{counts.total()}处引用{'：' + told if told else ''}。"
        + (f"引文与条文不一致{different}处。" if different else "")
    )
    return 0


def _line(one: Citation) -> str:
    """One citation as a reader wants it: where, what, how it stands, what is in force now."""
    words = one.text if len(one.text) <= _SHOWN else one.text[:_SHOWN] + "…"
    place = f"《{one.law}》" if one.law else "（未指明法规）"
    if one.article:
        place += f"#{one.article}" + (f".{one.paragraph}" if one.paragraph else "")
        place += "".join(f"({part})" for part in (one.item, one.sub) if part)
    told = f"{one.start}-{one.end}\t{' '.join(words.split())}\t{place}\t{one.status.label}"
    if one.current is not None and one.status in (Status.AMENDED_SINCE, Status.REPEALED):
        now = f"《{one.current.law}》" + (f"#{one.current.article}" if one.current.article else "")
        told += f"（现行：{now}）"
    if one.quote is not None:
        told += (
            "\t引文一致"
            if one.quote.is_same
            else "\t引文不一致："
            + "；".join(f"引作“{d.quoted}”，条文为“{d.law}”" for d in one.quote.differences[:5])
        )
    return told
