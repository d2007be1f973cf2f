"""`fazhi measures list|show|value|recount|export|analyse`: figures at the command line."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.measures import analysing, exporting, figures, recounting
from fazhi.measures.contributing import Amount
from fazhi.measures.declaring import measure, measures
from fazhi.measures.periods import Length, Period

_KINDS = {"count": "计数", "rate": "比率", "sum": "合计", "mean": "平均"}
_BETTER = {"higher": "越高越好", "lower": "越低越好", "neither": "不论高低"}
_MOST_TOLD = 50


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs."""
    listed = verbs.add_parser("list", help="列出全部指标")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")
    listed.set_defaults(run=_list)
    shown = verbs.add_parser("show", help="显示一个指标的定义")
    shown.add_argument("key", help="指标代号，如 procedures.ended_in_time")
    shown.add_argument("--json", action="store_true", help="以 JSON 输出")
    shown.set_defaults(run=_show)
    told = verbs.add_parser("value", help="计算一个指标在某区域、机关、期间的数值")
    told.add_argument("key", help="指标代号")
    told.add_argument("--region", help="区划代码，含其以下；默认全部")
    told.add_argument("--organ", help="机关编号")
    told.add_argument("--period", help="2026、2026-Q3、2026-09、2026-09-30 或者 起..止；默认本年")
    told.add_argument("--json", action="store_true", help="以 JSON 输出")
    told.set_defaults(run=_value)
    again = verbs.add_parser("recount", help="逐件重新核算，与汇总比较；不一致的列出并以 1 退出")
    again.add_argument("--repair", action="store_true", help="以重新核算的结果替换不一致的、定义有变的汇总")
    again.set_defaults(run=_recount)
    out = verbs.add_parser("export", help="把指标的逐件数据导出为按月、按区域分开的 Parquet 文件")
    out.add_argument("folder", type=Path, help="目录")
    out.add_argument("--key", action="append", help="只导出这个指标；可以重复")
    out.set_defaults(run=_export)
    asked = verbs.add_parser("analyse", help="在导出的数据上按区域、月份汇总一个指标")
    asked.add_argument("key", help="指标代号")
    asked.add_argument("--from", dest="folder", type=Path, required=True, help="导出的目录")
    asked.add_argument(
        "--engine", choices=analysing.ENGINES, default="duckdb", help="duckdb 为内嵌引擎，spark 为集群引擎"
    )
    asked.add_argument("--sql", action="store_true", help="只显示查询语句")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=_analyse)


def _list(args: argparse.Namespace) -> int:
    rows = list(measures().values())
    if args.json:
        _print([one.told() for one in rows])
        return 0
    for one in rows:
        print(f"{one.key}\t{one.title}（{one.unit}，{_KINDS[one.kind]}）")
    return 0


def _show(args: argparse.Namespace) -> int:
    one = measure(args.key)
    if args.json:
        _print(one.told())
        return 0
    print(f"{one.title}（{one.key}）")
    print(f"含义：{one.says}")
    print(
        f"单位：{one.unit}；{_KINDS[one.kind]}；{_BETTER[one.better]}"
        + (f"；目标 {one.target}{one.unit}" if one.target is not None else "")
    )
    print(f"依据：{one.basis}")
    return 0


def _value(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    period = Period.parse(args.period) if args.period else Period.holding(today, Length.YEAR)
    found = figures.value(args.key, args.region, args.organ, period)
    if args.json:
        _print(found.told())
        return 0
    worked = f"（{found.worked}）" if found.worked else ""
    print(f"{found.place.name} {period.title} {found.title}：{found.text}{worked}")
    return 0


def _recount(args: argparse.Namespace) -> int:
    now = timezone.now()
    gone = recounting.forget_gone() if args.repair else 0
    behind = recounting.stale()
    if behind and args.repair:
        recounting.rebuild(behind, now)
        print(f"{len(behind)}个指标按现行定义重新核算。")
    wrong = list(recounting.differences())
    for line in wrong[:_MOST_TOLD]:
        print(line)
    if len(wrong) > _MOST_TOLD:
        print(f"另有{len(wrong) - _MOST_TOLD}处不一致。")
    if wrong and args.repair:
        keys = {line.place.measure for line in wrong}
        recounting.rebuild([measure(key) for key in sorted(keys)], now)
        print(f"{len(keys)}个指标的汇总已替换。")
        return 0
    if wrong:
        return 1
    if behind and not args.repair:
        print(f"{len(behind)}个指标的定义是新的或者有变，其数值逐件计算；加 --repair 建立汇总。")
    rows = recounting.kept_measures()
    print(f"{len(rows)}个指标的汇总与逐件核算一致。" + (f"清除已停用指标的汇总{gone}行。" if gone else ""))
    return 0


def _export(args: argparse.Namespace) -> int:
    wanted = [measure(key) for key in args.key] if args.key else list(measures().values())
    done = exporting.export(wanted, args.folder, timezone.localdate())
    print(f"{args.folder}：{len(wanted)}个指标，{done.rows}行，{done.files}个文件。")
    return 0


def _analyse(args: argparse.Namespace) -> int:
    one = measure(args.key)
    if args.sql:
        print(analysing.sql(one.key, args.folder))
        return 0
    lines = analysing.analyse(one, args.folder, args.engine)
    if args.json:
        _print(
            [
                {"region": r.region, "month": r.month, "numerator": r.numerator, "denominator": r.denominator}
                for r in lines
            ]
        )
        return 0
    for line in lines:
        value = figures.made(
            one,
            figures.place_of(None, None),
            Period.parse(line.month),
            Amount(line.numerator, line.denominator),
        )
        print(f"{line.region}\t{line.month}\t{value.text}\t{value.worked}")
    return 0


def _print(told_: Any) -> None:
    print(json.dumps(told_, ensure_ascii=False, indent=1))
