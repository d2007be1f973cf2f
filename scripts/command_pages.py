"""Writes docs/dev/commands.md from the commands themselves. Usage: python scripts/command_pages.py (or `make docs`)"""

import argparse
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dev" / "commands.md"
HEAD = """# 命令

本页由 `make docs` 从命令自身的说明生成，不手工修改；与代码不一致时 `make check` 不通过。

平台只有一个命令 `fazhi`，写法是 `fazhi 名词 动词`，装在 `.venv/bin/fazhi`。退出码：0 已办成；1 不予办理（说明写到标准错误）；
2 用法不对。无人值守的命令可以重复运行。

## make

| 目标 | 作用 |
|---|---|
"""


def _targets() -> Iterator[tuple[str, str]]:
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"^([a-z-]+):[^#]*## (.+)$", line):
            yield found[1], found[2]


def _choices(parser: argparse.ArgumentParser) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """The sub-commands of a parser by name, each with its one-line help."""
    found: dict[str, tuple[argparse.ArgumentParser, str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {pseudo.dest: pseudo.help or "" for pseudo in action._choices_actions}
            found |= {name: (child, helps.get(name, "")) for name, child in action.choices.items()}
    return found


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = (
            ""
            if action.nargs == 0 or not action.option_strings
            else f" {action.metavar or action.dest.upper()}"
        )
        told = (action.help or "").replace("%(default)s", str(action.default)).replace("|", "\\|")
        yield f"| `{name}{value}` | {told} |"


def commands() -> dict[str, dict[str, argparse.ArgumentParser]]:
    """Every noun with its verbs and their parsers."""
    from fazhi.config.command import NOUNS, _parser

    return {
        noun: {verb: child for verb, (child, _) in _choices(_choices(_parser(noun))[noun][0]).items()}
        for noun in NOUNS
    }


def render() -> str:
    """The whole page. Django must be set up."""
    from fazhi.config.command import NOUNS, _parser

    lines = [HEAD.rstrip(), *(f"| `make {name}` | {told} |" for name, told in _targets())]
    for noun, (title, _) in NOUNS.items():
        lines += ["", f"## fazhi {noun}：{title}"]
        for verb, (child, told) in _choices(_choices(_parser(noun))[noun][0]).items():
            lines += ["", f"### `fazhi {noun} {verb}`", "", told]
            if rows := list(_arguments(child)):
                lines += ["", "| 参数 | 说明 |", "|---|---|", *rows]
    lines += [
        "",
        "## fazhi django",
        "",
        "Django 自带的管理命令，如 `fazhi django migrate`、`fazhi django shell`。",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} 已更新")
