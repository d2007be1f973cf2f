"""What stands around a title: its edition, its document number, the short name it is given for the rest of the text."""

import re
from dataclasses import dataclass

from fazhi.law.citing import words
from fazhi.law.citing.characters import number, squeezed
from fazhi.law.citing.standing import Named

_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][九〇零][一二三四五六七八九〇零]{2})"
_DAY = r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?"
_WORD = r"(?P<word>(?:第[一二三四五六七八九十]次)?(?:最新)?(?:修订|修正|修改|公布|颁布|通过|施行|实施|生效|制定|发布|版)?)"
_EDITION = re.compile(rf"^{_YEAR} ?年? ?{_DAY}(?:起)?{_WORD}(?:版|本|文本)?$")
EDITION_INSIDE = re.compile(rf"\({_YEAR} ?年? ?{_DAY}{_WORD}(?:版|本|文本)?\)$")
_BEFORE = re.compile(rf"{_YEAR}年{_DAY}(?:起)?{_WORD}(?:后|过|版)?的?(?:新|现行)?$")
_NOTE = re.compile(r" ?\(([^()\n]{1,120}+(?:\([^()\n]{0,30}+\)[^()\n]{0,80}+)?)\)")
_CALLED = re.compile(
    r"(?:以下|下文|后文|下)?(?:均|皆|统一)?(?:简称|统称|称)(?:为|：|之为)?[“‘《〈]?(?P<name>[^()“”‘’《》〈〉，。、；\n]{1,30}+)[”’》〉]?$"
)
_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fffA-Za-z]{1,24}+) ?[\[(](?P<year>(?:19|20)\d\d)[\])] ?(?:第 ?)?(?P<n>\d{1,5}) ?号$"
)
_ORDER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff、]{2,40}?)(?P<kind>令|公告) ?(?:\(?\d{4}\)? ?年? ?)?第 ?(?P<n>\d{1,4}|[一二三四五六七八九十百〇零]{1,7}) ?号(?:令)?$"
)
_HISTORY = re.compile(r"公布|发布|施行|实施|通过|修订|修正|号|主席令|国务院令|废止|试行|暂行|简称")


@dataclass(slots=True)
class Notes:
    """The brackets after a title."""

    end: int
    edition_end: int
    named: Named | None = None
    called: str = ""
    number: str = ""


def notes(text: str, at: int) -> Notes:
    """Read the brackets that follow a title; stops at the first that says nothing of it."""
    made = Notes(at, at)
    for _ in range(4):
        found = _NOTE.match(text, made.end)
        if found is None:
            break
        inside = found[1].strip()
        if edition := _EDITION.match(inside):
            made.named = named(edition)
            made.edition_end = found.end()
        elif not (_HISTORY.search(inside) or _CALLED.search(inside)):
            break
        if called := _CALLED.search(inside):
            made.called = called["name"]
        if given := document_number(inside.split("，")[0], len(inside.split("，")[0])):
            made.number = given[1]
        made.end = found.end()
    return made


def named(match: re.Match[str]) -> Named:
    """The edition that an expression like 2021年1月22日修订 names."""
    year = match["year"]
    if not year.isdecimal():
        year = "".join(str(number(mark) if mark not in "〇零" else 0) for mark in year)
    return Named(int(year), number(match["month"] or ""), number(match["day"] or ""), match["word"] or "")


def named_before(text: str, start: int) -> tuple[Named, int] | None:
    """The edition named right before a title (2021年修订的《…》), and where that begins."""
    window = text[max(0, start - 32) : start]
    found = _BEFORE.search(window) if "年" in window else None
    if found is None or (found["month"] and not found["word"]):
        return None  # 1987年1月1日《土地管理法》实施以前 names a day, not an edition
    return named(found), start - len(window) + found.start()


def document_number(text: str, end: int, floor: int = 0) -> tuple[int, str] | None:
    """The document number (文号) that ends at `end`, after 号, and begins not before `floor`: where, and it as printed."""
    low = max(floor, end - 64)
    window = text[low:end]
    found = _NUMBER.search(window) or _ORDER.search(window)
    if found is None:
        return None
    issuer = words.without_lead(found["issuer"])
    if not issuer:
        return None
    if found.re is _NUMBER:
        given = f"{squeezed(issuer)}〔{found['year']}〕{int(found['n'])}号"
    else:
        given = f"{squeezed(issuer)}{found['kind']}第{number(found['n'])}号"
    return low + found.end("issuer") - len(issuer), given


def called(text: str) -> list[str]:
    """Every short name that a text gives (以下简称…), in order."""
    return [found["name"] for note in _NOTE.finditer(text) if (found := _CALLED.search(note[1].strip()))]
