"""Building a matter again from its ledger events alone, and comparing it with the rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fazhi.kernel.digests import canonical_json
from fazhi.ledger import selectors as ledger
from fazhi.procedures.engine.clocking import standing
from fazhi.procedures.engine.step import projection
from fazhi.procedures.models import Assignment, ClockRow, Matter


@dataclass(frozen=True)
class Difference:
    """One place where rows and events tell different stories."""

    matter_id: UUID
    what: str
    in_rows: Any
    in_events: Any

    def __str__(self) -> str:
        return f"{self.matter_id} {self.what}：数据表为 {self.in_rows}，按记录重建为 {self.in_events}"


@dataclass
class Rebuilt:
    """A matter as its events tell it."""

    now: dict[str, Any]
    clocks: dict[str, dict[str, Any]]
    roles: dict[str, set[str]]
    seq: int
    head: str


def rebuild(matter_id: UUID) -> Rebuilt:
    """Fold the matter's events, first to last."""
    built = Rebuilt(now={}, clocks={}, roles={}, seq=0, head="")
    for event in ledger.chain(matter_id):
        data = json.loads(event.data)
        built.now = data.get("now", built.now)
        built.seq, built.head = event.seq, event.digest
        for clock in data.get("clocks", ()):
            built.clocks[clock["key"]] = {k: v for k, v in clock.items() if k not in {"key", "what"}}
        for row in data.get("assigned", ()):
            held = built.roles.setdefault(row["role"], set())
            held.difference_update(row["replaces"])
            held.add(row["person"])
    return built


def differences(matter: Matter) -> Iterator[Difference]:
    """Where the matter's rows differ from what its events rebuild: stage, worklist, clocks, roles."""
    built = rebuild(matter.pk)
    rows = _plain(projection(matter)) | {"seq": matter.seq, "head": matter.head}
    told = built.now | {"seq": built.seq, "head": built.head}
    for key in rows:
        if rows[key] != told.get(key):
            yield Difference(matter.pk, key, rows[key], told.get(key))
    clocks = {row.key: _plain(standing(row)) for row in ClockRow.objects.filter(matter=matter)}
    for key in clocks.keys() | built.clocks.keys():
        if clocks.get(key) != built.clocks.get(key):
            yield Difference(matter.pk, f"期限 {key}", clocks.get(key), built.clocks.get(key))
    roles: dict[str, set[str]] = {}
    for row in Assignment.objects.filter(matter=matter, until__isnull=True):
        roles.setdefault(row.role, set()).add(str(row.person_id))
    for role in roles.keys() | {k for k, held in built.roles.items() if held}:
        if roles.get(role) != built.roles.get(role):
            yield Difference(
                matter.pk, f"角色 {role}", sorted(roles.get(role, ())), sorted(built.roles.get(role, ()))
            )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(canonical_json(values))
    return plain
