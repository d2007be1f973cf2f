"""Reading a year's special days from a CSV file: date, kind, name."""

import csv
import io
from collections import defaultdict
from datetime import date

from fazhi.calendars.services import check_days
from fazhi.calendars.years import Kind, SpecialDay
from fazhi.kernel.errors import BrokenFile, Fault, Incomplete

HEADS = {
    "date": "date",
    "日期": "date",
    "kind": "kind",
    "类别": "kind",
    "类型": "kind",
    "name": "name",
    "名称": "name",
}
KINDS = {
    "rest": Kind.REST, "休息": Kind.REST, "放假": Kind.REST,
    "working": Kind.WORKING, "上班": Kind.WORKING, "调休上班": Kind.WORKING,
}  # fmt: skip


def read_csv(data: bytes) -> dict[int, list[SpecialDay]]:
    """The special days in the file, by year.

    UTF-8 (with or without a mark at its head) or GB18030, as office programs write it. The first line names the
    columns, in English or Chinese.

    Raises BrokenFile when it cannot be read at all, Incomplete with a fault for every bad row.
    """
    lines = list(csv.reader(io.StringIO(_decode(data), newline="")))
    if not lines:
        raise BrokenFile("文件是空的。")
    heads = [HEADS.get(head.strip().lower(), "") for head in lines[0]]
    if missing := [name for name in ("date", "kind", "name") if name not in heads]:
        raise BrokenFile(f"第1行应为列名 date,kind,name，缺少：{'、'.join(missing)}。")
    where: dict[int, SpecialDay] = {}
    faults: list[Fault] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
        found = _day(row)
        if isinstance(found, str):
            faults.append(Fault(f"第{number}行", f"第{number}行：{found}"))
        else:
            where[number] = found
    years: dict[int, list[SpecialDay]] = defaultdict(list)
    for day in where.values():
        years[day.date.year].append(day)
    numbers = {id(day): number for number, day in where.items()}
    for year, days in years.items():
        for day, sentence in check_days(year, days):
            number = numbers[id(day)]
            faults.append(Fault(f"第{number}行", f"第{number}行：{sentence}"))
    if not where and not faults:
        raise BrokenFile("文件中没有任何日期。")
    if faults:
        raise Incomplete(sorted(faults, key=lambda fault: int(fault.field[1:-1])))
    return dict(years)


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenFile("文件既不是 UTF-8 也不是 GB18030 编码的文本。")


def _day(row: dict[str, str]) -> SpecialDay | str:
    try:
        day = date.fromisoformat(row.get("date", "").replace("/", "-"))
    except ValueError:
        return f"日期“{row.get('date', '')}”不存在或格式不对，应写作 2027-10-01。"
    kind = KINDS.get(row.get("kind", "").lower())
    if kind is None:
        return f"类别“{row.get('kind', '')}”应为 rest（休息）或 working（调休上班）。"
    name = row.get("name", "")
    if not name:
        return "缺少名称，例如“国庆节”。"
    if len(name) > 40:
        return "名称超过40个字。"
    return SpecialDay(day, kind, name)
