"""`fazhi search`: the indexes, rebuilt and told of."""

import argparse
import time
from typing import Any

from django.conf import settings

from fazhi.search.laws import LAWS, is_fresh, law_index, rebuild, refresh

# How long a rebuild encodes new texts before it leaves the rest to `encode`; the seed's vectors ship with the program.
MOST_SECONDS = 120.0


def build(verbs: Any) -> None:
    """Add the verbs of `fazhi search`."""
    anew = verbs.add_parser("rebuild", help="重建检索索引；重建期间旧索引照常使用")
    anew.set_defaults(run=_rebuild)
    follow = verbs.add_parser("refresh", help="只更新法规库中有变化的部分")
    follow.set_defaults(run=_refresh)
    encode = verbs.add_parser("encode", help="为还没有向量的条文编码，供按语义检索；中断后再次运行从断处继续")
    encode.add_argument("--seconds", type=float, help="最多编码多少秒；不写则全部编完")
    encode.set_defaults(run=_encode)
    told = verbs.add_parser("status", help="索引的状况：条数、大小、是否与法规库一致")
    told.set_defaults(run=_status)


def _rebuild(args: argparse.Namespace) -> int:
    began = time.monotonic()
    count = rebuild(law_index(settings.FAZHI_HOME))
    print(f"{LAWS.title}：重建{count}条，用时{time.monotonic() - began:.1f}秒。")
    _meaning(MOST_SECONDS)
    return 0


def _refresh(args: argparse.Namespace) -> int:
    count = refresh(law_index(settings.FAZHI_HOME))
    print(f"{LAWS.title}：更新{count}条。" if count else f"{LAWS.title}：没有变化。")
    _meaning(MOST_SECONDS)
    return 0


def _encode(args: argparse.Namespace) -> int:
    return _meaning(args.seconds)


def _meaning(seconds: float | None) -> int:
    """Give the articles vectors and say how far it went; 1 without the extra."""
    from tqdm import tqdm

    from fazhi.search import semantic
    from fazhi.search.semantic.laws import follow

    with tqdm(desc="语义编码", unit="条", leave=False, disable=None) as bar:

        def say(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        made = follow(settings.FAZHI_HOME, seconds=seconds, say=say)
    if made is None:
        print(semantic.missing())
        return 1
    print(
        f"语义向量：{made.held}条（本次编码{made.encoded}条）"
        + (
            f"，另有{made.waiting}条尚未编码，暂按词语排序；fazhi search encode 可以编完。"
            if made.waiting
            else "。"
        )
    )
    return 0


def _status(args: argparse.Namespace) -> int:
    index = law_index(settings.FAZHI_HOME)
    state = index.state()
    if state is None:
        print(f"{LAWS.title}：尚未建立索引。")
        return 1
    step = "与法规库一致" if is_fresh(index) else "法规库已有变化，请运行 fazhi search refresh"
    print(f"{LAWS.title}：{state.entries}条，{state.size / 1e6:.1f} MB，{step}。")
    return 0
