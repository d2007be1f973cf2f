"""The head of a plan: title, numbers, issuer, day. From the table on a government site, the notice, or the signature."""

import itertools
import re
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.numerals import from_chinese

_FIRST = 4000
"""How far from the beginning the head is looked for, in characters."""
_LAST = 1500
"""How far from the end the signature is looked for."""
_KINDS = "通知|意见|方案|计划|要点|规划|安排|任务清单|任务分工|分工|细则|措施|行动|台账|清单|分解表|任务表|纲要|工作任务|办法"
_WHOLE = re.compile(rf"[^。；：:\n]{{4,90}}(?:{_KINDS})(?:[（(][^（）()]{{1,16}}[）)])?")
_LABELS = {
    "doc_no": r"(?:发文字号|发\s?文\s?字\s?号|文\s{0,4}号|文件编号|发文号)",
    "index_no": r"索\s{0,2}引\s{0,2}号",
    "issuer": r"(?:发布机构|发文机关|发文机构|发文单位|制发机关|发布单位|公开主体)",
    "written_on": r"(?:成文日期|成文时间|生成日期|发文日期|印发日期)",
    "title": r"(?:标\s{0,4}题|名\s{0,4}称|文件名称)",
}
_VALUE = r"[ \t\u3000]*[：:|｜]?[ \t\u3000]*\n?[ \t\u3000]*(?P<value>[^\s|｜]{2,80})"
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,14}\s?[〔\[（(【［﹝]\s?(?:19|20)\d\d\s?[〕\]）)】］﹞]\s?第?\s?\d{1,5}\s?号"
)
_INDEX = re.compile(r"[0-9A-Z]{9,18}/\d{4}-\d{1,8}|[0-9A-Z]{5,18}[-/][0-9A-Z/-]{4,30}")
_DAY = re.compile(r"((?:19|20)\d\d)\s?[年\-./]\s?(\d{1,2})\s?[月\-./]\s?(\d{1,2})\s?日?")
_CHINESE_DAY = re.compile(
    r"([二一][〇○零九O][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_OF_NOTICE = re.compile(
    r"关于(?:印发|下发|转发|发布)(?:《(?P<book>[^《》]{4,80})》|(?P<plain>[^《》\n]{4,80}?))的通知"
)
_BY = re.compile(r"^(?P<issuer>[^关\n《]{2,40}?)关于")
_ORGAN = re.compile(r"[\u4e00-\u9fff（）()]{2,30}(?:政府|办公室|办公厅|委员会|局|厅|部|院|小组|办|国务院)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a plan and under it; empty where it is not said."""

    title: str = ""
    doc_no: str = ""
    index_no: str = ""
    issuer: str = ""
    written_on: str = ""


def read_head(text: str) -> Head:
    """The head of a plan."""
    first, last = text[:_FIRST], text[-_LAST:]
    told = {name: _labelled(first, label) for name, label in _LABELS.items()}
    notice = _whole_title(first, told["title"])
    number = _NUMBER.search(told["doc_no"]) or _alone(_NUMBER, first)
    index = _INDEX.search(told["index_no"])
    issuer = told["issuer"] if _ORGAN.fullmatch(told["issuer"]) else ""
    by = _BY.match(notice)
    return Head(
        title=_of_plan(notice),
        doc_no=re.sub(r"\s", "", number[0]) if number else "",
        index_no=index[0] if index else "",
        issuer=issuer or (by["issuer"].strip() if by else "") or _signature(last),
        written_on=_day(told["written_on"]) or _last_day(last) or _last_day(first),
    )


def _labelled(text: str, label: str) -> str:
    found = re.search(rf"(?m:(?:^|(?<=[\s|])){label}){_VALUE}", text)
    return found["value"].strip("：: ") if found else ""


def _alone(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first line that is nothing but this."""
    for line in text.split("\n"):
        if found := pattern.fullmatch(line.strip()):
            return found
    return None


def _whole_title(first: str, told: str) -> str:
    """The title of the notice or plan, put together from the lines over which it runs."""
    if told and _WHOLE.fullmatch(told):
        return told
    lines = [line.strip() for line in first.split("\n")]
    lines = [line for line in lines if line][:40]
    for n in range(len(lines)):
        for count in (1, 2, 3):
            joined = re.sub(r"\s", "", "".join(lines[n : n + count]))
            # Of a title that runs over lines no line is a whole sentence, and the second begins no heading.
            if len(lines[n]) < 4 or any(
                re.match(r"[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、]", x) for x in lines[n : n + count]
            ):
                break
            if _WHOLE.fullmatch(joined) and not re.match(
                r"当前位置|来源|首页|索引|发文|文号|日期|各[区县市省]|为", joined
            ):
                return joined
    return ""


def _of_plan(notice: str) -> str:
    found = _OF_NOTICE.search(notice)
    return (found["book"] or found["plain"]) if found else notice


def _day(text: str) -> str:
    if found := _DAY.search(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _CHINESE_DAY.search(text):
        year = from_chinese(found[1].replace("○", "〇").replace("O", "〇"))
        return _iso(year, from_chinese(found[2]), from_chinese(found[3]))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _last_day(text: str) -> str:
    """The day of the last line that is nothing but a day."""
    for line in reversed(text.split("\n")):
        bare = line.strip()
        if _DAY.fullmatch(bare) or _CHINESE_DAY.fullmatch(bare):
            return _day(bare)
    return ""


def _signature(text: str) -> str:
    """The organ over the last day."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for above, line in reversed(list(itertools.pairwise(lines))):
        if (_DAY.fullmatch(line) or _CHINESE_DAY.fullmatch(line)) and _ORGAN.fullmatch(above):
            return above
    return ""
