"""Load the tree of regions from a table."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from fazhi.kernel.errors import Fault, Incomplete
from fazhi.people.models import Region
from fazhi.people.vocabulary import RegionLevel

PACKAGED = Path(__file__).resolve().parents[1] / "data" / "regions.csv"
_LAST_ORDINAL = 998


@dataclass(frozen=True, slots=True)
class LoadedRegions:
    """How many regions were new, renamed, and as before."""

    made: int
    changed: int
    same: int


def read_regions(path: Path = PACKAGED) -> list[dict[str, str]]:
    """The rows of a region table: code, name, short, level, parent (a code), unverified."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@transaction.atomic
def load_regions(rows: Iterable[Mapping[str, str]] | None = None) -> LoadedRegions:
    """Bring the regions into the tree, parents before children; may be run again and changes only what differs.

    The level is taken from the table, never from the code, and a parent may be any region above, so that towns can
    hang directly under a city. A region's place never changes, since the paths of old matters point to it: another
    parent is a fault.

    Raises Incomplete with every fault, and loads nothing then.
    """
    known = {r.code: r for r in Region.objects.select_related("parent")}
    next_ordinal = _next_ordinals(known.values())
    faults: list[Fault] = []
    new: list[Region] = []
    changed: list[Region] = []
    seen: set[str] = set()
    same = 0
    for line, row in enumerate(list(read_regions() if rows is None else rows), start=2):
        code = row["code"].strip()
        fault = _fault(row, known, seen)
        seen.add(code)
        if fault:
            faults.append(Fault(f"第{line}行", fault))
            continue
        parent = known.get(row["parent"].strip())
        values = {"name": row["name"].strip(), "short": row["short"].strip(), "level": int(row["level"])}
        values["is_verified"] = not row.get("unverified", "").strip()
        if region := known.get(code):
            if any(getattr(region, key) != value for key, value in values.items()):
                for key, value in values.items():
                    setattr(region, key, value)
                changed.append(region)
            else:
                same += 1
            continue
        above = parent.path if parent else ""
        ordinal = next_ordinal.get(above, 1)
        if ordinal > _LAST_ORDINAL:
            faults.append(Fault(f"第{line}行", f"“{parent}”之下的区域已满{_LAST_ORDINAL}个，无法再添加。"))
            continue
        next_ordinal[above] = ordinal + 1
        known[code] = Region(code=code, parent=parent, path=f"{above}{ordinal:03d}", **values)
        new.append(known[code])
    if faults:
        raise Incomplete(faults)
    Region.objects.bulk_create(new)
    Region.objects.bulk_update(changed, ["name", "short", "level", "is_verified"])
    return LoadedRegions(len(new), len(changed), same)


def _next_ordinals(regions: Iterable[Region]) -> dict[str, int]:
    used: dict[str, int] = {}
    for region in regions:
        above, own = region.path[:-3], int(region.path[-3:])
        used[above] = max(used.get(above, 1), own + 1)
    return used


def _fault(row: Mapping[str, str], known: Mapping[str, Region], seen: set[str]) -> str:
    code, parent, level = row["code"].strip(), row["parent"].strip(), row["level"].strip()
    if not code.isdigit() or len(code) not in {6, 9, 12}:
        return f"区划代码“{code}”应为6位、9位或12位数字。"
    if code in seen:
        return f"区划代码“{code}”在表中出现了两次。"
    if level not in {str(v) for v in RegionLevel.values}:
        return f"层级“{level}”应为1（省级）至4（乡级）。"
    if parent and parent not in known:
        return f"上级区域“{parent}”不存在，上级应排在下级之前。"
    if parent and known[parent].level >= int(level):
        return f"“{row['name']}”的层级应低于上级“{known[parent].name}”。"
    before = known.get(code)
    if before and (before.parent.code if before.parent else "") != parent:
        return f"“{before.name}”已在别的上级之下，区域不能移动；请撤销旧区域后以新代码添加。"
    return ""
