"""Lines of a text with their marks: which number stands at the head, and whether a line is a name or a sentence."""

import re
from dataclasses import dataclass
from itertools import pairwise

from fazhi.kernel.numerals import from_chinese
from fazhi.kernel.structure.nodes import Kind

_C = "[一二三四五六七八九十百千零〇○]{1,9}"
_N = f"(?:{_C}|[0-9０-９]{{1,5}})"
_S = r"[ \t\u3000\xa0]"
_MARK = re.compile(
    rf"第{_S}{{0,3}}(?P<n>{_N}){_S}{{0,3}}(?P<unit>[编篇章节条])"
    rf"(?P<of>(?:之{_C})*)"
    rf"|(?P<l1>{_C})(?:、|[.．](?=\D)|，(?=[一-鿿]{{2,20}}$))"
    rf"|[（(]{_S}?(?P<l2>{_C}){_S}?[）)]、?"
    r"|(?P<l3>[0-9０-９]{1,3})(?:、|[.．](?![0-9０-９])[、]?)"
    r"|[（(](?P<l4>[0-9０-９]{1,3})[）)]、?"
    r"|(?P<l5>[①-⑳])"
)
# After 第三条 a sentence that only speaks of the article goes on with one of these.
_SPEAKS = re.compile(r"[规第至、，,和及或与的所中之外以到】》”]|(?:修改|改为|改成|增加|删去|删除|适用)")
_INLINE = re.compile(rf"(?<=[。；：！”）])[ \t\u3000]*(?=第{_C}条(?:之{_C})?[ \t\u3000])")
_ENDING = "。；;：:！!？?…，,、"
_CLOSED = "。；;：:！!？?…”）)》】"
_DATE = re.compile(
    rf"(?:[0-9]{{4}}|[二一][〇○零ＯO0一二三四五六七八九]{{3}}){_S}*年{_S}*(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){_S}*月"
    rf"{_S}*(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){_S}*日(?:{_S}*(?:印发|公开发布))?$"
)
_DOC_NUMBER = re.compile(
    r"(?:发文字号[：:])?[一-鿿]{1,16}[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号$"
    r"|(?:第\s*\d{1,5}\s*号|[一-鿿]{2,30}令(?:第\s*\d{1,5}\s*号)?)$"
)
_ANNEX = re.compile(r"附\s*(?:件|表|录|则表|图)\s*(?P<n>[0-9０-９]{1,3}|" + _C + r")?\s*(?P<colon>[：:])?")
KINDS_OF_TEXT = (
    "办法|规定|细则|条例|意见|方案|通知|通告|公告|公报|决定|决议|措施|规则|制度|标准|指引|指南|规程|规范|批复|报告|政策|"
    "计划|规划|纲要|要点|清单|目录|解释|守则|章程|准则|公约|预案|举措|若干条|倡议书|函|令|法|表|说明|请示|机制|协议|十条"
)
_NAMES_TEXT = re.compile(
    rf"(?:{KINDS_OF_TEXT})(?:[》”])?(?:的(?:通知|通告|公告|意见|决定|批复|函|报告))?"
    r"(?:[（(][^（）()]{1,16}[）)])*$"
)
_MASTHEAD = re.compile(r"[一-鿿]{4,40}(?:文件|办公室文件)$")
_ORGAN = re.compile(
    r"(?:政府|委员会|办公室|办公厅|局|厅|部|院|署|会|办|处|中心|队|所|站|公司|大学|学校|集团|支行|指挥部|领导小组|专班|机构|单位|部门|部委|企业)$"
)
_NOTED = re.compile(r"[（(<].*[）)>]$|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.{2,}|目\s*录$|INFO END")
_META = re.compile(
    r"(?:索\s*引\s*号|主题分类|发文机关|成文日期|标\s*题|发文字号|发布日期|主\s*题\s*词|有\s*效\s*性|登记号|公开方式|来源|source|文\s*号)\s*[：:]"
)
LONGEST_NAME = 90


@dataclass(slots=True)
class Line:
    """A line: its place without surrounding blanks, where the words after the mark begin, and what it seems to be."""

    start: int
    end: int
    body: int
    kind: Kind = Kind.PARAGRAPH
    number: str = ""
    level: int = 0
    is_title_only: bool = False
    follows_blank: bool = False


