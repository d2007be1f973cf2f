import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.once


def chromium(path: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "chromium.py")],
        env={**os.environ, "PATH": path, "FAZHI_CHROMIUM": "", **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    place = tmp_path / "chromium-browser"
    place.write_text("#!/bin/sh\n")
    place.chmod(0o755)
    return place


def test_a_browser_on_the_path_is_found(browser: Path) -> None:
    assert chromium(str(browser.parent)).stdout.strip() == str(browser)


def test_a_named_browser_goes_first(browser: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    assert chromium(str(browser.parent), FAZHI_CHROMIUM=str(other)).stdout.strip() == str(other)


def test_a_named_browser_that_is_not_there_is_told_and_none_is_installed(browser: Path) -> None:
    told = chromium(str(browser.parent), FAZHI_CHROMIUM="/nowhere/chromium")
    assert told.returncode == 1
    assert "FAZHI_CHROMIUM" in told.stderr


def test_without_a_browser_or_a_package_manager_it_says_what_to_do(tmp_path: Path) -> None:
    told = chromium(str(tmp_path))
    assert told.returncode == 1
    assert "apt-get install chromium" in told.stderr
