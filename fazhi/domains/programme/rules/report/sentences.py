"""Sentences of a report with their quantities, each with the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fazhi.kernel.quantities import Quantity

_STOP = re.compile(r"[。！？!?\n]")
_PAUSE = re.compile(r"[，,、；;。：:（）()！？\n]")
_RECENT = 16
"""How many counts before a sentence may be the whole of which it tells a share."""
_ASIDE = re.compile(r"[（(][^（）()，,、；;\d]{1,12}[）)]")
_SPAN = 160
"""How far the words of a quantity are looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity among its words.

    `gap` is all that stands between the quantity before it in the sentence (or the sentence's beginning) and itself;
    `label` the words directly before it, `tail` those directly behind it, both up to the next sign.
    """

    index: int
    quantity: Quantity
    gap: str
    label: str
    tail: str

    @property
    def kind(self) -> str:
        """The unit, with words of one meaning made one."""
        return _SAME.get(self.quantity.kind, self.quantity.kind)

    @property
    def exact(self) -> bool:
        """Whether the number is meant to the digit."""
        return not self.quantity.approx and not self.quantity.qualifier

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a difference of such."""
        return self.quantity.unit in {"%", "‰", "百分点"}

    def shown(self, text: str) -> str:
        """Label, number and unit as in the text, for an explanation."""
        words = re.sub(
            r"^(?:其中|包括|并|共|已|均|全年|分别为?|对|将|由|[”’》）)])+", "", self.label.strip()
        )[-16:]
        return f"{words}{text[self.quantity.start : self.quantity.end]}"


_SAME = {"宗": "件", "起": "件", "例": "件", "桩": "件"}
"""Units that count cases alike."""


@dataclass
class Sentence:
    """From stop to stop: its place, its quantities, the sentence before it in the same paragraph, and counts that stood before."""

    start: int
    end: int
    counts: list[Count] = field(default_factory=list)
    before: "Sentence | None" = None
    recent: tuple[Count, ...] = ()


def sentences(text: str, found: tuple[Quantity, ...]) -> Iterator[Sentence]:
    """The sentences that hold quantities, in order."""
    at = 0
    n = 0
    last: Sentence | None = None
    recent: tuple[Count, ...] = ()
    while n < len(found):
        stop = _STOP.search(text, max(at, found[n].end))
        end = stop.start() if stop else len(text)
        # Where does the sentence of this quantity begin? At most one scan back over what was not yet seen.
        begin = at
        for earlier in _STOP.finditer(text, at, found[n].start):
            begin = earlier.end()
        # Only the sentence directly before, in the same paragraph, may lend a whole.
        near = last if last and last.end + 1 >= begin and text[last.end : last.end + 1] != "\n" else None
        if last:
            last.before = None
        one = Sentence(begin, end, before=near, recent=recent)
        previous = begin
        while n < len(found) and found[n].start < end:
            one.counts.append(_count(text, n, found[n], previous, end))
            previous = found[n].end
            n += 1
        yield one
        recent = (*recent, *(c for c in one.counts if not c.is_share))[-_RECENT:]
        last = one
        at = end


def _count(text: str, index: int, quantity: Quantity, previous: int, end: int) -> Count:
    gap = text[max(previous, quantity.start - 2 * _SPAN) : quantity.start]
    # 乡镇（街道）调委会 is one name; brackets that hold a name are passed over.
    words = _ASIDE.sub("", gap)
    label = words[max((m.end() for m in _PAUSE.finditer(words)), default=0) :]
    stop = _PAUSE.search(text, quantity.end, min(end, quantity.end + _SPAN))
    tail = text[quantity.end : stop.start() if stop else min(end, quantity.end + _SPAN)]
    digit = re.search(r"\d", tail)
    return Count(index, quantity, gap, label.strip(), tail[: digit.start()] if digit else tail)