def cut(text: str) -> list[Line]:
    """The lines of a text, marked; lines broken by a page's width are joined."""
    lines: list[Line] = []
    is_after_blank = False
    for start, end in _spans(text):
        if start == end:
            is_after_blank = True
            continue
        line = _marked(text, start, end)
        line.follows_blank = is_after_blank
        is_after_blank = False
        if lines and _continues(text, lines[-1], line):
            lines[-1].end = line.end
        else:
            lines.append(line)
    _name(text, lines)
    return lines


def _spans(text: str) -> list[tuple[int, int]]:
    """Lines without the blanks around them; a line that holds several articles is cut before each."""
    found = []
    place, size = 0, len(text)
    while place < size:
        stop = text.find("\n", place)
        stop = size if stop < 0 else stop
        # A huge line is scanned for articles within like any other: one pass.
        cuts = [place, *(m.end() for m in _INLINE.finditer(text, place, stop)), stop]
        for a, b in pairwise(cuts):
            found.append(_stripped(text, a, b))
        place = stop + 1
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    # `#` and `*` are marks of Markdown, which extracted texts sometimes keep.
    while start < end and (text[start].isspace() or text[start] in "#*\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*\ufeff\u200b"):
        end -= 1
    return start, end


def _marked(text: str, start: int, end: int) -> Line:
    match = _MARK.match(text, start, end)
    if match is None:
        return Line(start, end, start)
    body = match.end()
    after = text[body] if body < end else ""
    if unit := match["unit"]:
        number = str(_integer(match["n"]))
        number += "".join(f"-{_integer(part)}" for part in (match["of"] or "").split("之")[1:])
        if number == "0" or (after and _SPEAKS.match(text, body)):
            return Line(start, end, start)
        if unit == "条":
            while body < end and text[body] in " \t\u3000\xa0：:*":
                body += 1
            return Line(start, end, body, Kind.ARTICLE, number)
        if end - start > LONGEST_NAME or text[end - 1] in "。；：":
            return Line(start, end, start)
        kind = {"编": Kind.PART, "篇": Kind.PART, "章": Kind.CHAPTER, "节": Kind.SECTION}[unit]
        return Line(start, end, body, kind, number)
    level = next(n for n in range(1, 6) if match[f"l{n}"])
    printed = match[f"l{level}"]
    n = ord(printed) - ord("①") + 1 if level == 5 else _integer(printed)
    if n == 0:
        return Line(start, end, start)
    line = Line(start, end, body, Kind.HEADING, str(n), level)
    line.is_title_only = end - body <= 40 and not any(c in text[body:end] for c in "。；;：:，,！？")
    return line


def _integer(text: str) -> int:
    try:
        return from_chinese(text.replace("○", "〇")) if not text.isdecimal() else int(text)
    except ValueError:
        return 0


