"""What a rule sees of an act: frozen facts by value, no database behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fazhi.kernel.periods import WorkCalendar
from fazhi.kernel.terms import TermBook


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts: the person, and the post by which he acts. `post` is empty for the system."""

    person_id: UUID | None
    name: str
    post: str = ""
    organ_id: UUID | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person named in a form: his posts in the organ, and his credentials whose term holds the day of the act."""

    id: UUID
    name: str
    posts: tuple[str, ...] = ()
    unit_id: UUID | None = None
    credentials: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file sent with a form, kept in the archive under its digest. `size` in bytes."""

    digest: str
    name: str
    size: int
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """One clock of the matter as it stands. Days are inclusive last days."""

    state: str
    starts_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """One sub-matter: `outcome` is empty while it is open; `closed_on` is the day it ended."""

    id: UUID
    procedure: str
    stage: str
    outcome: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What the engine itself knows of the matter."""

    id: UUID | None
    stage: str
    number: str
    organ_id: UUID | None
    region_path: str
    opened_on: date | None
    clocks: Mapping[str, ClockFacts] = field(default_factory=dict)
    roles: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    children: Sequence[ChildFacts] = ()
    done: Mapping[str, date] = field(default_factory=dict)
    """Actions that were performed, each with the day of its latest performance."""
    visited: Sequence[str] = ()

    def child(self, procedure: str) -> ChildFacts | None:
        """The latest sub-matter of that procedure."""
        found = [c for c in self.children if c.procedure == procedure]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Act:
    """One act about to be done. `form` holds validated values; it is empty while an act is only previewed."""

    key: str
    at: datetime
    day: date
    doer: Doer
    matter: MatterFacts
    form: Mapping[str, Any]
    terms: TermBook
    calendar: WorkCalendar
    law_day: date
    """The day whose law governs the matter."""
