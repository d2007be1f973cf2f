"""Our manners as functions of a syntax tree: each gives the lines that offend, with what to do instead."""

import ast
import re

from tests.house.sources import calls, dotted

_NEEDS_ARGUMENT = {"timezone.localdate", "timezone.localtime"}
_READS_CLOCK = {
    "timezone.now",
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "time.time",
    "time.localtime",
    "time.gmtime",
}
_WRITES_ROW = re.compile(r"(\.objects\.(create|bulk_create|get_or_create|update_or_create)|\.save|\.asave)$")


def clock_readings(module: ast.AST) -> list[str]:
    """Calls that ask what time it is."""
    found = []
    for call, name in calls(module):
        tail = ".".join(name.split(".")[-2:])
        if tail in _READS_CLOCK or (tail in _NEEDS_ARGUMENT and not call.args and not call.keywords):
            found.append(f"{call.lineno}: {name}() reads the clock; take `at`, `day` or `now` as an argument")
    return found


def row_writes(module: ast.AST) -> list[str]:
    """Rows written by hand."""
    return [
        f"{call.lineno}: {name}() writes a row in a view; call a service, or perform an action of the procedure"
        for call, name in calls(module)
        if _WRITES_ROW.search(name) and not name.endswith("session.save")
    ]


def stage_writes(module: ast.AST) -> list[str]:
    """A stage set by assignment or by an update of rows."""
    found = []
    for node in ast.walk(module):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call) and dotted(node.func).endswith(".update"):
            targets = [ast.Attribute(node.func, k.arg) for k in node.keywords if k.arg]
        found += [
            f"{node.lineno}: writes .{t.attr}; only the engine moves a matter: perform an action"
            for t in targets
            if isinstance(t, ast.Attribute) and t.attr == "stage"
        ]
    return found


def swallowed(module: ast.AST) -> list[str]:
    """`except:` and `except Exception`, also inside a tuple."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        if any(k is None or dotted(k).split(".")[-1] in {"Exception", "BaseException"} for k in kinds):
            found.append(
                f"{node.lineno}: catches everything; name the error you can answer for, let the others rise"
            )
    return found


def public_functions(module: ast.Module) -> list[ast.FunctionDef]:
    """The functions of a module that others may call."""
    return [n for n in module.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def without_basis(module: ast.Module) -> list[str]:
    """Public functions that judge an act and whose docstring names no law, nor says that there is none.

    Those judge that are asked about an act (guards, checks, routes) or answer with a verdict; what they compute with
    is not asked.
    """
    judges = [
        f
        for f in public_functions(module)
        if "act" in {a.arg for a in f.args.args} or (f.returns and "Verdict" in ast.unparse(f.returns))
    ]
    return [
        f"{f.lineno}: {f.name} has no `Basis:` line in its docstring; cite 《法律》第…条, or say"
        " `Basis: none (house practice)`"
        for f in judges
        if not re.search(r"^\s*Basis: \S", ast.get_docstring(f) or "", re.MULTILINE)
    ]
