"""Errands run on exact days, for tests of figures."""

from typing import Any

from fazhi.people.actors import Actor
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Matter
from tests.procedures.conftest import Office, at


def act(matter: Matter, action: str, who: Actor, day: str, **data: Any) -> Matter:
    """One act; gives the matter as it then stands."""
    perform(matter.pk, action, who, data, at=at(day))
    matter.refresh_from_db()
    return matter


def opened(office: Office, day: str, **data: Any) -> Matter:
    return open_matter(
        "sample.errand", office.officer, {"subject": "取件", "colour": "red", **data}, at=at(day)
    ).matter


def told(office: Office, day: str, **data: Any) -> Matter:
    """An errand whose receiver was told on the day on which it was accepted."""
    matter = opened(office, day, **data)
    act(matter, "accept", office.head, day, runner=str(office.officer.person_id))
    return act(matter, "tell", office.officer, day)


def finished(office: Office, day: str, ended: str, fee: str = "10.10", **data: Any) -> Matter:
    """An errand run and finished; nobody objected."""
    matter = told(office, day, **data)
    from fazhi.procedures.sweep import sweep

    sweep(at(ended))
    matter.refresh_from_db()
    return act(matter, "finish", office.officer, ended, fee=fee)
