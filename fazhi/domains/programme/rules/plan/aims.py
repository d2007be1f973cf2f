"""Until when, and how much: the time limits and targets of a task."""

import re

from fazhi.kernel.quantities import quantities
from fazhi.kernel.quantity_words import TIME

_Y = r"(?:(?:19|20)\d\d\s?年|今年|明年|本年度?|当年|每年)"
_BY = r"(?:之?前完成|之?前|以前|之?内|完成|为止)"
_LABELLED = re.compile(
    r"(?:完成时限|完成时间|完成期限|时间要求|时间安排|时间节点|时限要求|进度安排|进度要求|办结时限|工作时限|时限|完成日期)[ \u3000]*[：:][ \u3000]*(?P<term>[^；;。\n）)]{1,40})"
)
_TERM = re.compile(
    "|".join(
        (
            rf"(?:{_Y}\s?)?\d{{1,2}}\s?月(?:份|底|末|初|中旬|上旬|下旬|\d{{1,2}}\s?日)?\s?{_BY}",
            rf"{_Y}?\s?(?:年底|年末|底|末)\s?{_BY}",
            rf"{_Y}\s?(?:上半年|下半年|第?[一二三四1-4]季度)(?:底|末)?(?:{_BY})?",
            rf"{_Y}\s?{_BY}",
            r"(?:第?[一二三四]季度|上半年|下半年)(?:底|末)?(?:之?前|内)",
            r"(?:年底前|年内|年末前|全年|每季度末?|每月底?前?|每半年|每年度?|每周|按季度?|按月|逐月|逐季)",
            r"[^，。；：:、,;（）()\n]{0,24}?之日起\s?(?:的)?\s?[\d一二三四五六七八九十]{1,3}\s?个?(?:工作日|日|天|月|年)(?:之?内|以内)",
            r"[^，。；：:、,;（）()\n]{0,20}?(?:届满|期满|到期|开始|开展|施行|实施)前\s?[\d一二三四五六七八九十]{1,3}\s?个?(?:工作日|日|天|月|年)",
            r"(?:[\d一二三四五六七八九十]{1,2}\s?[-—–~～至到]\s?)?[\d一二三四五六七八九十]{1,3}\s?个?(?:工作日|自然日|日|天|月|年|小时)(?:之内|以内|内)",
            # What never ends counts as a term only where it stands alone: 持续推进执法水平 is a task.
            r"(?<=[，；。：:,;（(、\s])(?:长期坚持|长期|持续推进|持续用力|持续开展|持续|常态化推进|即知即改|立行立改)(?=[，；。,;）)、\s]|$)",
        )
    )
)
_NOT_TERMS = re.compile(r"全年龄|全年级|每年度?以来|按月通报制|年内部")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n（）()]")


def deadlines(text: str, start: int, end: int) -> tuple[str, ...]:
    """The time limits in `text[start:end]` as they are written, each once."""
    found: list[tuple[int, str]] = []
    covered: list[tuple[int, int]] = []
    for told in _LABELLED.finditer(text, start, end):
        found.append((told.start(), told["term"].strip()))
        covered.append(told.span())
    for term in _TERM.finditer(text, start, end):
        if any(a <= term.start() < b for a, b in covered) or _NOT_TERMS.match(text, term.start()):
            continue
        if text[term.start() - 1 : term.start()] == "《" or _quoted(text, start, term.start()):
            continue
        word = re.sub(r"\s", "", term[0])
        # 实施部门在文件有效期届满前6个月: the term begins with 在.
        if (at := word.rfind("在", 0, -6)) > 0:
            word = word[at:]
        found.append((term.start(), word))
    return tuple(dict.fromkeys(word for _, word in sorted(found)))


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether the place lies inside the title of a law or paper."""
    return text.rfind("《", start, at) > text.rfind("》", start, at)


def targets(text: str, start: int, end: int, passed: list[tuple[int, int]]) -> tuple[str, ...]:
    """The clauses of `text[start:end]` that name a quantity to be reached; `passed` holds units, which are none."""
    found = []
    piece = text[start:end]
    for one in quantities(piece):
        at = start + one.start
        if one.unit in TIME or not one.unit or any(a <= at < b for a, b in passed):
            continue
        before = max(
            (m.end() for m in _CLAUSE.finditer(text, max(start, at - 60), at)), default=max(start, at - 60)
        )
        after = _CLAUSE.search(text, start + one.end, min(end, start + one.end + 40))
        clause = text[before : after.start() if after else min(end, start + one.end + 40)].strip()
        found.append(re.sub(r"^\d{1,3}[.．、]", "", clause))
    return tuple(dict.fromkeys(found))
