"""`fazhi demo load`: sample organs, people and cases, driven through the engine."""

import argparse
import sys
from datetime import datetime
from typing import Any

from django.utils import timezone
from tqdm import tqdm


def build(verbs: Any) -> None:
    """Add the verb."""
    from fazhi.config.site.sampling import CASES, SEED

    load = verbs.add_parser("load", help="装入示例机关、人员和案件；案件逐步经程序引擎办理")
    load.add_argument("--cases", type=int, default=CASES, help=f"案件数，默认 {CASES}")
    load.add_argument("--seed", type=int, default=SEED, help="随机数种子；相同则案件相同")
    load.add_argument("--as-of", type=_moment, help="视为现在的时刻，如 2026-11-22T09:00；默认现在")
    load.set_defaults(run=_load)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _load(args: argparse.Namespace) -> int:
    from fazhi.config.site.sampling import load

    if args.cases < 0:
        print("案件数不能小于零。", file=sys.stderr)
        return 2
    with tqdm(total=args.cases, desc="示例案件", unit="件", disable=None, leave=False) as bar:
        made = load(cases=args.cases, seed=args.seed, at=args.as_of or timezone.now(), passed=bar.update)
    print(f"示例数据：机关{made.organs}个，案件{made.cases}件，事项{made.matters}件，记录{made.events}条。")
    return 0
