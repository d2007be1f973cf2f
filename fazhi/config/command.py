"""The command `fazhi <noun> <verb>`.

Each noun is built by the rooms that own its verbs: a module with `build(verbs)`, which adds sub-parsers and sets
`run` to a function that takes the parsed arguments and returns the exit code: 0 done, 1 refused, 2 misuse.
"""

import argparse
import importlib
import os
import sys

NOUNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "calendars": ("法定日历", ("fazhi.calendars.commands.calendars",)),
    "clocks": ("期限", ("fazhi.calendars.commands.clocks", "fazhi.procedures.commands.clocks")),
    "people": ("机关与人员", ("fazhi.people.commands.people",)),
    "law": (
        "法规库",
        (
            "fazhi.law.commands.law",
            "fazhi.law.commands.editions",
            "fazhi.law.commands.export",
            "fazhi.law.commands.relate",
            "fazhi.law.commands.cite",
            "fazhi.shell.commands.law",
            "fazhi.search.commands.search",
        ),
    ),
    "search": ("检索索引", ("fazhi.search.commands.index",)),
    "draft": ("规范性文件草案", ("fazhi.domains.rulemaking.commands.draft",)),
    "ledger": ("存证账本", ("fazhi.ledger.commands.ledger", "fazhi.procedures.commands.replay")),
    "measures": ("指标", ("fazhi.measures.commands.measures",)),
    "procedures": ("法定程序", ("fazhi.procedures.commands.procedures",)),
    "report": ("年度报告", ("fazhi.domains.programme.commands.report",)),
    "plan": ("年度计划", ("fazhi.domains.programme.commands.plan",)),
    "mcp": ("供智能助手调用", ("fazhi.config.commands.mcp",)),
    "demo": ("示例数据", ("fazhi.config.commands.demo",)),
    "site": ("安装与运行", ("fazhi.config.commands.site",)),
}

# A noun with one obvious verb may be written alone.
ALONE = {"mcp": "serve"}

# Verbs that answer without Django, which takes a second to start, where they can; each says itself when it cannot.
QUICK = {("law", "search"): "fazhi.search.commands.search"}


def _parser(only: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fazhi", description="法治政府建设平台")
    nouns = parser.add_subparsers(dest="noun", required=True, metavar="名词")
    for noun, (title, modules) in NOUNS.items():
        child = nouns.add_parser(noun, help=title, description=title)
        if noun != only:
            continue
        verbs = child.add_subparsers(dest="verb", required=True, metavar="动词")
        for module in modules:
            importlib.import_module(module).build(verbs)
    nouns.add_parser("django", help="Django 自带的管理命令（migrate、shell 等）")
    return parser


def _quickly(argv: list[str]) -> int | None:
    """The exit code of a verb that answers without Django; None when it is another or cannot."""
    module = QUICK.get((argv[0], argv[1])) if len(argv) > 1 else None
    if module is None:
        return None
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from fazhi.config import env

    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    done = importlib.import_module(module).answer_quickly(argv[2:], env.HOME, env.database(), today)
    assert done is None or isinstance(done, int)
    return done


def _has_tables() -> bool:
    """Whether the database has been made ready at all; one that cannot be reached is not for us to judge."""
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    if argv[:1] == ["django"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["fazhi django", *argv[1:]])
        return 0
    if len(argv) == 1 and argv[0] in ALONE:
        argv = [argv[0], ALONE[argv[0]]]
    if (quick := _quickly(argv)) is not None:
        return quick
    import django
    from django.db import DatabaseError

    from fazhi.kernel.errors import FazhiError

    django.setup()
    args = _parser(argv[0] if argv else None).parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except FazhiError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except DatabaseError:
        if _has_tables():
            raise
        print(
            "数据表尚未建立。请先运行 make setup（或者 fazhi site prepare），再运行本命令。", file=sys.stderr
        )
        return 1
    except BrokenPipeError:
        # Whoever read our lines, such as `head`, has seen enough; nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
