"""Counts of what is listed: 《甲》《乙》等地方性法规2个; 市、县、乡三级; 3项：一是……二是……三是……; 2017-2019连续3年."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.numerals import from_chinese

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十两]{1,3})"
_CLASS = r"(?P<unit>个|项|部|件|级|类|份|条|点|大类|方面|种|篇|家|名|次|起|所|期)"
_TITLES = r"(?P<list>(?:(?:[、和及与，]|以及)?《[^《》\n]{1,120}》(?:[（(][^（）()\n]{1,16}[）)])?){1,40})"
_BOOKS_FIRST = re.compile(
    rf"{_TITLES}(?P<etc>等)?(?P<between>[^，。；;：《》\d\n]{{0,16}}?){_NUMBER}\s?{_CLASS}"
)
_BOOKS_LAST = re.compile(
    rf"{_NUMBER}\s?{_CLASS}(?P<between>[^，。；;：《》\d\n]{{0,16}}?)[：:（(](?:即|分别是|分别为|包括|为)?{_TITLES}(?P<etc>等)?"
)
_NAMES = re.compile(
    rf"(?:(?<![^\s，。；;：:！？》“”,）)])|(?<=[和为对在按]))(?P<list>(?:[^\s，。；;：:、！？《》“”\d,]{{1,40}}、){{1,15}}[^\s，。；;：:、！？《》“”\d,]{{1,30}}?)(?P<etc>等)?(?P<what>[^，。；;：:、\d等]{{0,8}}?)"
    rf"{_NUMBER}\s?(?P<unit>项|级|大类|类|个方面|方面)"
)
_POINTS = re.compile(r"(?P<n>[一二三四五六七八九十]{1,2})是")
_CLAIM = re.compile(
    rf"{_NUMBER}\s?(?P<unit>个方面|方面|项|个|条|点|大|类|种)(?P<noun>[^，。；;：:\d\n]{{0,16}})[：:](?P<gap>[^。\n：:]{{0,6}})$"
)
_RANGE = re.compile(
    r"(?P<a>(?:19|20)\d\d)年?(?:[-—–~～－]{1,2}|至|到)(?P<b>(?:19|20)\d\d)年?(?:，|,)?(?:已|全市|全区|全县)?(?P<word>连续|共|这|累计|的)?(?P<number>\d{1,2}|[一二三四五六七八九十两]{1,2})(?P<unit>年)(?!度)"
)
_PLATFORM = re.compile(
    r"(?P<number>\d{1,2})[个家]?[^，。；;\d“]{1,10}?的?“(?P<a>\d{1,2})[+＋](?P<b>\d{1,2})”"
)
_BOOK = re.compile(r"《[^《》]*》")
_LIST_SPAN = 800


@dataclass(frozen=True, slots=True)
class Listing:
    """A claim of how many and what is listed: the claim stands at `at:to`."""

    at: int
    to: int
    claimed: int
    listed: int
    unit: str
    holds: bool
    explain: str
    kind: RelationKind = RelationKind.COUNT


def listings(text: str) -> list[Listing]:
    """All claims that a list beside them proves or refutes, in order, none twice."""
    found: dict[int, Listing] = {}
    for one in (*_books(text), *_names(text), *_points(text), *_spans(text), *_platforms(text)):
        found.setdefault(one.at, one)
    return [found[at] for at in sorted(found)]


def _value(word: str) -> int:
    try:
        return from_chinese(word)
    except ValueError:
        return 0


def _made(m: re.Match[str], listed: int, holds: bool, sign: str, unit: str = "") -> Listing:
    claimed = _value(m["number"])
    unit = unit or m["unit"]
    verdict = "相符" if holds else "不符"
    at = m.start("number")
    return Listing(
        at,
        m.end("unit"),
        claimed,
        listed,
        unit,
        holds,
        f"文中称{claimed}{unit}，{sign}{listed}{unit}，{verdict}。",
    )


def _books(text: str) -> Iterator[Listing]:
    for pattern in (_BOOKS_FIRST, _BOOKS_LAST):
        for m in pattern.finditer(text):
            claimed, listed = _value(m["number"]), len(_BOOK.findall(m["list"]))
            ahead = text[max(0, m.start("list") - 1) : m.start("list")]
            if claimed == 0 or (m["number"] in {"一", "两"} and m["unit"] in {"次", "级"}):
                continue
            if claimed == listed:
                if listed > 1 or m["unit"] in {"部", "件", "个"}:
                    yield _made(m, listed, holds=True, sign="列举")
                continue
            closed = (
                pattern is _BOOKS_LAST and not m["etc"] and text[m.end() : m.end() + 1] in {"）", ")", "。"}
            )
            too_many = pattern is _BOOKS_FIRST and listed > claimed and m["etc"] and ahead != "、"
            if closed or too_many:
                yield _made(m, listed, holds=False, sign="列举")


def _names(text: str) -> Iterator[Listing]:
    for m in _NAMES.finditer(text):
        claimed = _value(m["number"])
        names = m["list"].split("、")
        listed = len(names)
        last = re.split(r"和|以及|及", names[-1])
        if len(last) == 2 and all(1 <= len(x) <= 12 for x in last) and listed + 1 == claimed:
            listed += 1
        if text[m.start("number") - 1 : m.start("number")] in {"第", "“"} or claimed < 2:
            continue
        # 二级以上医院 and 湖泊以外的二级保护区 are grades; 市、县两级 are two levels.
        if m["unit"] == "级" and (
            "的" in m["what"] or text[m.end() : m.end() + 2] in {"以上", "保护", "以下", "医院"}
        ):
            continue
        if claimed == listed:
            yield _made(m, listed, holds=True, sign="列举")
        elif (
            m["unit"] == "级"
            and not m["etc"]
            and not m["what"]
            and all(len(re.sub(r"[（(][^（）()]*[）)]", "", name)) <= 4 for name in names[1:])
        ):
            yield _made(m, listed, holds=False, sign="列举")


def _points(text: str) -> Iterator[Listing]:
    """3项工作：一是……二是……三是……, counted inside one paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        yield from _points_of(text, start, start + len(paragraph))
        start += len(paragraph) + 1


