"""`fazhi law relate`: read what laws cite of one another."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from tqdm import tqdm

from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.services.cross_cite import cross_cite

Editions = Sequence[tuple[LawFacts, EditionFacts]]


def build(verbs: Any) -> None:
    """Add the verb."""
    relate = verbs.add_parser(
        "relate", help="读出法规之间的相互引用，供条文页显示谁引用它；只读没有读过的，可以随时重复运行"
    )
    relate.set_defaults(run=_relate)


def _relate(args: argparse.Namespace) -> int:
    made = cross_cite(at=timezone.now(), progress=_bar)
    print(f"读取文本{made.editions}个，引用{made.citations}处。")
    return 0


def _bar(editions: Editions) -> Iterable[tuple[LawFacts, EditionFacts]]:
    return tqdm(editions, desc="互引", unit="个", file=sys.stderr, disable=None)
