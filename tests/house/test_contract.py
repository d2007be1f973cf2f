"""The import contract of pyproject.toml catches each kind of breach. (That it is kept is `make check`.)"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, python

BREACHES = {
    "floors": ("kernel/breach.py", "import fazhi.law.models\n"),
    "neighbours": ("domains/review/vocabulary_of_others.py", "import fazhi.domains.enforcement.models\n"),
    "rooms": ("domains/enforcement/models/breach.py", "import fazhi.domains.enforcement.rules\n"),
    "front-door": ("shell/breach.py", "import fazhi.domains.enforcement.models\n"),
    "pure": ("kernel/breach.py", "import django\n"),
}


def lint(place: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Run one contract over the copy."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--contract", contract],
        cwd=place, env={**os.environ, "PYTHONPATH": str(place)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Python of the house and its contract, to be spoiled."""
    for path in python():
        place = tmp_path / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(copy: Path, contract: str) -> None:
    place, line = BREACHES[contract]
    (copy / "fazhi" / place).write_text(line)
    told = lint(copy, contract)
    assert told.returncode == 1, told.stdout + told.stderr
    assert "BROKEN" in told.stdout
    assert place.removesuffix(".py").replace("/", ".") in told.stdout


@pytest.mark.parametrize(
    ("contract", "stray"), [("floors", "utils.py"), ("rooms", "domains/enforcement/miscellany.py")]
)
def test_a_room_that_the_plan_does_not_know_is_caught(copy: Path, contract: str, stray: str) -> None:
    (copy / "fazhi" / stray).write_text("")
    told = lint(copy, contract)
    assert told.returncode == 1
    assert Path(stray).stem in told.stdout
