"""Read a plan: its head, its tasks with units, time limits and targets, and what is wrong or missing in it."""

import re
from dataclasses import dataclass

from fazhi.domains.programme.rules.plan import aims, faults, tables, titles, units
from fazhi.domains.programme.rules.plan.choice import choose
from fazhi.domains.programme.rules.plan.head import read_head
from fazhi.domains.programme.rules.plan.items import Item, items
from fazhi.domains.programme.rules.plan.shapes import Plan, PlanTask

_LAW = re.compile(r"《([^《》]{2,100})》")
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)])"
)
_LABEL_LINE = re.compile(
    rf"[ \t\u3000]*[（(]?(?:{units.LEAD}|{units.SHARE}|完成时限|完成时间|时限|完成期限|时间要求|工作目标|目标)[ \u3000]*[：:]"
)


@dataclass
class _Found:
    """A task as it was found, before it is finished."""

    item: Item
    named: units.Named
    start: int
    end: int


def read_plan(text: str) -> Plan:
    """The plan that a text holds. Never fails: what cannot be read is said in `faults`.

    Basis: none (house practice)
    """
    head = read_head(text)
    rows = tables.rows(text)
    tasks, notes = _from_rows(text, rows) if rows else _from_items(text)
    return Plan(
        title=head.title,
        doc_no=head.doc_no,
        index_no=head.index_no,
        issuer=head.issuer,
        written_on=head.written_on,
        tasks=tuple(tasks),
        faults=tuple(faults.of_plan(text, tasks, notes)),
    )


def _from_items(text: str) -> tuple[list[PlanTask], list[faults.Note]]:
    found = items(text)
    leads = units.first_leads(text)
    said = {id(i): units.named(text, i.start, _reach(text, i), first_is_lead=leads) for i in found}
    chosen = choose(found, {key for key, one in said.items() if one.spans})
    tasks: list[PlanTask] = []
    notes: list[faults.Note] = []
    through = _counts_through(chosen)
    for n, item in enumerate(chosen, start=1):
        whole = units.named(text, item.start, _reach_whole(text, item), first_is_lead=leads)
        end = _end(text, item, whole)
        if prose := not (whole.lead or whole.share):
            whole = units.in_prose(text, item.body, end)
        title, unstopped = titles.title_of(text[item.body : end])
        no = item.number if through else n
        tasks.append(
            PlanTask(
                no=no,
                section=_section(text, item),
                title=title,
                text=text[item.start : end],
                start=item.start,
                end=end,
                lead=tuple(whole.lead),
                responsible=tuple(whole.share),
                deadline=aims.deadlines(text, item.body, end),
                target=aims.targets(text, item.body, end, whole.spans),
                laws=tuple(dict.fromkeys(_LAW.findall(text[item.start : end]))),
            )
        )
        notes.append(faults.Note(no, whole, unstopped, prose=prose and bool(whole.lead or whole.share)))
    return tasks, notes


def _counts_through(chosen: list[Item]) -> bool:
    """Whether the numbers run on from section to section, so that each is that of one task."""
    numbers = [item.number for item in chosen]
    return len(set(numbers)) == len(numbers)


def _reach(text: str, item: Item) -> int:
    """How far the item's own words go: to its first inner item; units that follow the last inner one are not asked here."""
    return min(item.own_end, _reach_whole(text, item))


def _reach_whole(text: str, item: Item) -> int:
    """How far an item goes at most: a blank line ends it unless units or terms follow."""
    at = item.inner[-1].start if item.inner else item.start
    end = item.end
    while at < end:
        stop = text.find("\n", at, end)
        if stop < 0:
            return end
        following = re.compile(r"\s*").match(text, stop, end)
        assert following is not None  # it may be empty
        blank = text.count("\n", stop, following.end()) > 1
        if blank and not _LABEL_LINE.match(text, following.end(), end):
            return stop
        at = following.end() if following.end() > stop else stop + 1
    return end


def _end(text: str, item: Item, whole: units.Named) -> int:
    """Where a task ends: behind its units when they close a paragraph, else with its paragraph."""
    reach = _reach_whole(text, item)
    first = text.find("\n", max(item.body, item.inner[-1].body if item.inner else 0), reach)
    first = reach if first < 0 else first
    last = max((b for _, b in whole.spans), default=0)
    closing = last if last > first else first
    line = text.find("\n", closing, reach)
    end = reach if line < 0 else line
    # Lines that name a term or an aim go with the task; so does the text under a bare heading.
    while end < reach:
        after = text.find("\n", end + 1, reach)
        after = reach if after < 0 else after
        bare_heading = not re.search(r"[。；;]", text[item.body : end])
        if not _LABEL_LINE.match(text, end + 1, after) and not bare_heading:
            break
        end = after
    while end > item.start and text[end - 1].isspace():
        end -= 1
    return end


def _section(text: str, item: Item) -> str:
    return titles.heading_of(text[item.parent.body : item.parent.own_end]) if item.parent else ""


def _from_rows(text: str, rows: list[tables.Row]) -> tuple[list[PlanTask], list[faults.Note]]:
    tasks: list[PlanTask] = []
    notes: list[faults.Note] = []
    given = [row.cells.get("no", "") for row in rows]
    numbers = [int(n) for n in given if re.fullmatch(r"\d{1,4}", n)]
    through = len(numbers) == len(rows) == len(set(numbers))
    for n, row in enumerate(rows, start=1):
        cells = row.cells
        no = int(cells["no"]) if through else n
        named = units.Named()
        named.add(units.split(cells.get("lead", "")), leads=True)
        for part in [cells.get("share", "")]:
            if re.search(r"[：:]|牵头|[（(]", part):
                _mixed(part, named)
            else:
                named.add(units.split(part), leads=False)
        words = cells.get("title") or cells.get("text", "")
        body = f"{cells.get('title', '')}。{cells.get('text', '')}"
        term = cells.get("deadline", "")
        tasks.append(
            PlanTask(
                no=no,
                section=titles.heading_of(_NUMBERED.sub("", cells.get("section", ""))),
                title=titles.title_of(_NUMBERED.sub("", words))[0],
                text=text[row.start : row.end],
                start=row.start,
                end=row.end,
                lead=tuple(named.lead),
                responsible=tuple(named.share),
                deadline=tuple(
                    dict.fromkeys(
                        ([re.sub(r"\s", "", term)] if term else []) + list(aims.deadlines(body, 0, len(body)))
                    )
                ),
                target=aims.targets(body, 0, len(body), []),
                laws=tuple(dict.fromkeys(_LAW.findall(body))),
            )
        )
        notes.append(faults.Note(no, named, unstopped=False))
    return tasks, notes


def _mixed(part: str, named: units.Named) -> None:
    """A cell in which leading and other units stand together: 牵头：A；配合：B, or A（牵头）、B."""
    inner = units.named(part, 0, len(part))
    if inner.spans and re.search(r"[：:]", part):
        named.add(inner.lead, leads=True)
        named.add(inner.share, leads=False)
        return
    for unit in units.split(part):
        bare = re.sub(r"[（(](?:牵头|牵头单位|主办)[）)]$", "", unit)
        named.add([bare], leads=bare != unit)
