"""What the tests of the ledger share: a person who acts, chains, and a way past the database's refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from fazhi.kernel.ids import new_id
from fazhi.ledger import triggers
from fazhi.ledger.models import Event
from fazhi.ledger.services import append

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 9, 30, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Person:
    person_id: UUID | None
    name: str


@pytest.fixture
def officer() -> Person:
    return Person(new_id(), "乌兰")


@pytest.fixture
def chain_of(officer: Person) -> Callable[..., list[Event]]:
    """Makes a matter's chain of so many events."""

    def make(length: int, matter_id: UUID | None = None) -> list[Event]:
        matter_id = matter_id or new_id()
        return [
            append(
                matter_id=matter_id,
                seq=seq,
                kind="opened" if seq == 1 else "acted",
                action=f"act{seq}",
                at=AT + timedelta(minutes=seq),
                actor=officer,
                data={"form": {"cause": f"未按规定公示{seq}", "n": seq}},
                files=[f"sm3:{seq:064x}"] if seq % 3 == 0 else [],
            )
            for seq in range(1, length + 1)
        ]

    return make


@pytest.fixture
def unguarded(db: None) -> None:
    """The triggers are gone during the test, as for an attacker who owns the database; its rollback brings them back."""
    triggers.remove(connection)
