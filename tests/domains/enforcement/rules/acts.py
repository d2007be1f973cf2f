"""An act by value for rule tests: no database, the real terms, and the calendar of the year's notices."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import chinese_calendar

from fazhi.domains.enforcement.rules.terms import TERMS
from fazhi.kernel.acts import Act, ChildFacts, ClockFacts, Doer, MatterFacts, PersonFact
from fazhi.kernel.terms import TermBook

ZONE = ZoneInfo("Asia/Shanghai")
SPACE = UUID(int=7)


def who(name: str) -> UUID:
    """The id of a person of that name."""
    return uuid5(SPACE, name)


class Notices:
    """Working days as the State Council's notices fix them, from the package chinesecalendar."""

    edition = "test"

    def is_working(self, day: date) -> bool:
        return bool(chinese_calendar.is_workday(day))

    def is_rest(self, day: date) -> bool:
        return not self.is_working(day)

    def why(self, day: date) -> str:
        return ""

    def is_provisional(self, day: date) -> bool:
        return False


def person(name: str, **held: Any) -> PersonFact:
    """A person as a form names him."""
    return PersonFact(who(name), name, ("officer",), None, tuple(held.get("credentials", ())))


def act(
    day: str = "2026-03-02",
    form: Mapping[str, Any] | None = None,
    *,
    doer: str = "某人",
    key: str = "act",
    roles: Mapping[str, tuple[str, ...]] | None = None,
    clocks: Mapping[str, tuple[str, str]] | None = None,
    children: tuple[tuple[str, str, str | None], ...] = (),
    at: datetime | None = None,
    terms: TermBook = TERMS,
) -> Act:
    """One act. `clocks` gives state and last day; `children` procedure, outcome and the day it ended."""
    on = date.fromisoformat(day)
    matter = MatterFacts(
        id=who("matter"),
        stage="",
        number="",
        organ_id=who("organ"),
        region_path="001001",
        opened_on=on,
        clocks={
            k: ClockFacts(state, None, date.fromisoformat(due)) for k, (state, due) in (clocks or {}).items()
        },
        roles={role: tuple(map(who, people)) for role, people in (roles or {}).items()},
        children=[
            ChildFacts(who(f"child{n}"), procedure, "", outcome, date.fromisoformat(ended) if ended else None)
            for n, (procedure, outcome, ended) in enumerate(children)
        ],
    )
    return Act(
        key=key,
        at=at or datetime.combine(on, time(10), ZONE),
        day=on,
        doer=Doer(who(doer), doer),
        matter=matter,
        form=form or {},
        terms=terms,
        calendar=Notices(),
        law_day=on,
    )
