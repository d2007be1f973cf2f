"""The first thing that a newcomer's machine runs: finding a Python that will do, or saying what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.once
NAMES = ("python3.13", "python3.12", "python3.11", "python3", "python")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of the script in an empty place, and a PATH with no Python on it."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "bootstrap.sh", tmp_path / "scripts")
    (tmp_path / "scripts" / "install.py").write_text("import sys\nprint('installing with', sys.argv[1:])\n")
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "dirname", "cat"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or "")
    return tmp_path


def bootstrap(machine: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(machine / "scripts" / "bootstrap.sh"), "core"],
        env={"PATH": str(machine / "bin"), **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def shim(machine: Path, name: str, does: str) -> None:
    place = machine / "bin" / name
    place.write_text(f"#!/bin/sh\n{does}\n")
    place.chmod(0o755)


def test_without_python_it_says_what_to_do_in_both_languages(machine: Path) -> None:
    told = bootstrap(machine)
    assert told.returncode == 1
    assert "没有找到可用的 Python 3.11" in told.stderr
    assert "No usable Python 3.11" in told.stderr


def test_a_name_that_only_prints_an_error_is_passed_over(machine: Path) -> None:
    for name in NAMES[:2]:
        shim(machine, name, "echo 'not installed here' >&2; exit 127")
    (machine / "bin" / "python3").symlink_to(sys.executable)
    told = bootstrap(machine)
    assert told.returncode == 0, told.stderr
    assert told.stdout == "installing with ['core']\n"


def test_an_old_python_will_not_do(machine: Path) -> None:
    # What an old Python answers to the question.
    shim(machine, "python3", "exit 1")
    assert bootstrap(machine).returncode == 1


def test_a_python_can_be_named(machine: Path) -> None:
    told = bootstrap(machine, FAZHI_PYTHON=sys.executable)
    assert told.returncode == 0, told.stderr


def test_make_alone_lists_every_target_with_a_line() -> None:
    env = {**os.environ, "MAKEFLAGS": ""}
    told = subprocess.run(["make"], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    for target in ("run", "setup", "test", "check", "bench", "services"):
        line = next(line for line in told.splitlines() if line.split()[:2] == ["make", target])
        assert len(line.split()) > 2


def test_an_installation_that_stands_is_left_alone() -> None:
    """The second time is quick: nothing is asked of pip."""
    told = subprocess.run(
        [sys.executable, "-c", _STANDS], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    assert told == "core: nothing to do\n"


_STANDS = """
import sys, tempfile
from pathlib import Path
sys.path.insert(0, "scripts")
import install
place = Path(tempfile.mkdtemp())
(place / "bin").mkdir()
(place / "bin" / "python").symlink_to(sys.executable)
install.VENV, install.PYTHON = place, place / "bin" / "python"
(place / "installed-dev").write_text(install.requirements())
def refuse(what):
    raise SystemExit(f"pip was asked for {what}")
install.install = refuse
install.main("core")
print("core: nothing to do")
"""
