"""The grammar of places within a law: 第三条、第五条至第八条第二款第（一）项、第一百二十条之一.

    places   = group (join group)*
    group    = 第 numbers unit [之 number]* [group of a lower unit]
    numbers  = number ((、|和|至 …) [第] number)*
    unit     = 条 | 款 | 项 | 目
    join     = 、 | ， | 和 | 至 …, followed by a group

A place left out at the front is taken over from the place before: 第五条第一款、第三款 is 5.1 and 5.3. Reads a text whose
marks are `alike`; every character is read a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from fazhi.law.citing.characters import NUMERAL, number

LEVELS = {"条": 0, "款": 1, "项": 2, "目": 3}
NUMBERS_MOST = 30

_NTH = re.compile(r" ?第 ?")
_NUMBER = re.compile(rf" ?(?:\( ?({NUMERAL}) ?\)|({NUMERAL}))")
_UNIT = re.compile(r" ?([条款项目])")
_OF = re.compile(rf"(?: ?之 ?({NUMERAL})(?![\d年月日个次倍成人项])|-(\d{{1,2}})(?!\d))")
_AND = re.compile(r" ?(?:以及|或者?|及其|以至|并|、|，|和|与|及|/) ?")
_TO = re.compile(r" ?(?:至|到|-+) ?")
_BRACKETED = re.compile(r" ?\( ?([一二三四五六七八九十]{1,3}|\d{1,2}) ?\)(?: ?项)?")
_SHORT = re.compile(rf" ?({NUMERAL}) ?([款项目])")
_OF_AGAIN = re.compile(rf" ?[、和及] ?之({NUMERAL})")
_LINK = re.compile(r" ?(?:的|中的?|之)(?= ?第)")


class Place(NamedTuple):
    """A place: article "60", "120-1" or "" (not said); paragraph, item and sub-item from 1, 0 when not narrowed."""

    article: str = ""
    paragraph: int = 0
    item: int = 0
    sub: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` that cite `first`, or everything from `first` to `last`."""

    start: int
    end: int
    first: Place
    last: Place | None = None


NOWHERE = Place()


def read(text: str, at: int, base: Place = NOWHERE, *, bare: bool = False) -> list[Span]:
    """The places cited from `at` on without a gap; empty when none begins there.

    `base` is the place that a group without an article belongs to. `bare` allows the first group to stand without 第, as
    after a title: 刑法264条.
    """
    spans, end = _group(text, at, base, level=-1, bare=bare)
    while spans and len(spans) < NUMBERS_MOST * 20:
        before = spans[-1]
        place = before.last or before.first
        if joined := _TO.match(text, end):
            more, after = _group(text, joined.end(), place, level=-1)
            if more and before.last is None:
                spans[-1] = Span(before.start, more[0].end, before.first, more[0].last or more[0].first)
                spans += more[1:]
                end = after
                continue
        joined = _AND.match(text, end)
        more, after = _group(text, joined.end(), place, level=-1) if joined else ([], end)
        if joined and not more and joined[0].strip() in ("、", "和", "及", "与"):
            more, after = _group(text, joined.end(), place, level=-1, bare=True)  # 第1179条、1180条
        if not more:
            break
        spans += more
        end = after
    return spans


def _group(text: str, at: int, base: Place, *, level: int, bare: bool = False) -> tuple[list[Span], int]:
    """One group with what hangs on its last number: the spans, and where reading goes on."""
    nth = _NTH.match(text, at)
    if nth is None and not bare:
        return [], at
    start = at + (1 if text[at : at + 1] == " " else 0)
    found = list(_numbers(text, nth.end() if nth else at))
    unit = _UNIT.match(text, found[-1][2]) if found else None
    if unit is None:
        return [], at
    here = LEVELS[unit[1]]
    if here <= level or (here > 0 and not base.article and level < 0 and not nth):
        return [], at
    if bare and not nth and here > 0:
        return [], at
    end = unit.end()
    spans: list[Span] = []
    for value, ranged, _ in found:
        place = _set(base, here, value)
        before = spans[-1] if ranged and spans else None
        if before and before.last is None and here == 0 and value <= number(before.first.article):
            spans[-1] = Span(start, end, Place(f"{before.first.article}-{value}"))  # 第120-1条
        elif before and before.last is None:
            spans[-1] = replace(before, end=end, last=place)
        else:
            spans.append(Span(start, end, place))
    if here == 0:
        spans, end = _inserted(text, start, end, spans)
    return _tail(text, start, end, spans, here)


