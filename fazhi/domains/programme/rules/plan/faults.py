"""What is wrong or missing in a plan, in sentences for those who wrote it."""

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.domains.programme.rules.plan import units
from fazhi.domains.programme.rules.plan.shapes import PlanFault, PlanTask

_MISREAD = {
    "釆": "采",
    "単": "单",
    "街接": "衔接",
    "单住": "单位",
    "责仼": "责任",
    "己经": "已经",
    "贵任": "责任",
    "末来": "未来",
    "土级": "上级",
    "曰内": "日内",
}
"""Characters that scanning takes for others, and what they should be."""
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen while a task was read."""

    no: int
    named: units.Named
    unstopped: bool
    prose: bool = False


def of_plan(text: str, tasks: list[PlanTask], notes: list[Note]) -> Iterator[PlanFault]:
    """All faults: those of reading, then what is missing, then what must be settled before the tasks are issued."""
    if not tasks:
        yield PlanFault("no_tasks", "没有读到工作任务。计划的任务应当逐条编号，或者列成带表头的表格。")
        return
    yield from _of_labels(notes)
    yield from _of_titles(tasks, notes)
    yield from _missing(tasks, notes)
    yield from _of_numbers(tasks)
    yield from _of_units(tasks, notes)
    yield from _misread(text, tasks)


def _of_labels(notes: list[Note]) -> Iterator[PlanFault]:
    for note in notes:
        for start, end, word, meant in note.named.odd:
            only_blank = re.sub(r"\s", "", word) == meant
            yield PlanFault(
                "blank" if only_blank else "misread",
                f"第{note.no}项的“{word}”{'中有多余的空格' if only_blank else '疑为错字'}，按“{meant}”读取。",
                (note.no,),
                word,
                start,
                end,
            )


def _of_titles(tasks: list[PlanTask], notes: list[Note]) -> Iterator[PlanFault]:
    for task, note in zip(tasks, notes, strict=True):
        if note.unstopped:
            yield PlanFault(
                "title_stop",
                f"第{task.no}项的标题“{task.title}”后面缺句号，标题是推断的，请核对。",
                (task.no,),
                task.title,
                task.start,
                task.end,
            )


def _missing(tasks: list[PlanTask], notes: list[Note]) -> Iterator[PlanFault]:
    for task in tasks:
        if not task.lead and not task.responsible:
            kind, sentence = "no_unit", "没有写明由哪个单位负责"
        elif not task.responsible:
            kind, sentence = "no_responsible", "只有牵头单位，没有责任单位"
        elif not task.lead:
            kind, sentence = "no_lead", "只有责任单位，没有牵头单位"
        else:
            continue
        whole = f"第{task.no}项“{task.title}”{sentence}。"
        yield PlanFault(kind, whole, (task.no,), start=task.start, end=task.end)
    for note in notes:
        if note.prose:
            yield PlanFault(
                "prose", f"第{note.no}项没有标注责任单位，单位是从行文中读出的，请核对。", (note.no,)
            )
    for task in tasks:
        if not task.deadline:
            yield PlanFault(
                "no_deadline",
                f"第{task.no}项“{task.title}”没有完成时限。",
                (task.no,),
                start=task.start,
                end=task.end,
            )


def _of_numbers(tasks: list[PlanTask]) -> Iterator[PlanFault]:
    for before, task in itertools.pairwise(tasks):
        if task.no not in {before.no + 1, 1}:
            yield PlanFault(
                "number_gap",
                f"任务编号从{before.no}跳到{task.no}，请核对有无遗漏或者重号。",
                (before.no, task.no),
            )


def _of_units(tasks: list[PlanTask], notes: list[Note]) -> Iterator[PlanFault]:
    groups: dict[str, list[int]] = {}
    for task in tasks:
        for unit in dict.fromkeys((*task.lead, *task.responsible)):
            if units.is_group(unit):
                groups.setdefault(unit, []).append(task.no)
    for unit, numbers in groups.items():
        yield PlanFault(
            "group",
            f"“{unit}”泛指多个单位，涉及{len(numbers)}项任务，下达前请展开为具体单位。",
            tuple(numbers),
            unit,
        )
    for note in notes:
        for start, end, word in note.named.open_lists:
            yield PlanFault(
                "open_list",
                f"第{note.no}项的单位后有“{word}”，没有列全，请补全。",
                (note.no,),
                word,
                start,
                end,
            )
    for task in tasks:
        if task.lead and task.lead == task.responsible:
            yield PlanFault(
                "same_units",
                f"第{task.no}项的牵头单位与责任单位相同（{'、'.join(task.lead)}）。",
                (task.no,),
                start=task.start,
                end=task.end,
            )


def _misread(text: str, tasks: list[PlanTask]) -> Iterator[PlanFault]:
    start, end = tasks[0].start, tasks[-1].end
    for word, meant in _MISREAD.items():
        if word == "单住":
            continue  # said where the label was read
        for found in re.finditer(re.escape(word), text[start:end]):
            at = start + found.start()
            no = _task_at(tasks, at)
            sentence = f"“{text[max(start, at - 4) : at + len(word) + 4].strip()}”中的“{word}”疑为“{meant}”。"
            yield PlanFault("misread", sentence, no, word, at, at + len(word))
    blanks = [start + b.start() for b in _BLANK.finditer(text[start:end])]
    if blanks:
        numbers = tuple(dict.fromkeys(no for at in blanks for no in _task_at(tasks, at)))
        yield PlanFault(
            "blank",
            f"正文有{len(blanks)}处字间空格，可能由扫描识别产生。",
            numbers,
            " ",
            blanks[0],
            blanks[0] + 1,
        )


def _task_at(tasks: list[PlanTask], at: int) -> tuple[int, ...]:
    n = bisect.bisect_right(tasks, at, key=lambda task: task.start) - 1
    return (tasks[n].no,) if n >= 0 and at < tasks[n].end else ()
