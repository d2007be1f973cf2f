"""`fazhi clocks due`: the last day of a term, and the sum behind it."""

import argparse
import json
import re
import sys
from datetime import date, datetime

from fazhi import calendars
from fazhi.kernel.counting import ZONE
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.kernel.periods import PROVISIONAL, Pause, Period, Unit, due


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `due` to the verbs of `fazhi clocks`."""
    verb = verbs.add_parser("due", help="推算期限届满日")
    verb.add_argument(
        "--start", default="", metavar="日期", help="起始日（不计入），如 2026-09-28；按小时为时刻"
    )
    verb.add_argument("--length", default="", metavar="数", help="期限的长度")
    verb.add_argument("--unit", default="", metavar="单位", help="hour、day、working_day、month、year")
    verb.add_argument(
        "--pause", action="append", default=[], metavar="起..止",
        help="扣除的期间，首尾均含，可重复；止日留空表示尚未恢复；其后可加 :事由",
    )  # fmt: skip
    verb.add_argument("--extend", default="0", metavar="数", help="延长的长度，单位相同")
    verb.add_argument("--no-roll", action="store_true", help="届满日为休息日时不顺延")
    verb.add_argument("--explain", action="store_true", help="逐日列出计算过程")
    verb.add_argument("--json", action="store_true", help="输出 JSON")
    verb.set_defaults(run=_due)


def _due(args: argparse.Namespace) -> int:
    try:
        period = _count(args)
    except Incomplete as error:
        for fault in error.faults:
            print(fault.sentence, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(_as_dict(period, explain=args.explain), ensure_ascii=False))
    elif period.due is not None:
        print(_iso(period.due))
    if args.explain and not args.json:
        print("\n".join(period.explain()))
    if period.provisional:
        print(f"注意：{PROVISIONAL}，年度放假安排公布后可能变化。", file=sys.stderr)
    if period.due is None:
        print("期限正在扣除期间，尚未恢复计算，届满日暂不能确定。", file=sys.stderr)
        return 1
    return 0


def _count(args: argparse.Namespace) -> Period:
    """Read the arguments and count. Raises Incomplete with every argument at fault."""
    faults: list[Fault] = []
    unit = Unit.DAY
    if args.unit in set(Unit):
        unit = Unit(args.unit)
    else:
        faults.append(Fault("unit", f"--unit “{args.unit}”应为 {'、'.join(Unit)} 之一。"))
    start = _moment(args.start)
    if start is None:
        faults.append(Fault("start", f"--start “{args.start}”不是日期，应写作 2026-09-28。"))
    lengths = {}
    for name in ("length", "extend"):
        text = getattr(args, name)
        if re.fullmatch(r"[0-9]{1,6}", text):
            lengths[name] = int(text)
        else:
            faults.append(Fault(name, f"--{name} “{text}”应为不小于零的整数。"))
    pauses = []
    for text in args.pause:
        pause = _pause(text)
        if pause is None:
            faults.append(Fault("pause", f"--pause “{text}”应写作 2026-10-09..2026-10-12。"))
        else:
            pauses.append(pause)
    if faults or start is None:
        raise Incomplete(faults)
    return due(
        start,
        lengths["length"],
        unit,
        calendars.current(),
        pauses,
        roll=not args.no_roll,
        extra=lengths["extend"],
    )


def _moment(text: str) -> date | datetime | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _pause(text: str) -> Pause | None:
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})?(?:[:：](.*))?", text.strip())
    if not found:
        return None
    try:
        start = date.fromisoformat(found[1])
        return Pause(start, date.fromisoformat(found[2]) if found[2] else None, (found[3] or "").strip())
    except ValueError:
        return None


def _iso(moment: date) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _as_dict(period: Period, *, explain: bool) -> dict[str, object]:
    answer: dict[str, object] = {
        "due": None if period.due is None else _iso(period.due),
        "start": _iso(period.start),
        "unit": period.unit.value,
        "length": period.length,
        "extended": period.extra,
        "suspended": period.is_suspended,
        "provisional": period.provisional,
        "edition": period.edition,
    }
    if explain:
        answer["days"] = [
            {"date": line.date.isoformat(), "counted": line.counted, "n": line.n, "why": line.why}
            for line in period.days
        ]
        answer["explain"] = period.explain()
    return answer