def _numbers(text: str, at: int) -> Iterator[tuple[int, bool, int]]:
    """The numbers of a group: value, whether it ends a range, and where it ends."""
    ranged = False
    for _ in range(NUMBERS_MOST):
        match = _NUMBER.match(text, at)
        value = number(match[1] or match[2]) if match else 0
        if match is None or not value:
            return
        at = match.end()
        yield value, ranged, at
        if (following := _NUMBER.match(text, at)) and following[1]:
            ranged = False  # （一）（二）项
            continue
        join = _TO.match(text, at)
        ranged = join is not None
        join = join or _AND.match(text, at)
        if join is None:
            return
        at = join.end()
        if nth := _NTH.match(text, at):
            at = nth.end()


def _inserted(text: str, start: int, end: int, spans: list[Span]) -> tuple[list[Span], int]:
    """The spans with what follows as 之一 put to the last article; 之一、之二 are two articles."""
    last = spans[-1]
    place = last.last or last.first
    root = place.article
    while match := _OF.match(text, end):
        nth = number(match[1] or match[2])
        if not nth:
            break
        place = Place(f"{place.article}-{nth}")
        end = match.end()
    if place.article != root:
        spans[-1] = Span(start, end, last.first, place) if last.last else Span(start, end, place)
        while again := _OF_AGAIN.match(text, end):
            nth = number(again[1])
            if not nth:
                break
            end = again.end()
            spans.append(Span(start, end, Place(f"{root}-{nth}")))
    return spans, end


def _tail(text: str, start: int, end: int, spans: list[Span], level: int) -> tuple[list[Span], int]:
    """The spans with a directly following lower group put to the last of them."""
    if level >= 3:
        return spans, end
    last = spans[-1]
    place = last.last or last.first
    link = _LINK.match(text, end)
    more, after = _group(text, link.end() if link else end, place, level=level)
    if not more:
        more, after = _unsaid(text, end, place, level)
    if not more:
        return spans, end
    head = more[0]
    if last.last is not None:
        spans[-1] = Span(last.start, head.end, last.first, head.last or head.first)
    else:
        spans[-1] = Span(last.start, head.end, head.first, head.last)
    return [*spans, *(replace(one, start=start) for one in more[1:])], after


def _unsaid(text: str, at: int, base: Place, level: int) -> tuple[list[Span], int]:
    """Lower places written without 第: 第三条（一）, 第三条一款二项."""
    if level <= 1 and (match := _BRACKETED.match(text, at)) and (value := number(match[1])):
        place = _set(base, 2, value)
        spans = [Span(at, match.end(), place)]
        end = match.end()
        while (again := _AND.match(text, end)) and (more := _BRACKETED.match(text, again.end())):
            spans.append(Span(at, more.end(), _set(base, 2, number(more[1]))))
            end = more.end()
        return spans, end
    match = _SHORT.match(text, at)
    if match is None or LEVELS[match[2]] <= level or not number(match[1]):
        return [], at
    if match[2] != "款" and level == 0:
        return [], at
    here = LEVELS[match[2]]
    place = _set(base, here, number(match[1]))
    return _tail(text, at, match.end(), [Span(at, match.end(), place)], here)


def _set(base: Place, level: int, value: int) -> Place:
    if level == 0:
        return Place(str(value))
    if level == 1:
        return Place(base.article, value)
    if level == 2:
        return Place(base.article, base.paragraph, value)
    return Place(base.article, base.paragraph, base.item, value)
