"""When a draft takes effect and how long it applies."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.specs import made
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.numerals import from_chinese
from fazhi.kernel.structure import Kind, Node, Structure

# Ordinary and trial documents, in years. Local provisions differ; where one is known it may only be shorter.
LONGEST_YEARS, LONGEST_TRIAL_YEARS = 5, 2

_C = "[〇零○一二三四五六七八九十]"
DAY = re.compile(
    rf"(?P<y>[0-9]{{4}}|{_C}{{4}})\s*年\s*(?P<m>[0-9]{{1,2}}|{_C}{{1,3}})\s*月\s*(?P<d>[0-9]{{1,2}}|{_C}{{1,3}})\s*日"
)
_STARTS = re.compile(
    rf"自?\s*(?P<day>{DAY.pattern.replace('?P<y>', '').replace('?P<m>', '').replace('?P<d>', '')}|(?:发布|公布|印发|颁布|发文|下发|签发|本?通知)(?:之日|之月|次日|日)?(?:起)?)\s*(?:[0-9一二三四五六七八九十]+日后)?\s*(?:起|开始)?\s*(?:正式|试|暂)?\s*(?:施行|实施|执行|生效|试行|起效)"
)
_EFFECTIVE = re.compile(
    r"(?:起|日后|日起|开始)[^。；\n]{0,12}(?:施行|实施|执行|生效|试行)|(?:施行|实施|执行|生效|试行)(?:日期|时间)[为：:是]|(?:施行|实施|执行|生效)之日|(?:有效期|试行期|实施期|执行期|有效期限)[^。\n]{0,10}自|(?:时间|期限|期间)[^。\n]{0,6}[0-9]{4}年[^。\n]{0,12}(?:至|-|—)|即日起(?:施行|实施|执行)"
)
_LABEL = re.compile(
    r"^\s*(?:第\s*[一二三四五六七八九十百零0-9]+\s*条|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)])\s*"
)
_VALID = re.compile(
    r"有效期|有效至|有效期限|施行至|实施至|执行至|试行期|试行至|适用至|暂定[^。\n]{0,6}年|(?:施行|实施|执行)期限|施行[一二三四五六七八九十0-9]+年|截止(?:到|至|日期)|自动失效|失效日期|(?:期限|时间|试行)[^。\n]{0,4}为?[0-9一二三四五六七八九十]{1,3}年|至[0-9]{4}年[^。\n]{0,8}(?:止|失效|结束)"
)
_YEARS = re.compile(
    r"(?:有效期(?:限)?|施行期(?:限)?|实施期(?:限)?|执行期(?:限)?|试行期(?:限)?|期限|试行|暂行|有效)[^。；\n0-9一二三四五六七八九十]{0,6}(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*年(?!\d|[0-9]*月)"
)
_UNTIL = re.compile(
    rf"(?:有效期?(?:限)?(?:为|自)?[^。；\n]{{0,24}}?(?:至|到|截止)|(?:施行|实施|执行|试行|适用)(?:期限)?[^。；\n]{{0,6}}?(?:至|到)|截止(?:到|至|日期[为：:])?)\s*(?P<day>{DAY.pattern})"
)
_FOREVER = re.compile(
    r"长期有效|永久有效|有效期(?:为|：)?(?:长期|永久|不限)|不设有效期|无限期|长期(?:施行|实施|执行)"
)
_GENRES = re.compile(
    r"(?:办法|规定|细则|规则|措施|意见|政策|标准|制度|规范|举措|指引|规程|若干条|条)(?:[（(][^（）()]{1,12}[）)])*(?:[》”]?的(?:通知|通告|公告))?$"
)
_PLANS = re.compile(
    r"方案|计划|规划|纲要|要点|报告|总结|讲话|批复|函|清单|名单|预案|公示|会议|纪要|表彰|分工|责任书|转发|废止|清理|修改|开展.{0,20}(?:工作|行动|活动)的通知"
)
_TRIAL = re.compile(r"暂行|试行")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the text."""

    start: int
    end: int
    day: date | None


def read_day(match: re.Match[str]) -> Day:
    """A matched day; `day` is None when the calendar has no such day."""
    year, month, day = (_number(match[name]) for name in ("y", "m", "d"))
    place = match.start("y")
    if not (1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(max(year, 1), month)[1]):
        return Day(place, match.end(), None)
    return Day(place, match.end(), date(year, month, day))


def _moved(day: Day, by: int) -> Day:
    return Day(day.start + by, day.end + by, day.day)


def _number(printed: str) -> int:
    try:
        return from_chinese(printed.replace("○", "〇"))
    except ValueError:
        return 0


def check(structure: Structure, level: Level) -> Iterator[Finding]:
    """Impossible days of any text; missing and overlong validity of documents; retroactive effect of all below laws."""
    for match in DAY.finditer(structure.text):
        if read_day(match).day is None:
            yield made(structure, "dates.impossible", match.start(), match.end())
    starts = _starts(structure)
    if level in (Level.DOCUMENT, Level.RULE):
        yield from _clashing_starts(structure, starts)
        yield from _retroactive(structure, starts)
    if level is Level.DOCUMENT:
        yield from _too_long(structure, starts)
        yield from _missing(structure)


