"""Daily duties: each in a process of its own; one that fails stops none of the others."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from fazhi.config.site.working import DUTIES, Duty, checkpoint_of_the_day, do_apart, work
from fazhi.kernel.ids import new_id
from fazhi.ledger.models import Checkpoint, Event
from fazhi.ledger.services.append import append
from fazhi.people.actors import SYSTEM

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NOTES = "FAZHI_TEST_NOTES"


def note(now: datetime) -> None:
    """A duty that leaves a trace."""
    with Path(os.environ[NOTES]).open("a") as notes:
        notes.write(f"{os.getpid()} {now.isoformat()}\n")


def breaks(now: datetime) -> None:
    """A duty that fails."""
    raise ValueError(now)


NOTE = Duty("记一笔", __name__, "note", 60)
BREAKS = Duty("出错", __name__, "breaks", 60)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(NOTES, str(tmp_path / "notes"))
    return tmp_path / "notes"


def test_a_duty_is_done_apart_with_the_moment_given(notes: Path) -> None:
    assert do_apart(NOTE, AT)
    pid, moment = notes.read_text().split()
    assert int(pid) != os.getpid()
    assert moment == AT.isoformat()


def test_a_duty_that_fails_is_reported_and_stops_none_of_the_others(notes: Path) -> None:
    assert work([BREAKS, NOTE], once=True, clock=lambda: AT) == ["出错"]
    assert len(notes.read_text().splitlines()) == 1


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.function)
@pytest.mark.django_db
def test_every_duty_can_be_done_twice_in_an_empty_house(
    duty: Duty, settings: Settings, tmp_path: Path
) -> None:
    settings.FAZHI_HOME = tmp_path
    duty.do(AT)
    duty.do(AT)


def _event(matter_id: UUID, seq: int, at: datetime) -> Event:
    return append(
        matter_id=matter_id, seq=seq, kind="acted", action="note", at=at, occurred_at=at, actor=SYSTEM, data={}, files=[]
    )  # fmt: skip


@pytest.mark.django_db
def test_the_ledger_gets_one_checkpoint_a_day() -> None:
    matter = new_id()
    _event(matter, 1, AT)
    checkpoint_of_the_day(AT)
    _event(matter, 2, AT + timedelta(hours=1))
    checkpoint_of_the_day(AT + timedelta(hours=2))
    assert Checkpoint.objects.count() == 1
    checkpoint_of_the_day(AT + timedelta(days=1))
    assert Checkpoint.objects.count() == 2
