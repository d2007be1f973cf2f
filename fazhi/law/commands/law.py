"""`fazhi law`: fetch, import, show and check."""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from tqdm import tqdm

from fazhi.law import cite
from fazhi.law.services.fetch_seed import NAME, fetch_seed
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed
from fazhi.law.services.read_seed import SOURCE as SEED
from fazhi.law.services.source import Report


def build(verbs: Any) -> None:
    """Add the verbs of `fazhi law`."""
    fetch = verbs.add_parser("fetch", help="取得法规库种子（国家法律），已有且摘要相符时不重取")
    fetch.set_defaults(run=_fetch)

    take = verbs.add_parser(
        "import",
        help="装入法规：不给路径时装入种子；给文件或者文件夹时装入其中的 Markdown、Word、文本和 PDF 文件",
    )
    take.add_argument("paths", nargs="*", type=Path, metavar="路径")
    take.add_argument("--json", action="store_true", help="以 JSON 输出报告，没有装入的逐件列出")
    take.add_argument("--rejected", action="store_true", help="逐条列出没有装入的文件和原因")
    take.set_defaults(run=_import)

    show = verbs.add_parser("show", help="显示引用的条文，如 行政处罚法#58.1(2)")
    show.add_argument("ref", metavar="引用")
    show.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="日期", help="按这一天有效的文本，默认今天"
    )
    show.set_defaults(run=_show)

    check = verbs.add_parser("check", help="核对引用在某一天是否存在")
    check.add_argument("refs", nargs="+", metavar="引用")
    check.add_argument("--on", type=date.fromisoformat, default=None, metavar="日期")
    check.set_defaults(run=_check)


def _fetch(args: argparse.Namespace) -> int:
    place, fetched = fetch_seed(Path(settings.LAW_DATA))
    print(f"已取得法规库种子：{place}" if fetched else f"法规库种子已在：{place}")
    return 0


def _import(args: argparse.Namespace) -> int:
    at = timezone.now()
    if not args.paths:
        started = time.perf_counter()
        report = import_seed(Path(settings.LAW_DATA) / NAME, at=at)
        if report is None and not args.json:
            print("这份种子已经装入过，没有改动。")
        else:
            _tell(report or Report(SEED), args, time.perf_counter() - started)
        return 0
    for place in args.paths:
        started = time.perf_counter()
        _tell(import_folder(place, at=at, progress=_bar), args, time.perf_counter() - started)
    return 0


def _bar(files: list[Path]) -> Iterable[Path]:
    return tqdm(files, desc="读取", unit="件", file=sys.stderr, disable=None)


def _tell(report: Report, args: argparse.Namespace, seconds: float) -> None:
    pace = round(report.articles / seconds) if seconds else 0
    if args.json:
        told = report.as_json() | {"seconds": round(seconds, 2), "articles_per_second": pace}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(
        f"{report.source}：新增法规{report.laws}部，文本{report.editions}个，条文{report.articles}条；"
        f"更新{report.replaced}个，未变{report.unchanged}个，已由其他来源收入{report.held}个，存疑{report.doubtful}个。"
        + (f"用时{seconds:.1f}秒，每秒{pace}条。" if report.articles else "")
    )
    if report.doubtful:
        print("存疑的用 fazhi law doubts 逐项列出。")
    if not report.rejected:
        return
    print(f"没有装入{len(report.rejected)}件：")
    whys: dict[str, int] = {}
    for one in report.rejected:
        whys[one.why] = whys.get(one.why, 0) + 1
    if args.rejected or len(report.rejected) <= 10:
        for one in report.rejected:
            print(f"  {one.where}：{one.why}")
    else:
        for why, count in sorted(whys.items(), key=lambda pair: -pair[1])[:10]:
            print(f"  {count}件：{why}")
        print("  加 --rejected 逐件列出。")


def _day(args: argparse.Namespace) -> date:
    return args.on or timezone.localdate()


def _show(args: argparse.Namespace) -> int:
    ref = cite.as_ref(args.ref)
    found = cite.nearest(ref, _day(args))
    if found is None:
        print(f"{cite.label(ref)}：{cite.exists(ref, _day(args)).label}。", file=sys.stderr)
        return 1
    print(f"{found.printed}　{found.status.label}")
    for chapter in found.chapter.split("\n"):
        print(chapter)
    if found.lead:
        print(found.lead)
    print(found.text)
    effective = found.effective_on.isoformat() if found.effective_on else "来源未载"
    print(f"（{found.adopted_on.isoformat()}通过或者公布，施行日{effective}）")
    if found.doubt:
        print(f"存疑：{found.doubt}")
    return 0


def _check(args: argparse.Namespace) -> int:
    answers = cite.existence_of(args.refs, _day(args))
    for ref, answer in answers.items():
        print(f"{cite.label(ref)}：{answer.label}")
    return 0 if all(answers.values()) else 1
