"""Paragraphs (款), items (项) and sub-items (目) of an article's text.

A text is lines. A line that opens with （一） is an item, one that opens with 1. or （1） within an item a sub-item, any
other a paragraph. Older texts number their items 一、 or 1. or （1）: such a line is an item when its paragraph has none
of the usual form and the count begins at one. A plain line after an item opens the next paragraph, unless the count of
the items goes on after it: then it belongs to the item before.

Basis: 《立法法》第六十五条
"""

import re
from dataclasses import dataclass, field

from fazhi.kernel.numerals import from_chinese

_ITEM = re.compile(r"^[（(]\s*(?P<n>[一二三四五六七八九十百]+)\s*[）)]")
_LISTED = re.compile(r"^(?P<n>[一二三四五六七八九十]{1,3})[、．]")
_ARABIC = re.compile(r"^(?P<n>\d{1,2})[．.、]\s*(?!\d)")
_BRACKETED = re.compile(r"^[（(]?\s*(?P<n>\d{1,2})\s*[）)]\s*(?!\d)")
_CIRCLED = re.compile(r"^(?P<n>[①-⑳])")
_OTHERS = (_LISTED, _ARABIC, _BRACKETED)
_SUBS = (_ARABIC, _BRACKETED, _CIRCLED)
_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(slots=True)
class Item:
    """项: its number as printed, its line, its sub-items by number, and lines that go on with it after them."""

    number: int
    text: str
    subs: dict[int, str] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """The item with its sub-items, a line each."""
        return "\n".join([self.text, *self.subs.values(), *self.more])


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
    reader = _Reader()
    for line in text.split("\n"):
        if line := line.strip():
            reader.take(line)
    return reader.made


class _Reader:
    """Reads an article line by line; `form` is how the items of the paragraph being read are numbered."""

    def __init__(self) -> None:
        self.made: list[Paragraph] = []
        self.form: re.Pattern[str] = _ITEM
        self.sub_form: re.Pattern[str] = _ARABIC

    def take(self, line: str) -> None:
        """Put a line where it belongs."""
        plain = line.translate(_WIDTH)
        if self.made and (match := _ITEM.match(plain)):
            number = from_chinese(match["n"])
            self._go_back(number)
            self._add(_ITEM, number, line)
        elif not (self._sub(plain, line) or self._item_of_other_form(plain, line)):
            self.made.append(Paragraph(line))

    def _add(self, form: re.Pattern[str], number: int, line: str) -> None:
        self.form = form
        self.made[-1].items.append(Item(number, line))

    def _go_back(self, number: int) -> None:
        """Where items go on counting after plain lines, give those lines to the item before them."""
        if number == 1 or self.made[-1].items:
            return
        for at in range(len(self.made) - 2, -1, -1):
            held = self.made[at].items
            if held:
                if held[-1].number == number - 1:
                    held[-1].more += [
                        line for after in self.made[at + 1 :] for line in after.whole.split("\n")
                    ]
                    del self.made[at + 1 :]
                return

    def _sub(self, plain: str, line: str) -> bool:
        if not self.made or not self.made[-1].items:
            return False
        item = self.made[-1].items[-1]
        for form in _SUBS:
            match = form.match(plain) if form is not self.form else None
            if match is None:
                continue
            number = _count(match["n"])
            if not item.subs:
                self.sub_form = form
            if form is self.sub_form and number not in item.subs:
                item.subs[number] = line
            else:
                # A list within a sub-item is part of it.
                last = next(reversed(item.subs))
                item.subs[last] += f"\n{line}"
            return True
        return False

    def _item_of_other_form(self, plain: str, line: str) -> bool:
        if not self.made or (self.made[-1].items and self.form is _ITEM):
            return False
        expected = self.made[-1].items[-1].number + 1 if self.made[-1].items else 1
        for form in _OTHERS if not self.made[-1].items else (self.form,):
            match = form.match(plain)
            if match and _count(match["n"]) == expected:
                self._add(form, expected, line)
                return True
        return False


def _count(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return int(text) if text.isdecimal() else from_chinese(text)


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