def _continues(text: str, before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before: that one was full width and is not at an end."""
    if line.kind is not Kind.PARAGRAPH or line.follows_blank:
        return False
    if text[before.end - 1] in _CLOSED or before.end - before.start < 18:
        return False
    if before.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION):
        return False
    if text[before.end - 1].isdigit() or text[line.start : line.end].endswith(("：", ":")):
        return False
    width = before.end - max(text.rfind("\n", before.start, before.end), before.start - 1)
    # A page is about as wide as its full lines; a name such as a title is not closed by a mark, so the line that
    # would go on must be a sentence or a full line itself.
    if not 18 <= width <= 60:
        return False
    own = line.end - line.start
    tail = text[line.end - 1]
    return (
        (tail in _ENDING or own >= 18)
        and not _is_name(text, line)
        and not _DATE.match(text, line.start, line.end)
    )


def _is_name(text: str, line: Line) -> bool:
    own = text[line.start : line.end] if line.end - line.start <= LONGEST_NAME else ""
    return bool(own) and own[-1] not in _ENDING and bool(_NAMES_TEXT.search(own) or _DOC_NUMBER.match(own))


def _name(text: str, lines: list[Line]) -> None:
    """Tell titles, numbers, addressees, annexes and ends from paragraphs."""
    is_in_head = True
    for n, line in enumerate(lines):
        if line.kind is not Kind.PARAGRAPH:
            is_in_head = False
            continue
        if line.end - line.start > LONGEST_NAME and not is_in_head:
            continue
        own = text[line.start : min(line.end, line.start + 400)]
        kind = _kind_of(own, is_in_head, line, lines, n, text)
        line.kind = kind
        if kind is Kind.ANNEX:
            match = _ANNEX.match(own)
            line.number = str(_integer(match["n"])) if match and match["n"] else ""
            is_in_head = True
        elif kind is Kind.TITLE:
            is_in_head = True
        elif kind in (Kind.PARAGRAPH, Kind.RECIPIENT):
            is_in_head = False
    _sign(text, lines)


def _kind_of(own: str, is_in_head: bool, line: Line, lines: list[Line], n: int, text: str) -> Kind:
    if _ANNEX.match(own) and "下载" not in own and len(own) <= LONGEST_NAME and own[-1] not in "。；;，":
        match = _ANNEX.match(own)
        assert match is not None
        if match["colon"]:
            return Kind.ANNEX_NOTE if not _follows_end(text, lines, n) else Kind.ANNEX
        rest = own[match.end() :].strip()
        if not rest or (len(rest) <= 50 and not rest.startswith("的")):
            return Kind.ANNEX
    if _DOC_NUMBER.match(own):
        return Kind.DOCUMENT_NUMBER
    if _DATE.match(own):
        return Kind.DATE
    if is_in_head:
        if _META.match(own) or _NOTED.match(own):
            return Kind.NOTE
        if _MASTHEAD.match(own):
            return Kind.MASTHEAD
        if own[-1] in "：:" and _ORGAN.search(own.rstrip("：: ")) and len(own) < 200 and "。" not in own:
            return Kind.RECIPIENT
        if own[-1] in "：:" and re.search(
            r"[各市县区镇乡][^。]{0,60}(?:单位|企业|公司|局|人员|同志|政府)[：:]$", own
        ):
            return Kind.RECIPIENT
        if own[-1] not in _ENDING and len(own) <= LONGEST_NAME:
            return Kind.TITLE if _NAMES_TEXT.search(own) or _is_head_of_title(text, lines, n) else Kind.NOTE
        return Kind.PARAGRAPH
    if own[-1] not in _ENDING and len(own) <= LONGEST_NAME and _opens_text(own, text, lines, n):
        return Kind.TITLE
    return Kind.PARAGRAPH


def _is_head_of_title(text: str, lines: list[Line], n: int) -> bool:
    """Whether the next line ends a title that this line begins."""
    if n + 1 >= len(lines) or lines[n + 1].kind is not Kind.PARAGRAPH:
        return False
    after = text[lines[n + 1].start : lines[n + 1].end]
    return len(after) <= LONGEST_NAME and bool(_NAMES_TEXT.search(after)) and after[-1] not in _ENDING


def _follows_end(text: str, lines: list[Line], n: int) -> bool:
    return any(_DATE.match(text, one.start, one.end) for one in lines[max(0, n - 3) : n])


def _opens_text(own: str, text: str, lines: list[Line], n: int) -> bool:
    """Whether a line amid the text is the title of what a notice issues: a name, and a first article or heading follows."""
    if not _NAMES_TEXT.search(own) or len(own) < 5 or own[0] in "（(《“":
        return False
    for later in lines[n + 1 : n + 6]:
        if later.kind in (Kind.PART, Kind.CHAPTER, Kind.ARTICLE) or (
            later.kind is Kind.HEADING and later.level == 1
        ):
            return later.number == "1"
        if later.kind is Kind.HEADING:
            return False
    return False


def _sign(text: str, lines: list[Line]) -> None:
    """Lines right before a date that are names of organs sign the text."""
    for n, line in enumerate(lines):
        if line.kind is not Kind.DATE:
            continue
        for before in reversed(lines[max(0, n - 4) : n]):
            own = text[before.start : before.end]
            if before.kind not in (Kind.PARAGRAPH, Kind.NOTE) or len(own) > 50 or not _ORGAN.search(own):
                break
            before.kind = Kind.SIGNATURE
