"""Paragraphs (款), items (项) and sub-items (目) of an article's text.

A text is lines; a line that opens with （一） is an item, one that opens with 1. a sub-item, any other a paragraph.
A plain line after an item opens the next paragraph.
"""

import re
from dataclasses import dataclass, field

from fazhi.kernel.numerals import from_chinese

_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]")
_SUB = re.compile(r"^[（(]?(\d{1,2}|[１２３４５６７８９０]{1,2})[）)．.、]\s*(?!\d)")


@dataclass(slots=True)
class Item:
    """项: its number as printed, its line, and its sub-items by number."""

    number: int
    text: str
    subs: dict[int, str] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """The item with its sub-items, a line each."""
        return "\n".join([self.text, *self.subs.values()])


@dataclass(slots=True)
class Paragraph:
    """款: its opening words and its items in order."""

    lead: str
    items: list[Item] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """The paragraph with its items, a line each."""
        return "\n".join([self.lead, *(item.whole for item in self.items)])

    def item(self, number: int) -> Item | None:
        """The item of that number, or None."""
        return next((item for item in self.items if item.number == number), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A place within an article: its text, and the opening words it hangs on (empty when it stands alone)."""

    text: str
    lead: str = ""


def paragraphs(text: str) -> list[Paragraph]:
    """The article's paragraphs in order."""
    made: list[Paragraph] = []
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            continue
        if made and (match := _ITEM.match(line)):
            made[-1].items.append(Item(from_chinese(match[1]), line))
        elif made and made[-1].items and (match := _SUB.match(line)):
            made[-1].items[-1].subs[int(match[1])] = line
        else:
            made.append(Paragraph(line))
    return made


def narrow(text: str, paragraph: int = 0, item: int = 0, sub: int = 0) -> Part | None:
    """The named part of an article's text, or None when the article has no such part.

    An item named without its paragraph is looked for in the only, else the first, paragraph that has it.
    """
    if not (paragraph or item or sub):
        return Part(text)
    held = paragraphs(text)
    if paragraph:
        held = held[paragraph - 1 : paragraph]
    if not item:
        return Part(held[0].whole) if held and not sub else None
    for part in held:
        if found := part.item(item):
            if not sub:
                return Part(found.whole, part.lead)
            return Part(found.subs[sub], f"{part.lead}\n{found.text}") if sub in found.subs else None
    return None