def _starts(structure: Structure) -> list[Day]:
    """The days from which this text itself applies."""
    found = []
    for match in _STARTS.finditer(structure.text):
        day = DAY.search(match["day"])
        left = max(structure.text.rfind(mark, 0, match.start()) for mark in "。；\n")
        head = _LABEL.sub("", structure.text[left + 1 : match.start()])
        # 自某日起施行 of another text, or of some articles only, is not the start of this one.
        if day is None or "《" in head or "第" in head or "原" in head or "从" in head:
            continue
        if head.strip(" \t\u3000，、") and not re.search(
            r"本(?:办法|规定|细则|条例|通知|意见|措施|方案|规则|标准|制度|政策|通告|公告|决定|法|文件)", head
        ):
            continue
        found.append(_moved(read_day(day), match.start("day")))
    return found


def _clashing_starts(structure: Structure, starts: list[Day]) -> Iterator[Finding]:
    known = [one for one in starts if one.day]
    for n, one in enumerate(known):
        other = next((later for later in [*known[:n], *known[n + 1 :]] if later.day != one.day), None)
        if other is None or other.day is None:
            continue
        said = f"{other.day.year}年{other.day.month}月{other.day.day}日"
        yield made(structure, "dates.clash", one.start, one.end, f"另一处的施行日期是{said}。")


def _retroactive(structure: Structure, starts: list[Day]) -> Iterator[Finding]:
    signed = [
        read_day(match).day
        for node in structure.of_kind(Kind.DATE)
        if (match := DAY.search(structure.own(node)))
    ]
    days = [day for day in signed if day]
    if not days or not starts:
        return
    for one in starts:
        if one.day and one.day < min(days):
            yield made(structure, "dates.retroactive", one.start, one.end)


def _titles(structure: Structure) -> list[Node]:
    return list(structure.of_kind(Kind.TITLE))


def _most(structure: Structure) -> int:
    is_trial = any(_TRIAL.search(structure.own(node)) for node in _titles(structure))
    return LONGEST_TRIAL_YEARS if is_trial else LONGEST_YEARS


def _too_long(structure: Structure, starts: list[Day]) -> Iterator[Finding]:
    text, most = structure.text, _most(structure)
    for match in _FOREVER.finditer(text):
        if "证" not in text[max(0, match.start() - 12) : match.start()]:
            yield made(structure, "validity.too-long", match.start(), match.end())
    if not _titles(structure) and not starts:
        return
    for match in _YEARS.finditer(text):
        if _number(match["n"]) > most and _is_own(text, match.start()):
            yield made(structure, "validity.too-long", match.start(), match.end(), f"本文最长为{most}年。")
    for match in _UNTIL.finditer(text):
        until = read_day(match)
        begin = next((one.day for one in starts if one.day), None)
        if until.day is None or begin is None or not _is_own(text, match.start()):
            continue
        if until.day < begin:
            yield made(structure, "dates.clash", match.start(), match.end(), "失效日期早于施行日期。")
            continue
        years = _YEARS.search(text, max(0, match.start() - 60), match.end() + 60)
        span = (until.day - begin).days / 365.2425
        if years and abs(_number(years["n"]) - span) > 0.2:
            yield made(structure, "dates.clash", match.start(), match.end(), "起止日期与有效期的年数不符。")
        elif span > most + 0.02:
            yield made(structure, "validity.too-long", match.start(), match.end(), f"本文最长为{most}年。")


def _is_own(text: str, place: int) -> bool:
    """Whether a validity is the text's own and not that of a licence or a contract it speaks of."""
    left = max(text.rfind(mark, 0, place) for mark in "。；\n")
    head = text[left + 1 : place]
    return bool(
        re.search(
            r"本(?:办法|规定|细则|通知|意见|措施|方案|规则|标准|制度|政策|通告|公告|文件)|施行|实施|执行",
            head,
        )
    ) and not re.search(r"证|合同|协议|许可|资格|公示|名单|凭证|预算|认定|称号", head)


def _missing(structure: Structure) -> Iterator[Finding]:
    """A whole document of a kind that rules for a time must say from when and how long."""
    titles = [node for node in _titles(structure) if node.division <= 1]
    if not titles:
        return
    names = [structure.own(node) for node in titles]
    whole = "".join(names)
    if not any(_GENRES.search(name) for name in names) or _PLANS.search(whole):
        return
    if not _is_whole(structure):
        return
    text = structure.text
    place = titles[-1]
    if not _EFFECTIVE.search(text):
        yield made(structure, "effective.missing", place.start, place.end)
    if not _VALID.search(text):
        yield made(structure, "validity.missing", place.start, place.end)


def _is_whole(structure: Structure) -> bool:
    """Whether the text has its beginning and some body: an extract is not asked what it leaves out."""
    articles = list(structure.of_kind(Kind.ARTICLE))
    if articles:
        return articles[0].number == "1" and len(articles) >= 3
    heads = [node for node in structure.of_kind(Kind.HEADING) if node.level == 1]
    return len(heads) >= 2 and heads[0].number == "1"
