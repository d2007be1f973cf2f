"""This year's report against last year's: growth whose base only the earlier report tells."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from fazhi.domains.programme.rules.report.arithmetic import agrees, shown
from fazhi.domains.programme.rules.report.shapes import Figure, Relation, Report, ReportFault
from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.quantities import plain

_GROWTH = re.compile(
    r"[，,、（(]?(?:同比|比上年|较上年|比去年|较去年|比上一年|较上一年)(?:同期)?"
    r"(?:(?P<up>增长|增加|上升|提高|增|多)|(?P<down>下降|减少|降低|降|少))(?:了|约)?"
)
_FILLING = re.compile(
    r"^(?:(?:19|20)\d\d年度?|全年|今年|本年度?|截至\S{0,6}?|累计|共计?|合计|全[省市县区镇]|我[省市县区镇局]|各级|其中|已|了|，|：)+"
)
_SHORTEST = 4


def compare(this: Report, text: str, last: Report) -> tuple[Relation, ...]:
    """The growth that `this` states, checked with the figures of `last`; `figures` are places in `this`.

    Two figures are of the same when the words of what they count and their unit are the same, and each stands once in
    its report. Whatever else is left alone.
    """
    before = _by_words(last)
    now = _by_words(this)
    found = []
    for n, step in enumerate(this.figures[1:], start=1):
        new = this.figures[n - 1]
        key = _key(new)
        way = _GROWTH.fullmatch(text[new.end : step.end - len(step.text) + _verb(step)])
        if not way or len(before[key]) != 1 or len(now[key]) != 1 or len(key[0]) < _SHORTEST:
            continue
        if not _exact(new, step, old := before[key][0]) or not old.value:
            continue
        relation = _checked(n, new, step, old, down=way["down"] is not None)
        if relation:
            found.append(relation)
    return tuple(found)


def with_last_year(this: Report, text: str, last: Report) -> Report:
    """The report with what last year's shows of its growth among its relations and faults."""
    more = compare(this, text, last)
    wrong = [
        ReportFault(
            one.kind.value,
            one.explain,
            this.figures[one.figures[0]].start,
            this.figures[one.figures[-1]].end,
            this.figures[one.figures[-1]].text,
        )
        for one in more
        if not one.holds
    ]
    return replace(this, relations=(*this.relations, *more), faults=(*this.faults, *wrong))


def _verb(step: Figure) -> int:
    """Where the digits of a figure begin, behind a verb that is part of it."""
    digits = re.search(r"[\d０-９一二三四五六七八九十百两]", step.text)
    return digits.start() if digits else 0


def _exact(*figures: Figure) -> bool:
    return not any(figure.approx or figure.qualifier for figure in figures)


def _key(figure: Figure) -> tuple[str, str]:
    return _FILLING.sub("", figure.what), figure.unit


def _by_words(report: Report) -> dict[tuple[str, str], list[Figure]]:
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in report.figures:
        found[_key(figure)].append(figure)
    return found


def _checked(n: int, new: Figure, step: Figure, old: Figure, *, down: bool) -> Relation | None:
    moved = old.value - new.value if down else new.value - old.value
    if step.unit == "%" and new.unit != "%":
        kind, computed, fits = RelationKind.RATIO, moved * 100 / old.value, False
        fits = agrees(computed, step.value)
    elif step.unit == new.unit or (step.unit == "百分点" and new.unit == "%"):
        kind, computed = RelationKind.DIFFERENCE, moved
        fits = computed == step.value
    else:
        return None
    return Relation(
        kind,
        (n - 1, n),
        plain(step.value),
        shown(Decimal(computed)),
        fits,
        f"上一年度报告的“{old.what}”为{plain(old.value)}{old.unit}，本年为{plain(new.value)}{new.unit}，"
        f"{'减少' if down else '增加'}{shown(Decimal(computed))}{step.unit}，与所列{plain(step.value)}{step.unit}{'相符' if fits else '不符'}。",
    )
