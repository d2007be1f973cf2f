"""Is a chain whole? Pure: events and known heads go in as values, the first fault comes out with its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice

from fazhi.ledger.entries import Entry

LOOK_AHEAD = 500
"""How many events behind a fault are read to tell a change from a removal, an insertion or another order."""


class What(StrEnum):
    """What was done to the record."""

    CHANGED = "内容被改动"
    MISSING = "记录缺失"
    INSERTED = "有插入的记录"
    REORDERED = "顺序被改"
    REWRITTEN = "记录链被改写"
    CHAIN_GONE = "整条记录链缺失"
    CHECKPOINT = "存证点不符"
    FILE = "附件不符"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first broken event. `matter_id` is empty and `seq` the checkpoint's number when a checkpoint is broken.

    `by` names who remembered otherwise, when the chain itself did not give the fault away.
    """

    what: What
    seq: int
    detail: str
    matter_id: str = ""
    by: str = ""

    @property
    def sentence(self) -> str:
        """What was found, in a whole sentence."""
        return f"事项 {self.matter_id} {self.detail}。" if self.matter_id else f"{self.detail}。"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What somebody remembers of a chain: its event `seq` had the digest `head`. `is_end`: it was the last one."""

    matter_id: str
    seq: int
    head: str
    source: str
    is_end: bool = False


Inspect = Callable[[Entry], Finding | None]


@dataclass(slots=True)
class Tally:
    """What has been walked over."""

    chains: int = 0
    events: int = 0


def first_fault(
    entries: Iterable[Entry],
    known: Iterable[Known] = (),
    inspect: Inspect | None = None,
    tally: Tally | None = None,
) -> Finding | None:
    """The first fault of the chains, or None.

    `entries` come by matter and number; `known` by matter and number as well. `inspect` sees each event that stands.
    One chain's digests are held at a time, never its contents.
    """
    tally = tally or Tally()
    remembered = _Remembered(known)
    for matter_id, group in groupby(entries, key=lambda e: e.matter_id):
        for lost in remembered.before(matter_id):
            return _gone(lost)
        tally.chains += 1
        if fault := _walk(matter_id, iter(group), remembered, inspect, tally):
            return fault
    for lost in remembered.rest():
        return _gone(lost)
    return None


class _Remembered:
    """The known heads, read along with the chains."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._source = iter(known)
        self._next = next(self._source, None)

    def before(self, matter_id: str) -> Iterator[Known]:
        """Those of matters that should have come before this one."""
        while self._next is not None and self._next.matter_id < matter_id:
            yield self._take()

    def at(self, matter_id: str, seq: int) -> Iterator[Known]:
        """Those of this very event."""
        while self._next is not None and (self._next.matter_id, self._next.seq) == (matter_id, seq):
            yield self._take()

    def of(self, matter_id: str) -> Iterator[Known]:
        """All that are left of this matter."""
        while self._next is not None and self._next.matter_id == matter_id:
            yield self._take()

    def rest(self) -> Iterator[Known]:
        while self._next is not None:
            yield self._take()

    def _take(self) -> Known:
        assert self._next is not None
        taken, self._next = self._next, next(self._source, None)
        if self._next is not None and (self._next.matter_id, self._next.seq) < (taken.matter_id, taken.seq):
            raise ValueError("已知链尾须按事项编号和序号先后给出")
        return taken


def _gone(lost: Known) -> Finding:
    return Finding(
        What.CHAIN_GONE,
        1,
        f"整条记录链缺失（{lost.source}记有 {lost.seq} 条），缺第1条",
        lost.matter_id,
        lost.source,
    )


