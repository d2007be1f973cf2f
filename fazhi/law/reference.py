"""A citation as a value: which law, article, paragraph (款), item (项) and sub-item (目).

Two written forms are understood: the code form `行政处罚法#58.1(2)` and the printed form
《行政处罚法》第五十八条第一款第二项. Nothing here needs the library.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fazhi.kernel.numerals import article_label, from_chinese, to_chinese
from fazhi.law.errors import UnreadableCitation
from fazhi.law.titles import short_title

WHOLE = "0"

_CODE = re.compile(
    r"^(?P<law>[^#]*?)#(?P<number>\d+(?:-\d+)*|preamble|annex(?:-\d+)?)"
    r"(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?(?:\((?P<sub>\d+)\))?$"
)
_N = r"[一二三四五六七八九十百千零〇○\d]+"
_ARTICLE = rf"第(?P<n>{_N})条(?:之(?P<of>{_N}))?"
_PARAGRAPH = rf"第(?P<p>{_N})款"
_ITEM = rf"第[（(]?(?P<i>{_N})[）)]?项"
_SUB = rf"第(?P<s>{_N})目"
_POINT = re.compile(rf"(?:{_ARTICLE})?(?:{_PARAGRAPH})?(?:{_ITEM})?(?:{_SUB})?")
_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?P<note>（\d{4}年?[^（）]{0,6}）)?")
_JOIN = re.compile(r"\s*(?:、|，|,|和|及|以及|或者|或|至|到)\s*(?=第)")


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in a law. `number` is "60", "120-1", "0" (the whole), "preamble" or "annex"; 0 means not narrowed."""

    law: str
    number: str = WHOLE
    paragraph: int = 0
    item: int = 0
    sub: int = 0

    def __str__(self) -> str:
        text = f"{self.law}#{self.number}"
        if self.paragraph:
            text += f".{self.paragraph}"
        if self.item:
            text += f"({self.item})"
        if self.sub:
            text += f"({self.sub})"
        return text

    @property
    def article(self) -> "Ref":
        """The whole article this place lies in."""
        return replace(self, paragraph=0, item=0, sub=0)


@dataclass(frozen=True, slots=True)
class Found:
    """A citation found in running text: characters `start` to `end`, and what it cites."""

    start: int
    end: int
    ref: Ref


@lru_cache(maxsize=4096)
def parse(text: str, law: str = "") -> Ref:
    """Read the code form. A bare `#60` cites `law`.

    Raises UnreadableCitation when it is not of that form or names no law.
    """
    given = text.strip()
    match = _CODE.match(
        given.replace("（", "(").replace("）", ")") if "#" in given and given.endswith("）") else given
    )
    if match is None:
        if given and "#" not in given and "《" not in given:
            return Ref(short_title(given))
        raise UnreadableCitation(text)
    title = short_title(match["law"] or law)
    if not title:
        raise UnreadableCitation(text)
    paragraph, item, sub = (int(match[name] or 0) for name in ("paragraph", "item", "sub"))
    return Ref(title, match["number"], paragraph, item, sub)


def point_label(ref: Ref) -> str:
    """The place within the law as printed: 第五十八条第一款第（二）项; empty for the whole law."""
    if ref.number == WHOLE:
        return ""
    if ref.number == "preamble":
        text = "序言"
    elif ref.number.startswith("annex"):
        _, _, nth = ref.number.partition("-")
        text = "附件" + (to_chinese(int(nth)) if nth else "")
    else:
        text = article_label(ref.number)
    if ref.paragraph:
        text += f"第{to_chinese(ref.paragraph)}款"
    if ref.item:
        text += f"第（{to_chinese(ref.item)}）项"
    if ref.sub:
        text += f"第{to_chinese(ref.sub)}目"
    return text


def label(ref: str | Ref) -> str:
    """The printed form, 《行政处罚法》第五十八条第一款第（二）项. Needs no library."""
    ref = as_ref(ref)
    return f"《{ref.law}》{point_label(ref)}"


def as_ref(ref: str | Ref) -> Ref:
    """A citation in either written form, or already a value, as a value.

    Raises UnreadableCitation.
    """
    if isinstance(ref, Ref):
        return ref
    return parse_label(ref) if ref.lstrip().startswith("《") else parse(ref)


def parse_label(text: str) -> Ref:
    """Read the printed form; of several citations in one line the first.

    Raises UnreadableCitation when there is none.
    """
    for found in find(text):
        return found.ref
    raise UnreadableCitation(text)


def refs_in(text: str) -> list[Ref]:
    """Every citation of a printed basis, in order: 《行政许可法》第四十二条第一款、第八十二条 gives two."""
    return [found.ref for found in find(text)]


def find(text: str) -> Iterator[Found]:
    """Citations in running text. What follows a citation after 、 or 和 without a title belongs to the same law."""
    position = 0
    while match := _TITLE.search(text, position):
        law = short_title(match["title"] + (match["note"] or ""))
        point = _POINT.match(text, match.end())
        ref = _point(Ref(law), point) if point else Ref(law)
        end = point.end() if point else match.end()
        yield Found(match.start(), end, ref)
        while join := _JOIN.match(text, end):
            point = _POINT.match(text, join.end())
            if point is None or point.end() == join.end():
                break
            ref = _point(ref, point)
            yield Found(point.start(), point.end(), ref)
            end = point.end()
        position = end


def _point(before: Ref, match: re.Match[str]) -> Ref:
    """The place a match names; what it leaves out at the front it takes over from the citation before it."""
    number, paragraph, item, sub = before.number, before.paragraph, before.item, before.sub
    if match["n"]:
        number = str(_integer(match["n"])) + (f"-{_integer(match['of'])}" if match["of"] else "")
        paragraph = item = sub = 0
    if match["p"]:
        paragraph, item, sub = _integer(match["p"]), 0, 0
    if match["i"]:
        item, sub = _integer(match["i"]), 0
    if match["s"]:
        sub = _integer(match["s"])
    return Ref(before.law, number, paragraph, item, sub)


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() else from_chinese(text.replace("○", "〇"))
