"""Walking one sample case through the engine, along its own simulated time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.periods import WorkCalendar
from fazhi.people.actors import SYSTEM, Actor
from fazhi.procedures.engine import Done, Upload, open_matter, perform
from fazhi.procedures.models import ClockRow, Matter


class Rests(Exception):
    """The case has come to the present day, or to where it is meant to rest."""


@dataclass
class Walk:
    """One case under way. `team` are the actors of its organ by role; time only goes forward."""

    team: Mapping[str, Actor]
    rng: Random
    now: datetime
    until: datetime
    rest_at: str = ""
    calendar: WorkCalendar = field(default_factory=calendars.current)
    matter_id: UUID | None = None

    def open(self, procedure: str, who: str, data: Mapping[str, Any]) -> Done:
        """Begin the case."""
        done = open_matter(procedure, self.team[who], data, at=self.now)
        self.matter_id = done.matter.pk
        return done

    def do(
        self,
        who: str,
        action: str,
        data: Mapping[str, Any] | None = None,
        files: Sequence[Upload] = (),
        *,
        days: int = 0,
        on: UUID | None = None,
    ) -> Done:
        """Let some days pass, then act. Raises Rests when that would be after the present day."""
        if action == self.rest_at:
            raise Rests
        self.wait(days)
        at = on or self.case
        return perform(at, action, self.team[who], data or {}, files, at=self.now)

    def system(self, action: str, *, on: UUID | None = None) -> Done:
        """Let the system do what a lapsed term asks."""
        at = on or self.case
        return perform(at, action, SYSTEM, at=self.now)

    def wait(self, days: int) -> None:
        """Go on by some days to office hours of a working day."""
        moment = self.now + (timedelta(days=days) if days else timedelta(minutes=7 + self.rng.randrange(40)))
        local = timezone.localtime(moment)
        if local.hour < 9 or local.hour >= 17:
            moment = local.replace(hour=9 + self.rng.randrange(3)) + timedelta(
                days=1 if local.hour >= 17 else 0
            )
        while not self.calendar.is_working(timezone.localdate(moment)):
            moment += timedelta(days=1)
        if moment > self.until:
            raise Rests
        self.now = moment

    def wait_past(self, clock: str, *, on: UUID | None = None) -> None:
        """Go on to the day after a clock's last day."""
        row = ClockRow.objects.get(matter_id=on or self.case, key=clock)
        assert row.due_on is not None
        days = (row.due_on - timezone.localdate(self.now)).days + 1
        if days > 0:
            self.wait(days)

    def child(self, procedure: str) -> UUID:
        """The open sub-matter of that kind."""
        return Matter.objects.values_list("pk", flat=True).get(
            parent_id=self.case, procedure=procedure, is_open=True
        )

    @property
    def case(self) -> UUID:
        """The case that was opened."""
        assert self.matter_id is not None, "the case has not been opened"
        return self.matter_id

    @property
    def stage(self) -> str:
        """Where the case rests."""
        return Matter.objects.values_list("stage", flat=True).get(pk=self.case)
