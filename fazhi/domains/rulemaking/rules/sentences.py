"""Sentences of a draft as the rules see them: blanks gone, marks of one width, with the way back to the characters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from fazhi.kernel.structure import Kind, Node, Structure

LONGEST = 400
_LEAD_REACH = 300
_BODY = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SUB_ITEM, Kind.HEADING})
_END = re.compile(r"[。；;！!？?\t]+[”’」』）)]*")
_STOP = "。！!？?"
_WIDTH = str.maketrans(
    '０１２３４５６７８９％,;:()!?［］[]"',
    "0123456789%，；：（）！？〔〕〔〕”",
)
_BLANKS = re.compile(r"\s+")
_LISTING = re.compile(r"下列|以下|如下|之一|下述")


@dataclass(slots=True)
class Sentence:
    """`words` without blanks; `start` of the first character; `before` what precedes in the same full sentence;

    `lead` the sentence that a list hangs on; `quotes` spans within `words` that stand in quotation marks.
    """

    node: Node
    start: int
    end: int
    words: str
    before: str = ""
    lead: str = ""
    is_heading: bool = False
    _offsets: list[int] | None = None
    quotes: list[tuple[int, int]] = field(default_factory=list)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `words[start:end]` stands in the text."""
        if self._offsets is None:
            return self.start + start, self.start + end
        return self._offsets[start], self._offsets[end - 1] + 1

    @property
    def context(self) -> str:
        """The lead and everything up to the end of this sentence."""
        return f"{self.lead}{self.before}{self.words}"


def normal(text: str) -> str:
    """A text as the rules see it."""
    return _BLANKS.sub("", text.translate(_WIDTH))


def sentences(structure: Structure) -> Iterator[Sentence]:
    """The sentences of everything that is a clause; the name of the text's own place reads 本县, 本市."""
    leads: dict[int, str] = {}
    own = _own_place(structure)
    for node in structure.nodes:
        if node.kind not in _BODY:
            continue
        lead = _lead(structure, node, leads)
        is_heading = node.is_title_only and node.last > node.index
        yield from _within(structure.text, node, lead, own, is_heading=is_heading)


_PLACE = re.compile(
    r"(?:[一-鿿]{2,4}(?:省|自治区|市|州|盟))?(?P<place>[一-鿿]{2,4}?(?P<kind>省|自治区|市|州|盟|县|区|旗|镇|乡))"
)
# The place's own offices are not its enterprises and goods.
_OFFICE = r"(?![一-鿿]{0,10}?(?:人民政府|政府|局|委员会|办公室|法院|检察院|人大|政协|管委会|中心|部门|办法|规定|条例))"


def _own_place(structure: Structure) -> re.Pattern[str] | None:
    """The name of the place that the title begins with, as an expression."""
    names = set()
    for node in structure.of_kind(Kind.TITLE, Kind.MASTHEAD, Kind.SIGNATURE):
        if match := _PLACE.match(normal(structure.own(node))):
            names.add(match["place"])
        if len(names) >= 4:
            break
    if not names:
        return None
    return re.compile("(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")" + _OFFICE)


def _lead(structure: Structure, node: Node, leads: dict[int, str]) -> str:
    """The opening words that a list hangs on: of the paragraph or heading above, if they announce a list."""
    above = structure.parent(node)
    if above is None or above.kind not in _BODY:
        return ""
    if above.index not in leads:
        tail = normal(structure.text[max(above.body, above.end - _LEAD_REACH) : above.end])
        own = tail if tail.endswith("：") or _LISTING.search(tail) else ""
        leads[above.index] = (leads.get(above.parent, "") + own)[-_LEAD_REACH:]
    return leads[above.index]


def _within(
    text: str, node: Node, lead: str, own: re.Pattern[str] | None, *, is_heading: bool
) -> Iterator[Sentence]:
    before = ""
    for start, end in _cuts(text, node.body, node.end):
        sentence = _made(text, node, start, end, own)
        if sentence is None:
            continue
        sentence.before, sentence.lead, sentence.is_heading = before, lead, is_heading
        yield sentence
        ended = text[start:end].rstrip("”’」』）) \t\n\u3000")[-1:] in _STOP
        before = "" if ended else (before + sentence.words)[-_LEAD_REACH:]


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _END.finditer(text, start, end):
        yield from _pieces(text, place, match.end())
        place = match.end()
    yield from _pieces(text, place, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at a comma when it is longer than any sentence should be, so that matching stays linear."""
    while end - start > LONGEST:
        stop = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,、：:") + 1
        stop = stop or start + LONGEST
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _made(text: str, node: Node, start: int, end: int, own: re.Pattern[str] | None) -> Sentence | None:
    raw = text[start:end]
    if not raw.strip():
        return None
    offsets: list[int] | None = None
    if _BLANKS.search(raw):
        offsets = [start + i for i, c in enumerate(raw) if not c.isspace()]
    words = normal(raw)
    if own is not None and own.search(words):
        words, offsets = _as_own(words, offsets or list(range(start, end)), own)
    return Sentence(node, start, end, words, _offsets=offsets, quotes=_quoted(words))


def _as_own(words: str, offsets: list[int], own: re.Pattern[str]) -> tuple[str, list[int]]:
    """The words with 清水县 read as 本县, each character still knowing its place."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in own.finditer(words):
        pieces += [words[at : match.start()], "本", words[match.end() - 1]]
        places += [*offsets[at : match.start()], offsets[match.start()], offsets[match.end() - 1]]
        at = match.end()
    return "".join([*pieces, words[at:]]), places + offsets[at:]


def _quoted(words: str) -> list[tuple[int, int]]:
    found = []
    opened = -1
    for i, c in enumerate(words):
        if c in "“「『":
            opened = i
        elif c in "”」』" and opened >= 0:
            found.append((opened, i + 1))
            opened = -1
    return found


def segment(words: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the commas around it."""
    left = max(words.rfind(mark, 0, start) for mark in "，：；。") + 1
    rights = [i for mark in "，；。" if (i := words.find(mark, end)) >= 0]
    return left, min(rights) if rights else len(words)


class Spans:
    """Spans in order, for asking whether a place lies within one."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def holds(self, start: int, end: int) -> bool:
        """Whether the span lies within one of these."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and self._spans[place][1] >= end

    def meets(self, start: int, end: int) -> bool:
        """Whether the span overlaps one of these."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._spans[place][1] > start
