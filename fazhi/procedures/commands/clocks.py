"""`fazhi clocks sweep|recompute`: what time itself does."""

import argparse
from datetime import datetime

from django.utils import timezone

from fazhi.procedures import sweep


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs."""
    swept = verbs.add_parser("sweep", help="处理已届满的期限：失权、超期、临期提醒")
    swept.add_argument("--as-of", type=_moment, help="按这一时刻处理，如 2026-11-22T08:00；默认现在")
    swept.set_defaults(run=_sweep)
    again = verbs.add_parser("recompute", help="放假安排变化后重新计算在办期限")
    again.add_argument("--year", type=int, required=True)
    again.set_defaults(run=_recompute)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _sweep(args: argparse.Namespace) -> int:
    found = sweep.sweep(args.as_of or timezone.now())
    print(f"失权{found.lapsed}件，等待期满{found.waited}件，新超期{found.over}件，提醒临期{found.near}件。")
    for line in found.stuck:
        print(f"未能处理：{line}")
    return 1 if found.stuck else 0


def _recompute(args: argparse.Namespace) -> int:
    print(f"{sweep.recompute(args.year, timezone.now())}个期限的届满日有变化。")
    return 0
