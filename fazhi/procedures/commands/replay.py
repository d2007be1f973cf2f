"""`fazhi ledger replay`: rebuild matters from their events and compare."""

import argparse
import sys
from itertools import islice

from tqdm import tqdm

from fazhi.procedures.models import Matter
from fazhi.procedures.replay import differences


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    replay = verbs.add_parser("replay", help="按账本重建事项并与数据表比对")
    replay.add_argument("--matter", help="只比对这一事项（编号或案号）")
    replay.set_defaults(run=_replay)


def _replay(args: argparse.Namespace) -> int:
    matters = Matter.objects.order_by("id")
    if args.matter:
        matters = (
            matters.filter(number=args.matter) if "号" in args.matter else matters.filter(pk=args.matter)
        )
    total = matters.count()
    if args.matter and not total:
        print(f"没有事项 {args.matter}", file=sys.stderr)
        return 1
    found = 0
    for matter in tqdm(matters.iterator(), total=total, unit="件", disable=not sys.stderr.isatty()):
        for difference in islice(differences(matter), 20):
            print(difference)
            found += 1
    print(f"比对{total}件事项，{'一致' if not found else f'有{found}处不一致'}。")
    return 1 if found else 0
