"""Go over every chain and every checkpoint, and name the first that is broken."""

import heapq
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from fazhi.kernel.errors import BrokenFile, FazhiError
from fazhi.ledger import selectors
from fazhi.ledger.chains import Finding, Inspect, Known, Tally, What, first_fault
from fazhi.ledger.entries import ALGORITHMS, Entry, uuid_text
from fazhi.ledger.hooks import hooks
from fazhi.ledger.merkle import RunningRoot
from fazhi.ledger.models import Checkpoint, CheckpointLeaf
from fazhi.ledger.services.checkpoint import leaf_text, root_over

TRIES = 3
"""How often a chain that seems broken is read again alone: somebody may have added to it while all were walked over."""
_NO_NUMBER = 2**62
_OWN = "存证点第"


class BadCheckpointFile(FazhiError):
    """The file given is not a published checkpoint."""

    status, code = 422, "bad_checkpoint_file"


@dataclass(frozen=True, slots=True)
class Report:
    """What was gone over, and the first fault, if there is one. `checkpoints` is how many roots were recomputed."""

    finding: Finding | None
    chains: int
    events: int
    checkpoints: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint as an outsider kept it."""

    n: int
    root: str
    prev: str
    chains: tuple[Known, ...]


def verify(
    matter_id: UUID | None = None, checkpoint: Mapping[str, Any] | None = None, *, files: bool = False
) -> Finding | None:
    """The first broken event of one matter or of all, or None. See `examine`."""
    return examine(matter_id, checkpoint, files=files).finding


def examine(
    matter_id: UUID | None = None, checkpoint: Mapping[str, Any] | None = None, *, files: bool = False
) -> Report:
    """Go over the chains in order: digests, numbers, links, known ends; and over the checkpoints' roots.

    `checkpoint` is one that an outsider kept, as `published` gave it: its root is recomputed from what is stored now.
    With `files` the file of every event is read as well. Chains are streamed; memory does not grow with their number.

    Raises BadCheckpointFile when `checkpoint` is not a checkpoint at all.
    """
    kept = _kept(checkpoint) if checkpoint is not None else None
    tally = Tally()
    finding: Finding | None = None
    after: UUID | None = None
    while True:
        finding = _walk(matter_id, after, kept, _inspect_files if files else None, tally)
        if finding is None or _stands(finding, kept):
            break
        # It was only growing while it was read. Go on behind it.
        after = UUID(finding.matter_id)
    broken, count = (None, 0) if matter_id is not None and kept is None else _checkpoints(kept)
    if broken and (finding is None or finding.by.startswith(_OWN)):
        # A leaf that contradicts its own checkpoint accuses nobody else.
        finding = broken
    return Report(finding, tally.chains, tally.events, count)


def _stands(finding: Finding, kept: Kept | None) -> bool:
    """Whether the fault is still there when its chain is read alone."""
    if finding.what is What.FILE:
        return True
    try:
        matter_id = UUID(finding.matter_id)
    except ValueError:
        return True
    return all(_walk(matter_id, None, kept) for _ in range(TRIES))


def _walk(
    matter_id: UUID | None,
    after: UUID | None,
    kept: Kept | None,
    inspect: Inspect | None = None,
    tally: Tally | None = None,
) -> Finding | None:
    # A walk that ends at a fault leaves cursors open half-way, which PostgreSQL minds at the end of the transaction.
    with (
        closing(selectors.entries(matter_id, after)) as entries,
        closing(_known(matter_id, after, kept)) as known,
    ):
        return first_fault(entries, known, inspect, tally)


def _known(matter_id: UUID | None, after: UUID | None, kept: Kept | None) -> Generator[Known, None, None]:
    """All that is remembered of the chains, from every source, in one order."""
    sources: list[Iterable[Known]] = [_leaves(matter_id, after), kept.chains if kept else ()]
    sources += [_heads(source(matter_id)) for source in hooks.heads]
    only, behind = (str(matter_id) if matter_id else ""), (str(after) if after else "")
    for known in heapq.merge(*sources, key=lambda k: (k.matter_id, k.seq)):
        if known.matter_id > behind and only in {"", known.matter_id}:
            yield known


def _leaves(matter_id: UUID | None, after: UUID | None) -> Iterator[Known]:
    rows = CheckpointLeaf.objects.order_by("matter_id", "seq")
    if matter_id is not None:
        rows = rows.filter(matter_id=matter_id)
    if after is not None:
        rows = rows.filter(matter_id__gt=after)
    texts = rows.annotate(id_=Cast("matter_id", TextField()), seq_=Cast("seq", TextField()))
    for id_, seq, head, n in texts.values_list("id_", "seq_", "head", "checkpoint_id").iterator(
        chunk_size=2000
    ):
        yield Known(uuid_text(id_) or "", int(seq) if seq.isdigit() else _NO_NUMBER, head, f"{_OWN}{n}号")


def _heads(source: Iterable[tuple[UUID, int, str]]) -> Iterator[Known]:
    for matter_id, seq, head in source:
        yield Known(str(matter_id), seq, head, "事项登记", is_end=True)


def _inspect_files(entry: Entry) -> Finding | None:
    if hooks.pieces is None:
        raise FazhiError("尚未接通归档文件，不能核对附件。")
    for digest in json.loads(entry.files):
        try:
            for _ in hooks.pieces(digest):
                pass
        except BrokenFile as error:
            if error.code != "erased":
                reason = error.sentence.rstrip("。")
                return Finding(
                    What.FILE, entry.seq, f"第{entry.seq}条的附件 {digest}：{reason}", entry.matter_id
                )
    return None


def _checkpoints(kept: Kept | None) -> tuple[Finding | None, int]:
    """The first checkpoint whose root does not follow from its leaves, and how many were gone over."""
    prev, n = "", 0
    rows = Checkpoint.objects.order_by("n").values_list(
        "n", "prev", "merkle", "root", "leaf_count", "algorithm"
    )
    for number, row_prev, merkle, root, leaf_count, algorithm in rows.iterator():
        n += 1
        if number != n:
            return Finding(What.CHECKPOINT, n, f"{_OWN}{n}号缺失"), n
        if kept and kept.n == n and kept.root != root:
            return Finding(What.CHECKPOINT, n, _differs(kept, row_prev)), n
        tree = _tree(n, algorithm)
        if tree is None:
            return Finding(What.CHECKPOINT, n, f"{_OWN}{n}号被改动（摘要算法）"), n
        if tree.count != leaf_count:
            words = f"{_OWN}{n}号的记录链有增减（应有 {leaf_count} 条，现有 {tree.count} 条）"
            return Finding(What.CHECKPOINT, n, words), n
        if row_prev != prev or tree.value() != merkle or root_over(prev, merkle, algorithm) != root:
            return Finding(What.CHECKPOINT, n, f"{_OWN}{n}号被改动，其根值与所覆盖的记录链不符"), n
        prev = root
    if kept and kept.n > n:
        return Finding(What.CHECKPOINT, kept.n, f"{_OWN}{kept.n}号缺失（留存的文件记有该存证点）"), n
    return None, n


def _tree(n: int, algorithm: str) -> RunningRoot | None:
    """The tree over the stored leaves of a checkpoint; None for an algorithm nobody knows."""
    if algorithm not in ALGORITHMS:
        return None
    tree = RunningRoot(algorithm)
    leaves = CheckpointLeaf.objects.filter(checkpoint_id=n).order_by("matter_id")
    texts = leaves.annotate(id_=Cast("matter_id", TextField())).values_list("id_", "seq", "head")
    for matter_id, seq, head in texts.iterator(chunk_size=2000):
        tree.add(leaf_text(uuid_text(matter_id) or "", seq, head))
    return tree


def _differs(kept: Kept, prev: str) -> str:
    where = (
        "该存证点所覆盖的记录链" if kept.prev == prev else f"{_OWN}{max(1, kept.n - 1)}号及以前所覆盖的记录链"
    )
    return f"{_OWN}{kept.n}号的根值与留存的不符：{where}在存证之后被改写或者删除"


def _kept(given: Mapping[str, Any]) -> Kept:
    """The outsider's file as values. The chains that it names, if it does, must give its own root."""
    try:
        n, root, prev, algorithm = (
            int(given["n"]),
            str(given["root"]),
            str(given["prev"]),
            str(given["algorithm"]),
        )
        chains = sorted((str(UUID(m)), int(seq), str(head)) for m, seq, head in given.get("chains", []))
    except (KeyError, TypeError, ValueError) as error:
        raise BadCheckpointFile(
            "给出的文件不是存证点文件，请使用“fazhi ledger checkpoint”生成的文件。"
        ) from error
    if algorithm not in ALGORITHMS:
        raise BadCheckpointFile(f"给出的存证点使用了不认识的摘要算法 {algorithm}。")
    if chains:
        tree = RunningRoot(algorithm)
        for chain in chains:
            tree.add(leaf_text(*chain))
        if root_over(prev, tree.value(), algorithm) != root:
            raise BadCheckpointFile("给出的存证点文件自身已被改动：其根值与所列记录链不符。")
    return Kept(n, root, prev, tuple(Known(m, seq, head, f"留存的{_OWN}{n}号") for m, seq, head in chains))
