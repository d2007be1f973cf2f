"""The sheets of organs and their units."""

from typing import Any

from fazhi.people.models import Organ, Region, Unit
from fazhi.people.services.importing import Import
from fazhi.people.services.workbook_reading import Row

OUT_OF_SCOPE = "不在您的管理范围内，不能导入。"


def take_organs(work: Import, rows: list[Row]) -> None:
    """Find or make each organ by its full name; blank cells leave what is there."""
    regions = {r.code: r for r in Region.objects.filter(code__in={row.values["region"] for row in rows})}
    taken = {
        key: {getattr(o, key): o for o in work.organs.values() if getattr(o, key)}
        for key in ("uscc", "doc_word")
    }
    seen: dict[str, int] = {}
    for row in rows:
        name = row.values["name"]
        if name in seen:
            work.faults.append(row.fault("机关全称", f"“{name}”与第{seen[name]}行重复。"))
            continue
        seen[name] = row.number
        region = regions.get(row.values["region"])
        if region is None:
            work.faults.append(row.fault("区划代码", f"没有登记的区划代码“{row.values['region']}”。"))
            continue
        _take_organ(work, row, region, taken)
    _set_parents(work, rows)


def _take_organ(work: Import, row: Row, region: Region, taken: dict[str, dict[str, Organ]]) -> None:
    organ = work.organs.get(row.values["name"])
    values: dict[str, Any] = {key: value for key, value in row.values.items() if key != "parent"} | {
        "region": region
    }
    if organ is not None and organ.pk not in work.organs_in_scope:
        work.faults.append(row.fault("机关全称", OUT_OF_SCOPE))
        return
    differs = organ is None or any(getattr(organ, key) != value for key, value in values.items())
    if differs and not work.manages_region:
        sentence = "您的岗位只能导入本机关人员，机关由本级政府或者司法行政机关的管理员登记和修改。"
        work.faults.append(row.fault("机关全称", sentence))
        return
    if differs and not (work.actor.is_system or region.path.startswith(work.actor.region_path)):
        work.faults.append(row.fault("区划代码", OUT_OF_SCOPE))
        return
    for key, header in (("uscc", "统一社会信用代码"), ("doc_word", "机关代字")):
        other = taken[key].get(values.get(key, ""))
        if other is not None and other is not organ:
            work.faults.append(row.fault(header, f"“{values[key]}”已经属于“{other.name}”。"))
            return
    if organ is None:
        organ = Organ(**values)
        work.organs[organ.name] = organ
        work.organs_in_scope.add(organ.pk)
        work.make(row.sheet, organ)
    else:
        work.bring_up_to_date(row.sheet, organ, values)
    for key, organs in taken.items():
        if getattr(organ, key):
            organs[getattr(organ, key)] = organ


def _set_parents(work: Import, rows: list[Row]) -> None:
    """After all organs are known, since a parent may stand further down in the sheet."""
    for row in rows:
        organ, wanted = work.organs.get(row.values["name"]), row.values.get("parent")
        if organ is None or not wanted:
            continue
        parent = work.organs.get(wanted)
        if parent is None:
            work.faults.append(row.fault("主管机关", f"没有名为“{wanted}”的机关。"))
        elif parent is organ or organ in _above(parent):
            work.faults.append(row.fault("主管机关", "机关不能以自己或者自己的下属机关为主管机关。"))
        elif organ.parent_id != parent.pk:
            if not work.manages_region:
                work.faults.append(row.fault("主管机关", "您的岗位不能修改主管机关。"))
                continue
            work.set(organ, {"parent": parent})


def _above(organ: Organ) -> list[Organ]:
    chain: list[Organ] = []
    while organ.parent is not None and organ.parent not in chain:
        organ = organ.parent
        chain.append(organ)
    return chain


def take_units(work: Import, rows: list[Row]) -> None:
    """Find or make each unit by its organ and name."""
    seen: dict[tuple[Any, str], int] = {}
    for row in rows:
        organ = organ_of(work, row)
        if organ is None:
            continue
        key = (organ.pk, row.values["name"])
        if key in seen:
            work.faults.append(row.fault("机构名称", f"“{key[1]}”与第{seen[key]}行重复。"))
            continue
        seen[key] = row.number
        if unit := work.units.get(key):
            work.bring_up_to_date(row.sheet, unit, {"kind": row.values["kind"]})
            continue
        work.units[key] = Unit(organ=organ, name=key[1], kind=row.values["kind"])
        work.make(row.sheet, work.units[key])


def organ_of(work: Import, row: Row) -> Organ | None:
    """The organ that a row names, if it is there and in scope; else a fault is noted."""
    organ = work.organs.get(row.values["organ"])
    if organ is None:
        work.faults.append(
            row.fault("机关全称", f"没有名为“{row.values['organ']}”的机关，请先在“机关”表中登记。")
        )
    elif organ.pk not in work.organs_in_scope:
        work.faults.append(row.fault("机关全称", OUT_OF_SCOPE))
        return None
    return organ
