"""Put a root over all chains, and prove one event under it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from fazhi.kernel.digests import canonical_json, digest, merkle_path
from fazhi.kernel.errors import FazhiError, MovedOn
from fazhi.ledger import selectors
from fazhi.ledger.entries import moment_text
from fazhi.ledger.merkle import RunningRoot
from fazhi.ledger.models import Checkpoint, CheckpointLeaf, Event
from fazhi.ledger.services.append import digest_algorithm

PAGE = 1000
"""Chains read and leaves written at a time."""

Moved = tuple[UUID, int, str]


class NotCovered(FazhiError):
    """No checkpoint covers the event yet."""

    status, code = 409, "not_covered"


def leaf_text(matter_id: str, seq: int, head: str) -> str:
    """A leaf of the tree: matter, number and digest of its last event."""
    return canonical_json([matter_id, seq, head]).decode()


def root_over(prev: str, merkle: str, algorithm: str) -> str:
    """The root of a checkpoint: the digest of the root before it and of the tree over its leaves."""
    return digest((prev + merkle).encode(), algorithm)


def make(at: datetime) -> Checkpoint | None:
    """Make the next checkpoint, over the chains that moved since the last.

    When none has moved, the last is given again; None when there is nothing at all. Raises MovedOn when somebody else
    makes one at the same moment.
    """
    try:
        with transaction.atomic():
            last = Checkpoint.objects.order_by("-n").first()
            n, prev = (last.n + 1, last.root) if last else (1, "")
            tree = RunningRoot(digest_algorithm())
            for page in _moved():
                # The leaves go in before the checkpoint they refer to, whose root is known only when all are summed
                # up; the reference is checked at the commit.
                CheckpointLeaf.objects.bulk_create(
                    CheckpointLeaf(checkpoint_id=n, matter_id=matter_id, seq=seq, head=head)
                    for matter_id, seq, head in page
                )
                for matter_id, seq, head in page:
                    tree.add(leaf_text(str(matter_id), seq, head))
            if not tree.count:
                return last
            made = Checkpoint(
                n=n,
                prev=prev,
                merkle=tree.value(),
                root=root_over(prev, tree.value(), tree.algorithm),
                made_at=at,
                leaf_count=tree.count,
                algorithm=tree.algorithm,
            )
            made.save(force_insert=True)
            return made
    except IntegrityError as error:
        raise MovedOn("同一时刻已有他人生成存证点，请稍后查看。") from error


def published(checkpoint: Checkpoint, *, with_chains: bool = False) -> dict[str, Any]:
    """The checkpoint as it is given to outsiders, to keep.

    `with_chains` adds [matter, number, digest] of every chain it covers: who keeps that can name the chain that was
    rewritten, not only show that one was.
    """
    form: dict[str, Any] = {
        "n": checkpoint.n,
        "root": checkpoint.root,
        "prev": checkpoint.prev,
        "at": moment_text(checkpoint.made_at),
        "leaves": checkpoint.leaf_count,
        "algorithm": checkpoint.algorithm,
    }
    if with_chains:
        form["chains"] = [[str(matter_id), seq, head] for matter_id, seq, head in _leaves(checkpoint.n)]
    return form


def proof(matter_id: UUID, seq: int) -> dict[str, Any]:
    """That event `seq` stands under a checkpoint: the events from it to the leaf, the path, and the roots since.

    `roots` holds every checkpoint from the leaf's on, so that who kept any later root can follow it up to there.
    Raises NotCovered when no checkpoint covers the event.
    """
    leaf = CheckpointLeaf.objects.filter(matter_id=matter_id, seq__gte=seq).order_by("seq").first()
    if leaf is None:
        raise NotCovered("该记录生成后尚未形成存证点，请稍后再取证明。")
    events = [e.line() for e in selectors.entries(matter_id) if seq <= e.seq <= leaf.seq]
    return {"events": events, **leaf_proof(leaf), "roots": list(roots(leaf.checkpoint_id))}


def leaf_proof(leaf: CheckpointLeaf) -> dict[str, Any]:
    """The path from one leaf to its checkpoint's tree."""
    checkpoint = leaf.checkpoint
    texts: list[str] = []
    index = -1
    for matter_id, seq, head in _leaves(checkpoint.n):
        if matter_id == leaf.matter_id:
            index = len(texts)
        texts.append(leaf_text(str(matter_id), seq, head))
    return {
        "leaf": [str(leaf.matter_id), leaf.seq, leaf.head],
        "index": index,
        "size": len(texts),
        "path": list(merkle_path(texts, index, checkpoint.algorithm)),
        "checkpoint": published(checkpoint),
    }


def roots(first: int) -> Iterator[Mapping[str, Any]]:
    """Every checkpoint from number `first` on, with the root of its own tree."""
    for checkpoint in Checkpoint.objects.filter(n__gte=first).order_by("n").iterator():
        yield {**published(checkpoint), "merkle": checkpoint.merkle}


def _leaves(n: int) -> Iterator[Moved]:
    rows = CheckpointLeaf.objects.filter(checkpoint_id=n).order_by("matter_id")
    yield from rows.values_list("matter_id", "seq", "head").iterator(chunk_size=PAGE)


def _moved() -> Iterator[list[Moved]]:
    """The heads of the chains that no checkpoint covers, page by page in the order of the matters' ids."""
    later = Event.objects.filter(matter_id=OuterRef("matter_id"), seq__gt=OuterRef("seq"))
    covered = CheckpointLeaf.objects.filter(matter_id=OuterRef("matter_id"), seq__gte=OuterRef("seq"))
    heads = Event.objects.filter(~Exists(later), ~Exists(covered)).order_by("matter_id")
    page = list(heads.values_list("matter_id", "seq", "digest")[:PAGE])
    while page:
        yield page
        page = list(heads.filter(matter_id__gt=page[-1][0]).values_list("matter_id", "seq", "digest")[:PAGE])
