"""The figures of a report: each quantity with what it counts and of which year."""

import re

from fazhi.domains.programme.rules.report.sentences import Count
from fazhi.domains.programme.rules.report.shapes import Figure

_LEAD = re.compile(
    r"^(?:其中|包括|并|共|已|均|全年|分别为?|累计|共计|现有|目前|截至目前|同时|另外|此外|全[市区县省镇]|我[市区县局镇省]|一是|二是|三是|四是|五是)+"
)
_YEAR = re.compile(
    r"(?P<a>(?:19|20)\d\d)(?:\s?年?\s?(?:[-—–~～－]|至|到)\s?(?P<b>(?:19|20)\d\d))?\s?(?P<since>年(?:度)?(?:以来|至今|起|后))?"
)
_PLAN = {"十三五": "2016-2020", "十四五": "2021-2025", "十五五": "2026-2030"}
_LAST_YEAR = re.compile(r"去年|上年|上一年")
_MOST = 40


def figure(text: str, count: Count, said: str, year: str) -> Figure:
    """The figure of a count; `said` is the sentence up to it, `year` that of the report."""
    q = count.quantity
    words = _LEAD.sub("", count.label)
    tail = "" if count.is_share else count.tail.strip()
    return Figure(
        start=q.start,
        end=q.end,
        text=text[q.start : q.end],
        value=q.value,
        unit=q.unit,
        what=re.sub(r"\s", "", f"{words}{tail}")[-_MOST:],
        approx=q.approx,
        qualifier=q.qualifier,
        year=year_of(said, year),
    )


def year_of(said: str, year: str) -> str:
    """The year that the words before a figure name last, else that of the report: 2019, 2015-, 2017-2019."""
    named = list(_YEAR.finditer(said))
    plans = [(said.rfind(name), span) for name, span in _PLAN.items() if name in said]
    if _LAST_YEAR.search(said) and year.isdigit() and not named:
        return str(int(year) - 1)
    if plans and (not named or max(plans)[0] > named[-1].start()):
        return max(plans)[1]
    if not named:
        return year
    last = named[-1]
    if last["b"]:
        return f"{last['a']}-{last['b']}"
    return f"{last['a']}-" if last["since"] else last["a"]
