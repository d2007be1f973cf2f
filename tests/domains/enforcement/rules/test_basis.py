"""Every rule says on what law it rests, and every refusal what to do."""

import ast
import inspect
from pathlib import Path

import pytest

from fazhi.domains.enforcement.rules import guards, sums
from fazhi.domains.review.rules import guards as review_guards

ROOT = Path(inspect.getfile(guards)).parent
# Refusals of `when` rules choose a way and are shown as such; nothing is to be cured.
WAYS = {
    "needs_review_before_notice",
    "needs_review_after_hearing",
    "needs_discussion",
    "has_duties",
    "will_be_published",
}


@pytest.mark.parametrize("name", guards.__all__)
def test_every_guard_has_a_basis_line(name: str) -> None:
    assert "Basis: " in (getattr(guards, name).__doc__ or ""), name


@pytest.mark.parametrize(
    "name", [n for n, f in vars(review_guards).items() if inspect.isfunction(f) and f.__module__ == review_guards.__name__ and not n.startswith("_") and "act" in inspect.signature(f).parameters]
)  # fmt: skip
def test_every_guard_of_review_has_a_basis_line(name: str) -> None:
    assert "Basis: " in (getattr(review_guards, name).__doc__ or ""), name


@pytest.mark.parametrize(
    "name", ["surcharge", "limitation_ends", "hearing_reasons", "gains_to_take", "is_heavier", "who"]
)
def test_every_sum_of_law_has_a_basis_line(name: str) -> None:
    assert "Basis: " in (getattr(sums, name).__doc__ or "")


def _refusals() -> list[tuple[str, str, int, set[str]]]:
    found = []
    for file in sorted(ROOT.glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Refused":
                    given = {k.arg or "" for k in call.keywords} | (
                        {"basis"} if len(call.args) > 1 else set()
                    )
                    found.append((file.name, node.name, call.lineno, given))
    return found


def test_every_refusal_says_what_to_do_or_where() -> None:
    bare = [
        f"{file}:{line} {name}"
        for file, name, line, given in _refusals()
        if name not in WAYS and not {"cure", "field"} & given
    ]
    assert bare == []
