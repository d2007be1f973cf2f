"""Plans that are tables: one task a row, with a head that names the columns."""

import re
from dataclasses import dataclass

CELL, DITTO = "\t", "〃"
_COLUMNS = (
    ("no", r"序号|编号|项目序号|任务序号"),
    ("lead", r"牵头.{0,6}(?:单位|部门|科室)?|主办(?:单位|部门)|主责(?:单位|部门)|第一责任单位"),
    (
        "share",
        r"(?:责任|配合|协办|参与|参加|落实|承办|实施|协同|完成).{0,4}(?:单位|部门|科室|处室|主体).{0,8}|责任分工|分工",
    ),
    ("deadline", r"(?:完成|工作|办理)?(?:时限|期限|时间|时间节点|进度安排|日期)(?:要求|安排)?"),
    ("section", r"类别|项目|工作类别|重点工作|一级指标|任务类别|工作领域|主要方面|板块|领域"),
    (
        "title",
        r"(?:主要|重点|具体|工作|年度)?(?:工作)?任务(?:名称|内容)?|工作事项|事项|重点工作任务|任务事项|工作项目|二级指标",
    ),
    (
        "text",
        r"(?:具体|工作|主要)?(?:措施|举措|内容|要求|任务内容|目标任务|目标|标准)|具体任务|任务要求|三级指标|备注",
    ),
)
_LEAST = 3
_HEADING = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan's table: what stands in its columns, and where the row is in the text."""

    cells: dict[str, str]
    start: int
    end: int


def rows(text: str) -> list[Row]:
    """The rows of all tables whose head names a task and who has to do it."""
    found: list[Row] = []
    head: list[str] | None = None
    above: dict[str, str] = {}
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if CELL not in line.strip("\r "):
            words = line.strip()
            if head is not None and 0 < len(words) <= _HEADING:
                # A row that is one cell from side to side is a heading between the rows.
                above = {"section": words}
            elif words:
                head = None
            continue
        cells = [cell.strip() for cell in line.split(CELL)]
        columns = _head(cells)
        if columns:
            head, above = columns, {}
        elif head is not None:
            above = _row(head, cells, above)
            if _is_task(above):
                found.append(Row(above, start, end))
    return found


def _head(cells: list[str]) -> list[str] | None:
    names = [_column(re.sub(r"[\s（()）]", "", cell)) for cell in cells]
    known = {name for name in names if name}
    if (
        len(known) >= min(_LEAST, len(cells))
        and known & {"lead", "share"}
        and known & {"title", "text", "section"}
    ):
        return names
    return None


def _column(cell: str) -> str:
    return next((name for name, pattern in _COLUMNS if re.fullmatch(pattern, cell)), "")


def _row(head: list[str], cells: list[str], above: dict[str, str]) -> dict[str, str]:
    if len([c for c in cells if c and c != DITTO]) == 1 and len(cells) > 1:
        # The same, with empty cells beside it.
        return {"section": next(c for c in cells if c and c != DITTO)}
    row: dict[str, str] = {}
    for name, cell in zip(head, cells, strict=False):
        if not name:
            continue
        word = above.get(name, "") if cell == DITTO else cell
        row[name] = (
            f"{row[name]}、{word}"
            if row.get(name) and word and name in {"lead", "share"}
            else row.get(name) or word
        )
    if not row.get("section") and "section" in above:
        row["section"] = above["section"]
    return row


def _is_task(row: dict[str, str]) -> bool:
    return bool(row.get("title") or row.get("text")) and bool({"lead", "share"} & set(row))
