"""Check a published item, or a checkpoint somebody kept, against the ledger, and tell each step in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules import items
from fazhi.kernel.digests import verify_path
from fazhi.ledger import selectors as ledger
from fazhi.ledger.entries import Entry
from fazhi.ledger.merkle import RunningRoot
from fazhi.ledger.models import Checkpoint, CheckpointLeaf
from fazhi.ledger.services import checkpoint as proofs

MOST_LEAVES = 200_000
_DIGEST = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a check: what was compared, whether it agreed, and the values."""

    title: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check. `is_waiting`: nothing is wrong, but no checkpoint covers the item yet."""

    steps: tuple[Step, ...]
    is_waiting: bool = False

    @property
    def ok(self) -> bool:
        """Whether every step agreed."""
        return all(step.ok for step in self.steps)


def verify_item(row: Publication, *, claimed: str = "", kept: Mapping[str, Any] | None = None) -> Checked:
    """Check an item from its text up to a published root.

    1. The text shown gives the digest stored, and the one the visitor holds (`claimed`), if he named one.
    2. The event by which it was published is whole and names the same digest.
    3. From that event to the end of the chain that the checkpoint took in, every event follows the one before.
    4. The end of the chain stands under the checkpoint's tree.
    5. Tree and earlier root give the checkpoint's root, and so on up to the latest.
    6. A checkpoint that the visitor kept is one of these.
    """
    steps = [Step("公示内容的摘要与公布的摘要", items.agrees(row.public, row.digest), row.digest)]
    if claimed:
        steps.append(Step("您提供的摘要与公示内容", items.agrees(row.public, claimed), claimed[:_DIGEST]))
    seq = row.event_seq or 0
    chain = [entry for entry in ledger.entries(row.pk) if entry.seq >= seq]
    event = chain[0] if chain and chain[0].seq == seq else None
    if event is None:
        return Checked((*steps, Step("账本中的公示记录", ok=False, detail="没有找到")))
    steps.append(Step("账本中的公示记录自身完整", event.holds(), event.digest))
    steps.append(Step("公示记录写明的摘要与公示内容", _named(event) == row.digest, _named(event)))
    try:
        proof = proofs.proof(row.pk, seq)
    except proofs.NotCovered:
        return Checked(tuple(steps), is_waiting=True)
    steps += _under(chain, proof)
    if kept is not None:
        steps += _against(kept, proof)
    return Checked(tuple(steps))


def _named(event: Entry) -> str:
    """The digest that the checker signed for when he published."""
    form = json.loads(event.data).get("form", {})
    return str(form.get("draft_digest", ""))


def _under(chain: list[Entry], proof: Mapping[str, Any]) -> list[Step]:
    """The chain up to its leaf, the tree and the roots of a proof."""
    matter_id, last, head = proof["leaf"]
    chain = [entry for entry in chain if entry.seq <= last]
    linked = all(a.digest == b.prev and a.seq + 1 == b.seq for a, b in pairwise(chain))
    whole = (
        linked and all(entry.holds() for entry in chain) and (chain[-1].seq, chain[-1].digest) == (last, head)
    )
    roots, size = proof["roots"], proof["size"]
    n = proof["checkpoint"]["n"]
    leaf = proofs.leaf_text(matter_id, last, head)
    path = verify_path(leaf, proof["index"], size, proof["path"], roots[0]["merkle"])
    chained = all(
        proofs.root_over(r["prev"], r["merkle"], r["algorithm"]) == r["root"] for r in roots
    ) and all(a["root"] == b["prev"] for a, b in pairwise(roots))
    follow = f"其后的{len(chain) - 1}条记录" if len(chain) > 1 else "公示记录"
    reach = f"，及其后至第{roots[-1]['n']}号" if len(roots) > 1 else ""
    return [
        Step(f"{follow}与记录链前后相连", whole, head),
        Step(f"记录链编入第{n}号检查点（共{size}条链）", path, roots[0]["merkle"]),
        Step(f"第{n}号检查点的根值{reach}", chained, roots[-1]["root"]),
    ]


def _against(kept: Mapping[str, Any], proof: Mapping[str, Any]) -> list[Step]:
    n, root = kept.get("n"), str(kept.get("root", ""))[:_DIGEST]
    ours = {r["n"]: r["root"] for r in proof["roots"]}
    if n not in ours:
        return [
            Step(
                f"您留存的第{n}号检查点",
                ok=_known(n, root),
                detail="早于本条公示，只能证明此前的账本没有被改动" if _known(n, root) else root,
            )
        ]
    return [Step(f"您留存的第{n}号检查点的根值", ours[n] == root, root)]


def _known(n: object, root: str) -> bool:
    return isinstance(n, int) and Checkpoint.objects.filter(n=n, root=root).exists()


def verify_checkpoint(kept: Mapping[str, Any]) -> Checked | None:
    """Check a checkpoint that somebody kept: its own form, our root of that number, and our tree under it.

    None when it is not a checkpoint at all.
    """
    n, root, prev = kept.get("n"), kept.get("root"), kept.get("prev", "")
    if (
        not isinstance(n, int)
        or isinstance(n, bool)
        or not isinstance(root, str)
        or not isinstance(prev, str)
    ):
        return None
    ours = Checkpoint.objects.filter(n=n).first() if 0 < n < 2**31 else None
    if ours is None:
        return Checked((Step(f"第{n}号检查点", ok=False, detail="账本中没有这一号"),))
    steps = [
        Step(f"您留存的第{n}号检查点的根值", root == ours.root, root[:_DIGEST]),
        Step("上一号的根值", prev == ours.prev, prev[:_DIGEST] or "（第1号之前没有）"),
        Step(
            "根值由上一号的根值和本次的树得出",
            proofs.root_over(ours.prev, ours.merkle, ours.algorithm) == ours.root,
            ours.merkle,
        ),
    ]
    if ours.leaf_count <= MOST_LEAVES:
        tree = RunningRoot(ours.algorithm)
        leaves = CheckpointLeaf.objects.filter(checkpoint_id=n).order_by("matter_id")
        for matter_id, seq, head in leaves.values_list("matter_id", "seq", "head").iterator(chunk_size=2000):
            tree.add(proofs.leaf_text(str(matter_id), seq, head))
        steps.append(Step(f"树由{ours.leaf_count}条记录链得出", tree.value() == ours.merkle, ours.merkle))
    return Checked(tuple(steps))
