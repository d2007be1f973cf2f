"""`fazhi mcp`: the law library and the counting of terms for assistants, over standard input and output."""

import argparse
import importlib.util
import sys
from typing import Any

PACKAGE = "mcp"


def build(verbs: Any) -> None:
    """Add the verb; `fazhi mcp` alone means it."""
    serve = verbs.add_parser(
        "serve",
        help="供智能助手调用（MCP，标准输入输出）：查找条文、某日有效的条文、核对引用、计算期限；可以只写 fazhi mcp",
    )
    serve.set_defaults(run=_serve)


def _serve(args: argparse.Namespace) -> int:
    if importlib.util.find_spec(PACKAGE) is None:
        print("这项功能需要另装软件包：pip install 'fazhi[mcp]'（约10 MB），装好后再运行。", file=sys.stderr)
        return 1
    from fazhi.shell.assistants.server import run

    run()
    return 0
