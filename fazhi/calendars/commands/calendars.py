"""`fazhi calendars show YEAR` and `fazhi calendars import FILE`."""

import argparse
import json
import sys
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from fazhi import calendars
from fazhi.calendars.calendar import WEEKDAYS
from fazhi.calendars.importing import read_csv
from fazhi.calendars.services import adopt
from fazhi.calendars.years import Kind, SpecialDay
from fazhi.kernel.errors import BrokenFile, Incomplete


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `fazhi calendars`."""
    show = verbs.add_parser("show", help="列出某年的节假日和调休上班日")
    show.add_argument("year", metavar="年度")
    show.add_argument("--json", action="store_true", help="输出 JSON")
    show.set_defaults(run=_show)
    load = verbs.add_parser("import", help="采用放假安排（CSV：date,kind,name，kind 为 rest 或 working）")
    load.add_argument("file", metavar="文件")
    load.add_argument("--source", default="", help="放假安排的文号或名称，缺省为文件名")
    load.add_argument("--amend", action="store_true", help="在现行安排上增改，而不是整年替换")
    load.add_argument("--dry-run", action="store_true", help="只检查并列出变化，不采用")
    load.set_defaults(run=_import)


def _show(args: argparse.Namespace) -> int:
    if not (args.year.isascii() and args.year.isdigit() and len(args.year) == 4):
        print(f"年度“{args.year}”应为四位数字，例如 2026。", file=sys.stderr)
        return 2
    calendar = calendars.current()
    table = calendar.year(int(args.year))
    days = sorted(table.days.values())
    if args.json:
        rows = [{"date": d.date.isoformat(), "kind": d.kind.value, "name": d.name} for d in days]
        answer = {
            "year": table.year,
            "published": table.published,
            "source": table.source,
            "edition": table.edition,
        }
        print(json.dumps({**answer, "days": rows}, ensure_ascii=False))
        return 0
    print(f"{table.year}年  {'已公布' if table.published else '未公布，按规则推算'}")
    print(f"来源：{table.source}")
    print(f"版本：{table.edition}")
    for day in days:
        label = "上班" if day.kind is Kind.WORKING else "休息"
        print(f"{day.date.isoformat()}  {WEEKDAYS[day.date.weekday()]}  {label}  {day.name}")
    return 0


def _import(args: argparse.Namespace) -> int:
    path = Path(args.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        print(f"读不到文件 {path}：{error.strerror}", file=sys.stderr)
        return 2
    try:
        years = read_csv(data)
        changes = _adopt(years, args)
    except Incomplete as error:
        for fault in error.faults:
            print(fault.sentence, file=sys.stderr)
        print("没有导入任何内容。", file=sys.stderr)
        return 1
    except BrokenFile as error:
        print(error.sentence, file=sys.stderr)
        return 1
    for line in changes:
        print(line)
    return 0


def _adopt(years: dict[int, list[SpecialDay]], args: argparse.Namespace) -> list[str]:
    """Adopt all years of the file or none, and say what became different from day to day."""
    lines: list[str] = []
    with transaction.atomic():
        old = calendars.current()
        for year, days in sorted(years.items()):
            changed = adopt(year, days, args.source or Path(args.file).name, timezone.now(), amend=args.amend)
            lines.append(f"{year}年：{'已采用' if changed else '与现行版本相同，未作改动'}，共{len(days)}行")
        new = calendars.current()
        for year in sorted(years):
            for day in sorted({*old.year(year).days, *new.year(year).days}):
                if old.is_working(day) != new.is_working(day):
                    turned = "休息改为上班" if new.is_working(day) else "上班改为休息"
                    lines.append(f"  {day.isoformat()} {WEEKDAYS[day.weekday()]} {turned}")
        if args.dry_run:
            transaction.set_rollback(True)
            lines.append("以上为预演，没有采用。")
    return lines
