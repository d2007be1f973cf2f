"""What our code does not do, and where."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import manners
from tests.house.sources import HOUSE, named, python, rooms, tree

Manner = Callable[[ast.Module], list[str]]
TIMELESS = {"services", "rules", "effects", "facts", "paper_contexts", "selectors"}
VIEWS = {"desk", "portal", "api", "views"}


def timeless(path: Path) -> bool:
    """Where the moment is handed in: floors and rooms that decide or write."""
    names = rooms(path)
    if "commands" in names:
        return False
    return names[0] in {"kernel", "procedures"} or bool(TIMELESS & set(names))


def is_view(path: Path) -> bool:
    """Where a request is answered."""
    names = rooms(path)
    answers = names[0] == "shell" or bool(VIEWS & set(names))
    return answers and not {"commands", "services"} & set(names)


def offences(manner: Manner, where: Callable[[Path], bool]) -> list[str]:
    return [f"{named(path)}:{line}" for path in python() if where(path) for line in manner(tree(path))]


def listed(found: list[str]) -> str:
    return "\n" + "\n".join(found)


def test_the_clock_is_read_at_the_door() -> None:
    found = offences(manners.clock_readings, timeless)
    assert not found, listed(found)


def test_views_write_no_rows() -> None:
    found = offences(manners.row_writes, is_view)
    assert not found, listed(found)


def test_only_the_engine_writes_a_stage() -> None:
    found = offences(manners.stage_writes, lambda path: rooms(path)[0] != "procedures")
    assert not found, listed(found)


def test_nothing_is_swallowed() -> None:
    found = offences(manners.swallowed, lambda path: True)
    assert not found, listed(found)


def test_guards_name_their_law() -> None:
    guards = [
        p for p in python(HOUSE / "domains") if "rules" in p.parts and "guards" in str(p.relative_to(HOUSE))
    ]
    found = [f"{named(path)}:{line}" for path in guards for line in manners.without_basis(tree(path))]
    assert not found, listed(found)


@pytest.mark.parametrize(
    ("manner", "bad", "good"),
    [
        (manners.clock_readings, "x = timezone.now()", "x = timezone.localdate(at)"),
        (manners.clock_readings, "x = timezone.localdate()", "x = at.date()"),
        (manners.clock_readings, "x = datetime.date.today()", "x = day.today"),
        (manners.clock_readings, "x = datetime.now(tz=UTC)", "x = time.monotonic()"),
        (manners.row_writes, "case.save()", "request.session.save()"),
        (manners.row_writes, "Notice.objects.create(title=t)", "services.tell(title=t)"),
        (manners.stage_writes, "matter.stage = 'closed'", "stage = 'closed'"),
        (manners.stage_writes, "rows.filter(id=1).update(stage='closed')", "form.update(title='x')"),
        (
            manners.swallowed,
            "try:\n  f()\nexcept Exception:\n  pass",
            "try:\n  f()\nexcept ValueError:\n  g()",
        ),
        (manners.swallowed, "try:\n  f()\nexcept:\n  pass", "try:\n  f()\nfinally:\n  g()"),
        (manners.swallowed, "try:\n  f()\nexcept (OSError, Exception):\n  pass", "f()"),
        (
            manners.without_basis,
            'def may(f) -> Verdict:\n  """Whether."""',
            'def may(f) -> Verdict:\n  """Whether.\n\n  Basis: 《行政处罚法》第五条\n  """',
        ),
    ],
)
def test_each_manner_sees_the_offence_and_nothing_else(manner: Manner, bad: str, good: str) -> None:
    assert manner(ast.parse(bad))
    assert not manner(ast.parse(good))
