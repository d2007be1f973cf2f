"""Hand out a dossier that anyone can verify without the platform."""

import json
import zipfile
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from fazhi.kernel.errors import BrokenFile, OutOfScope
from fazhi.ledger import selectors
from fazhi.ledger.chains import first_fault
from fazhi.ledger.entries import moment_text
from fazhi.ledger.hooks import hooks
from fazhi.ledger.models import CheckpointLeaf
from fazhi.ledger.services.checkpoint import leaf_proof, roots

STANDALONE = Path(__file__).resolve().parent.parent / "standalone" / "verify.py"
README = """本存证包含一个事项的全部记录及其附件。

manifest.json  封面：事项、记录数、末条摘要、附件目录
events.jsonl   记录，一行一条，按先后排列
files/         附件
proofs.json    存证点证明（形成过存证点的才有）
verify.py      核验程序，只需 Python 3，不需联网：  python verify.py
               与另行留存的存证点核对：            python verify.py --checkpoint 存证点.json

附件以摘要入记录，改动任何一字一件，核验均不能通过。
"""


class BrokenRecord(BrokenFile):
    """The chain to be handed out is not whole."""

    code = "broken_record"


def export(matter_id: UUID, out: Path | IO[bytes], at: datetime) -> int:
    """Write the matter's bundle as a ZIP and give the number of its events.

    Raises OutOfScope when the matter has no record, BrokenRecord when its chain is broken, BrokenFile when one of its
    files is; a bundle that could not be verified is never handed out.
    """
    with closing(selectors.entries(matter_id)) as entries:
        fault = first_fault(entries)
    if fault is not None:
        raise BrokenRecord(f"记录链不完整，不能导出：{fault.sentence}")
    if selectors.head(matter_id) is None:
        raise OutOfScope("没有这个事项的记录。")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("说明.txt", README)
        box.write(STANDALONE, "verify.py")
        count, head, files = _events(box, matter_id)
        listed, erased = _files(box, matter_id, files)
        _proofs(box, matter_id, count)
        manifest: dict[str, Any] = {
            "format": 1,
            "matter": str(matter_id),
            "about": dict(hooks.describe(matter_id)) if hooks.describe else {},
            "exported_at": moment_text(at),
            "events": count,
            "head": head,
            "files": listed,
            "erased": erased,
        }
        box.writestr("manifest.json", _json(manifest))
    return count


def _events(box: zipfile.ZipFile, matter_id: UUID) -> tuple[int, str, list[str]]:
    """Write the events; give their number, the last digest and the files they name, each once."""
    count, head = 0, ""
    files: dict[str, None] = {}
    with box.open("events.jsonl", "w") as out:
        for entry in selectors.entries(matter_id):
            line = entry.line()
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            files.update(dict.fromkeys(json.loads(entry.files)))
            count, head = entry.seq, entry.digest
    return count, head, list(files)


def _files(box: zipfile.ZipFile, matter_id: UUID, files: list[str]) -> tuple[list[dict[str, str]], list[str]]:
    """Write the files; give path and digest of each, and the digests of those that were erased by law."""
    if files and hooks.pieces is None:
        raise BrokenFile("尚未接通归档文件，不能导出带附件的卷宗。")
    names: Mapping[str, str] = hooks.names(matter_id) if hooks.names else {}
    listed: list[dict[str, str]] = []
    erased: list[str] = []
    for number, digest in enumerate(files, start=1):
        assert hooks.pieces is not None
        name = names.get(digest, "").replace("/", "_").replace("\\", "_")
        path = f"files/{number:03d}-{name or digest.partition(':')[2][:16]}"
        pieces = hooks.pieces(digest)
        try:
            first = next(pieces, b"")
        except BrokenFile as error:
            if error.code != "erased":
                raise
            erased.append(digest)
            continue
        with box.open(path, "w", force_zip64=True) as out:
            out.write(first)
            for piece in pieces:
                out.write(piece)
        listed.append({"digest": digest, "path": path})
    return listed, erased


def _proofs(box: zipfile.ZipFile, matter_id: UUID, count: int) -> None:
    """Write the path of every checkpoint that covers the chain, so that whoever kept any of them can compare."""
    leaves = list(CheckpointLeaf.objects.filter(matter_id=matter_id, seq__lte=count).order_by("seq"))
    if not leaves:
        return
    proofs = []
    for leaf in leaves:
        shown = leaf_proof(leaf)
        proofs.append({"n": leaf.checkpoint_id, **{k: shown[k] for k in ("leaf", "index", "size", "path")}})
    shown_roots = [dict(step) for step in roots(leaves[0].checkpoint_id)]
    box.writestr("proofs.json", _json({"proofs": proofs, "roots": shown_roots}))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
