"""What the tests of the archive share: an archive folder of their own, and files made from nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from fazhi.kernel.ids import new_id

AT = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Person:
    person_id: UUID | None
    name: str


@pytest.fixture
def officer() -> Person:
    return Person(new_id(), "乌兰")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, settings) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "archive"
    return settings.ARCHIVE_ROOT


def lying_in(folder: Path) -> list[Path]:
    """Every file under the folder, finished or not."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