def _points_of(text: str, start: int, end: int) -> Iterator[Listing]:
    claim: re.Match[str] | None = None
    count = 0
    for point in _POINTS.finditer(text, start, end):
        if not _begins(text, point.start(), start):
            continue
        number = _value(point["n"])
        if number == 1:
            yield from _closed(claim, count)
            claim, count = _CLAIM.search(text, max(start, point.start() - 40), point.start()), 1
        elif number == count + 1:
            count += 1
        else:
            # A point is missing or another list has begun: nothing can be said.
            claim, count = None, 0
    yield from _closed(claim, count)


def _begins(text: str, at: int, start: int) -> bool:
    """Whether 一是 begins a point here, and is no part of a word such as 统一是."""
    return at == start or text[at - 1] in "，。；：;:,、（( \u3000”"


def _closed(claim: re.Match[str] | None, count: int) -> Iterator[Listing]:
    if claim is not None and count > 1:
        claimed = _value(claim["number"])
        if claimed:
            unit = claim["unit"]
            yield _made(claim, count, holds=claimed == count, sign="逐条列出", unit=unit)


def _spans(text: str) -> Iterator[Listing]:
    """2017-2019连续3年."""
    for m in _RANGE.finditer(text):
        years = int(m["b"]) - int(m["a"]) + 1
        claimed = _value(m["number"])
        if years == claimed:
            yield _made(m, years, holds=True, sign="起止年份之间为")
        elif m["word"] == "连续" and 0 < years < 30 and claimed not in {years - 1, years}:
            yield _made(m, years, holds=False, sign="起止年份之间为")


def _platforms(text: str) -> Iterator[Listing]:
    """市本级和9个旗县的“1+9”."""
    for m in _PLATFORM.finditer(text):
        if m["number"] == m["b"]:
            number = int(m["b"])
            whole = int(m["a"]) + number
            explain = f"“{m['a']}+{m['b']}”与所列{number}个相符，共{whole}个。"
            yield Listing(
                m.start("number"), m.end("number"), whole, whole, "个", True, explain, RelationKind.SUM
            )
