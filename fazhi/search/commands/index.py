"""`fazhi search`: the indexes, rebuilt and told of."""

import argparse
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings

from fazhi.search import sources
from fazhi.search.commands.meaning import PATIENCE_SECONDS, bring
from fazhi.search.index import Index
from fazhi.search.laws import LAWS, is_fresh, law_index, rebuild, refresh
from fazhi.search.semantic import missing


def build(verbs: Any) -> None:
    """Add the verbs of `fazhi search`."""
    anew = verbs.add_parser("rebuild", help="重建检索索引；重建期间旧索引照常使用")
    anew.set_defaults(run=_rebuild)
    follow = verbs.add_parser("refresh", help="只更新法规库、事项和公示中有变化的部分")
    follow.set_defaults(run=_refresh)
    encode = verbs.add_parser("encode", help="为还没有向量的条文编码，供按语义检索；中断后再次运行从断处继续")
    encode.add_argument("--seconds", type=float, help="最多编码多少秒；不写则全部编完")
    encode.set_defaults(run=_encode)
    told = verbs.add_parser("status", help="各个索引的状况：条数、大小、是否与库中一致")
    told.set_defaults(run=_status)


def _rebuild(args: argparse.Namespace) -> int:
    began = time.monotonic()
    count = rebuild(law_index(settings.FAZHI_HOME))
    print(f"{LAWS.title}：重建{count}条，用时{time.monotonic() - began:.1f}秒。")
    for source in sources.plugged():
        began = time.monotonic()
        count = sources.rebuild(source, sources.index_of(settings.FAZHI_HOME, source.key))
        print(f"{source.title}：重建{count}条，用时{time.monotonic() - began:.1f}秒。")
    print(bring(settings.FAZHI_HOME, PATIENCE_SECONDS))
    return 0


def _refresh(args: argparse.Namespace) -> int:
    changed = {LAWS.title: refresh(law_index(settings.FAZHI_HOME))}
    for title, count in (changed | sources.refresh_all(settings.FAZHI_HOME)).items():
        print(f"{title}：更新{count}条。" if count else f"{title}：没有变化。")
    print(bring(settings.FAZHI_HOME, PATIENCE_SECONDS))
    return 0


def _encode(args: argparse.Namespace) -> int:
    print(bring(settings.FAZHI_HOME, args.seconds))
    return 1 if missing() else 0


def _status(args: argparse.Namespace) -> int:
    laws = law_index(settings.FAZHI_HOME)
    is_there = _told(LAWS.title, laws, "法规库", lambda: is_fresh(laws))
    for source in sources.plugged():
        index = sources.index_of(settings.FAZHI_HOME, source.key)
        _told(source.title, index, "数据库", partial(sources.is_fresh, source, index))
    # Without the others their pages search the rows themselves, so their lack is told and is no failure.
    return 0 if is_there else 1


def _told(title: str, index: Index, rows: str, is_in_step: Callable[[], bool]) -> bool:
    """Say how an index stands; whether there is one."""
    state = index.state()
    if state is None:
        print(f"{title}：尚未建立索引。")
        return False
    step = f"与{rows}一致" if is_in_step() else f"{rows}已有变化，请运行 fazhi search refresh"
    print(f"{title}：{state.entries}条，{state.size / 1e6:.1f} MB，{step}。")
    return True
