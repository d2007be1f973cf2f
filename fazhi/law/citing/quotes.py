"""Quotations that go with a citation, and how they differ from the law."""

import re
from difflib import SequenceMatcher

from fazhi.law.citing.citation import Difference, Quote
from fazhi.law.citing.shelf import plain

# A longer quotation is compared by its beginning: the comparison takes time by the square of the length.
COMPARED_MOST = 1500
QUOTE_MOST = 8000
QUOTE_LEAST = 6
_NESTED_MOST = 40
_MARK = re.compile(r'[“”"\n]')
_INTRODUCED = re.compile(
    r" ?(?:(?:之|的)?(?:也|均|已|还)?(?:明确|分别|明文)?(?:规定|载明|指出|明确|写明|要求|表述|原文|内容)(?:如下|是|为)?|(?:为|如下))?(?P<colon>[：，])? ?(?=[“\"])"
)
_ELLIPSIS = re.compile(r"…+|\.{3,}|-{2,}")
_NUMBERED = re.compile(r"^ *第[^条\n]{1,12}条(?:之[一二三四五六七八九十]+)?[ \u3000：:]+")


def pairs(text: str) -> dict[int, int]:
    """Where each quotation mark is closed: position of the opening mark to that after the closing one. One pass."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    straight = -1
    for found in _MARK.finditer(text):
        at = found.start()
        mark = text[at]
        if mark == "“":
            opened.append(at)
            if len(opened) > _NESTED_MOST:
                opened.pop(0)
        elif mark == "”":
            if opened:
                closed[opened.pop()] = at + 1
        elif mark == "\n":
            straight = -1
        elif straight < 0:
            straight = at
        else:
            closed[straight] = at + 1
            straight = -1
    return closed


def after(text: str, at: int, closed: dict[int, int]) -> tuple[int, int] | None:
    """The quotation that what is cited before `at` introduces (规定：“…”): its first character and the one after its last."""
    found = _INTRODUCED.match(text, at)
    if found is None or (not found[0].strip() and found["colon"] is None):
        return None
    end = closed.get(found.end())
    if end is None or not QUOTE_LEAST <= end - found.end() - 2 <= QUOTE_MOST:
        return None
    return found.end() + 1, end - 1


def compare(quoted: str, law: str) -> tuple[bool, tuple[Difference, ...]]:
    """Whether the words quoted stand in the law's, and where they differ; …… may stand for words left out."""
    said = _NUMBERED.sub("", quoted)
    held = plain(law)
    at = 0
    for piece in filter(None, map(plain, _ELLIPSIS.split(said))):
        found = held.find(piece, at)
        if found < 0:
            return False, _differences(plain(said)[:COMPARED_MOST], held, plain(said))
        at = found + len(piece)
    return True, ()


def _differences(said: str, held: str, whole: str) -> tuple[Difference, ...]:
    """Where the words differ, within the stretch of the law that the quotation is nearest to."""
    held = held[: COMPARED_MOST * 2]
    blocks = [
        b for b in SequenceMatcher(None, said, held, autojunk=False).get_matching_blocks() if b.size > 1
    ]
    if not blocks:
        return (Difference(whole, held),)
    made: list[Difference] = []
    # What stands in the law before the first and after the last words in common was not quoted at all.
    before_said, before_held = 0, max(0, blocks[0].b - blocks[0].a)
    for block in blocks:
        quoted, law = said[before_said : block.a], held[before_held : block.b]
        if quoted or law:
            made.append(Difference(quoted, law))
        before_said, before_held = block.a + block.size, block.b + block.size
    if rest := said[before_said:]:
        made.append(Difference(rest, held[before_held : before_held + len(rest)]))
    return tuple(made)


def quote(source: str, place: tuple[int, int], law: str) -> Quote:
    """The quotation at `place` of the text against the law's words."""
    same, differences = compare(source[place[0] : place[1]], law)
    return Quote(place[0], place[1], same, differences)
