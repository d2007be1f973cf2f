"""Sample benchmarks for demonstration: marked as samples, never the published benchmark of any organ."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from fazhi.people.actors import SYSTEM
from fazhi.people.models import Region
from fazhi.registers.models import Entry
from fazhi.registers.rules.kinds import BENCHMARK, GRADES
from fazhi.registers.services.keeping import add_entry, open_register, publish_entry, put_in_force

SOURCE = "示例，不是任何机关公布的基准"
_UNITS = {"yuan": "yuan", "times": "multiple", "multiple": "multiple", "percent": "percent"}


@transaction.atomic
def load_sample(path: Path, at: datetime) -> int:
    """Put the benchmarks of a sample file into the register of the topmost region, in force and published.

    May be run again: codes that are there are left alone. Gives how many are new; none when the file is absent or no
    region is loaded yet. Raises Incomplete for a sample whose numbers cannot be.
    """
    region = Region.objects.order_by("level", "path").first()
    if region is None or not path.is_file():
        return 0
    register = open_register(
        BENCHMARK.key, owner=None, region=region, at=at, title=f"{BENCHMARK.title}（示例）"
    )
    known = set(Entry.objects.filter(register=register).values_list("code", flat=True))
    made = 0
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        if row["code"] in known:
            continue
        entry = add_entry(
            register,
            code=row["code"],
            title=row["act"][:200],
            data=_data(row),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]) if row.get("valid_to") else None,
            actor=SYSTEM,
            at=at,
        )
        put_in_force(entry, actor=SYSTEM)
        publish_entry(entry, actor=SYSTEM)
        made += 1
    return made


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _data(row: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "domain": row["domain"],
        "act": row["act"],
        "law_basis": row["basis"],
        "law_min": str(row["law"][0]),
        "law_max": str(row["law"][1]),
        "source": SOURCE,
        "sample": True,
        "grades": [
            {
                "key": grade["key"],
                "label": GRADES.get(grade["key"], grade["key"]),
                "condition": grade["when"],
                "min": str(grade["range"][0]),
                "max": str(grade["range"][1]),
                "kind": _UNITS[row["unit"]],
                "weight": grade["weight"],
            }
            for grade in row["grades"]
        ],
    }
    return data | ({"base": row["base"]} if row.get("base") else {})