def _walk(
    matter_id: str, events: Iterator[Entry], remembered: _Remembered, inspect: Inspect | None, tally: Tally
) -> Finding | None:
    digests: list[str] = []
    agreed, ended = 0, ""
    for entry in events:
        n = len(digests) + 1
        last = digests[-1] if digests else ""
        if ended:
            return Finding(What.INSERTED, n, f"第{n}条是插入的（{ended}只有 {n - 1} 条）", matter_id, ended)
        if entry.seq != n or entry.prev != last or not entry.holds():
            return _diagnose(entry, digests, list(islice(events, LOOK_AHEAD)))
        for known in remembered.at(matter_id, n):
            if known.head != entry.digest:
                follower = next(events, None)
                return _rewritten(
                    known, agreed, is_cut_off=follower is not None and follower.prev != entry.digest
                )
            agreed = n
            ended = known.source if known.is_end else ended
        digests.append(entry.digest)
        tally.events += 1
        if inspect and (fault := inspect(entry)):
            return fault
    for known in remembered.of(matter_id):
        n = len(digests) + 1
        words = f"缺第{n}条（{known.source}记有 {known.seq} 条，现存 {n - 1} 条）"
        return Finding(What.MISSING, n, words, matter_id, known.source)
    return None


def _rewritten(known: Known, agreed: int, *, is_cut_off: bool) -> Finding:
    """The chain is sound in itself, but is not the one that was known."""
    if is_cut_off or known.seq == agreed + 1:
        return Finding(
            What.CHANGED,
            known.seq,
            f"第{known.seq}条内容被改动，摘要也被重新计算（与{known.source}留存的不符）",
            known.matter_id,
            known.source,
        )
    return Finding(
        What.REWRITTEN,
        agreed + 1,
        f"第{agreed + 1}条至第{known.seq}条之间被改写，摘要也被重新计算（与{known.source}留存的不符）",
        known.matter_id,
        known.source,
    )


def _diagnose(entry: Entry, digests: list[str], rest: list[Entry]) -> Finding:
    """Name what was done, from the event at which the chain first fails and those behind it."""
    n = len(digests) + 1
    last = digests[-1] if digests else ""
    matter_id = entry.matter_id

    def found(what: What, seq: int, words: str) -> Finding:
        return Finding(what, seq, f"第{seq}条{words}" if what is not What.MISSING else words, matter_id)

    if entry.seq < n:
        return found(What.INSERTED, entry.seq, "重复，其中有插入的")
    if entry.seq > n:
        return found(What.MISSING, n, f"缺第{n}条")
    if entry.digest in digests:
        return found(What.INSERTED, n, "是插入的，与前面一条相同")
    home = _home(entry, n, n + len(rest) + 1)
    if home == n:
        return _unlinked(entry, n, rest, found)
    if home is None:
        if rest and rest[0].prev == last and rest[0].computed(seq=n) == rest[0].digest:
            return found(What.INSERTED, n, "是插入的")
        return found(What.CHANGED, n, "内容被改动")
    if home < n:
        # Everything from its place on was pushed back: what stands at its place now did not belong there.
        return found(What.INSERTED, home, "是插入的")
    if any(other.prev == last and other.computed(seq=n) == other.digest for other in rest):
        return found(What.REORDERED, n, "顺序被改")
    return found(What.MISSING, n, f"缺第{n}条，其后的记录被改了序号")


def _unlinked(entry: Entry, n: int, rest: list[Entry], found: Callable[[What, int, str], Finding]) -> Finding:
    """The event stands in itself but does not follow the one before: which of the two was forged?"""
    follows = not rest or rest[0].prev == entry.digest
    if n > 1 and follows:
        return found(What.CHANGED, n - 1, "内容被改动，摘要也被重新计算")
    return found(What.CHANGED, n, "内容被改动，摘要也被重新计算")


def _home(entry: Entry, n: int, most: int) -> int | None:
    """The number under which the event was digested, if its content is intact: its own place first."""
    if not entry.digest:
        return None
    for seq in (n, *range(n - 1, 0, -1), *range(n + 1, most + 1)):
        if entry.computed(seq=seq) == entry.digest:
            return seq
    return None
