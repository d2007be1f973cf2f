"""`fazhi law search`: articles that answer a question."""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel.errors import FazhiError
from fazhi.search.answering import as_json, hits
from fazhi.search.errors import IndexBusy, IndexMissing, UnreadableQuestion
from fazhi.search.laws import LEVELS, law_index
from fazhi.search.passages import Sought, as_text, passage
from fazhi.search.ranking import Answer, counts, like, rank
from fazhi.search.standing import WINDOWS, status

_STANDING = {
    "in_force": "",
    "doubtful": "（效力待核）",
    "future": "（尚未施行）",
    "superseded": "（已被修改）",
    "repealed": "（已废止）",
}
_MOST = 100
_STAMP = "SELECT stamp FROM law_libraryimport ORDER BY id DESC LIMIT 1"


def build(verbs: Any) -> None:
    """Add the verb `search` to `fazhi law`, and let the index follow an import."""
    parser = verbs.add_parser("search", help="检索条文：用日常的话提问，或者给出法规名称、条号、文号")
    _arguments(parser)
    parser.set_defaults(run=_run)
    importing = verbs.choices.get("import")
    if importing is not None:
        importing.set_defaults(run=_then_refresh(importing.get_default("run")))


def answer_quickly(arguments: list[str], home: Path, database: Mapping[str, Any], today: date) -> int | None:
    """Answer without Django when the index is of the library's last import; None when it is not, or cannot be told.

    `database` are Django's settings of the data base.
    """
    state = law_index(home).state()
    if state is None or state.stamp != _library_stamp(database):
        return None
    parser = argparse.ArgumentParser(prog="fazhi law search")
    _arguments(parser)
    args = parser.parse_args(arguments)
    try:
        return _answer(args, home, today)
    except FazhiError as error:
        print(error.sentence, file=sys.stderr)
        return 1


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="问题", help="多个词之间可以有空格")
    parser.add_argument("--limit", type=_count, default=10, metavar="条数", help=f"默认10，最多{_MOST}")
    parser.add_argument("--on", type=date.fromisoformat, metavar="日期", help="这一天有效的文本，默认今天")
    parser.add_argument(
        "--level", action="append", choices=LEVELS[1:], metavar="级别", help="如 law、local_regulation"
    )
    parser.add_argument("--organ", action="append", metavar="机关", help="制定机关")
    parser.add_argument("--region", action="append", metavar="地域", help="地方性法规、规章所属的地方")
    parser.add_argument("--year", action="append", metavar="年", help="通过或者公布的年份")
    parser.add_argument(
        "--status", choices=tuple(WINDOWS), default="in_force", help="默认 in_force；ended 为已修改或者废止"
    )
    parser.add_argument("--like", metavar="引用", help="找与这一条相近的条文，如 行政处罚法#60")
    parser.add_argument(
        "--batch", type=Path, metavar="文件", help='每行一个 {"id","query"}，答复也是每行一个'
    )
    parser.add_argument(
        "--facets", action="store_true", help="同时给出各级别、机关、地域、年份的条数（配合 --json）"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= _MOST:
        raise argparse.ArgumentTypeError(f"应当在1和{_MOST}之间")
    return count


def _library_stamp(database: Mapping[str, Any]) -> str | None:
    """The stamp of the library's last import, read past Django; None when the data base is not a file of SQLite."""
    if not str(database["ENGINE"]).endswith("sqlite3") or not Path(str(database["NAME"])).is_file():
        return None
    try:
        with sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True) as held:
            row = held.execute(_STAMP).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else _dashed(row[0])


def _dashed(text: str) -> str:
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _run(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    _follow_library(settings.FAZHI_HOME)
    return _answer(args, settings.FAZHI_HOME, timezone.localdate())


def _then_refresh(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The import, and after it the index brought in step."""

    def importing(args: argparse.Namespace) -> int:
        from django.conf import settings

        code = run(args)
        _follow_library(settings.FAZHI_HOME)
        return code

    return importing


def _follow_library(home: Path) -> None:
    """Bring the index in step with the library; while another process does so, the old one answers."""
    from fazhi.law import library
    from fazhi.search.commands.meaning import PATIENCE_SECONDS, bring
    from fazhi.search.laws import is_fresh, refresh

    index = law_index(home)
    if not library.current().is_loaded or is_fresh(index):
        return
    print("法规库有变化，正在更新检索索引……", file=sys.stderr)
    try:
        refresh(index)
        print(bring(home, PATIENCE_SECONDS), file=sys.stderr)
    except IndexBusy as busy:
        if index.state() is None:
            raise
        print(busy.sentence, file=sys.stderr)


def _answer(args: argparse.Namespace, home: Path, today: date) -> int:
    on = args.on or today
    window = WINDOWS[args.status]
    given = {"level": args.level, "organ": args.organ, "region": args.region, "year": args.year}
    filters = {name: tuple(values) for name, values in given.items() if values}
    try:
        if args.batch is not None:
            for key, query in _questions(args.batch):
                found = rank(home, query, on, limit=args.limit, filters=filters, window=window)
                print(json.dumps({"id": key, "hits": hits(found)}, ensure_ascii=False))
            return 0
        query = args.like or " ".join(args.query)
        if not query.strip():
            raise UnreadableQuestion("请写出要找什么，例如：fazhi law search 借钱不还怎么办。")
        found = rank(home, query, on, limit=args.limit, filters=filters, window=window)
        if args.like:
            found = _like(home, found, on, args.limit)
    except IndexMissing:
        print("法规库或者检索索引是空的。请先运行 fazhi law import。", file=sys.stderr)
        return 1
    if args.json:
        counted = counts(home, found, on, filters, window) if args.facets else None
        print(json.dumps(as_json(query, found, on, counted), ensure_ascii=False))
        return 0
    return _tell(found, on)


def _like(home: Path, named: Answer, on: date, limit: int) -> Answer:
    if not named.found or named.found[0].score is not None:
        raise UnreadableQuestion("--like 后面要写库中有的一条，如 行政处罚法#60。")
    row = named.found[0].row
    return Answer(like(home, row.key, on, limit=limit), text=row.text)


def _tell(found: Answer, on: date) -> int:
    for typed, meant in found.slips:
        print(f"“{typed}”也按“{meant}”查找。", file=sys.stderr)
    for row in found.laws:
        print(f"《{row.short}》{_STANDING[status(row, on)]}")
    sought = Sought.of(found.text)
    for place, one in enumerate(found.found, start=1):
        label = f"《{one.row.short}》{one.row.label}{_STANDING[status(one.row, on)]}"
        print(f"{place}. {label}　{as_text(passage(one.row.text, sought))}")
    if not found.laws and not found.found:
        print("没有找到。", file=sys.stderr)
        return 1
    return 0


def _questions(path: Path) -> list[tuple[Any, str]]:
    """The questions of a file, all read before the first is answered.

    Raises UnreadableQuestion with the line that is none.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableQuestion(f"不能读取 {path}：{error}。") from error
    found: list[tuple[Any, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            found.append((given["id"], str(given["query"])))
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableQuestion(f'{path} 第{number}行不是 {{"id","query"}} 形式的 JSON。') from error
    return found
