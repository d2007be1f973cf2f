"""核验卷宗存证包：只需 Python 3.8 以上，无需安装任何软件，无需联网。

用法：  python verify.py [存证包.zip 或者解压后的文件夹] [--checkpoint 留存的存证点.json]

不写路径时核验本文件所在的文件夹。依次核验：记录链（每条记录的摘要、序号、与上一条的衔接）、附件、存证点证明。
完好的打印“通过”，退出码 0；有问题的打印第一处问题，退出码 1；用法不对的退出码 2。
本文件应当从可信的来源取得：收到存证包的，可以用另行取得的本文件核验包内的其他文件。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import struct
import sys
import zipfile
from pathlib import Path
from typing import IO, Any

ALGORITHMS = ("sm3", "sha256")
FIELDS = frozenset(
    [
        "matter",
        "seq",
        "id",
        "kind",
        "action",
        "recorded_at",
        "occurred_at",
        "actor",
        "data",
        "files",
        "prev",
        "digest",
        "idem",
    ]
)


class Fault(Exception):
    """The first thing found wrong, as a sentence."""


# Digests


class PureSm3:
    """SM3 (GB/T 32905-2016), for a Python whose hashlib does not have it."""

    def __init__(self) -> None:
        self.state = [
            int(word, 16)
            for word in [
                "7380166F",
                "4914B2B9",
                "172442D7",
                "DA8A0600",
                "A96F30BC",
                "163138AA",
                "E38DEE4D",
                "B0FB0E4E",
            ]
        ]
        self.rest = b""
        self.length = 0

    def update(self, data: bytes) -> None:
        self.length += len(data)
        data = self.rest + data
        whole = len(data) - len(data) % 64
        for at in range(0, whole, 64):
            self.state = _compress(self.state, data[at : at + 64])
        self.rest = data[whole:]

    def hexdigest(self) -> str:
        state = self.state
        tail = self.rest + b"\x80"
        tail += b"\x00" * ((56 - len(tail)) % 64) + struct.pack(">Q", self.length * 8)
        for at in range(0, len(tail), 64):
            state = _compress(state, tail[at : at + 64])
        return "".join(f"{word:08x}" for word in state)


def _turn(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF


def _compress(state: list[int], block: bytes) -> list[int]:
    words = list(struct.unpack(">16I", block))
    for n in range(16, 68):
        mixed = words[n - 16] ^ words[n - 9] ^ _turn(words[n - 3], 15)
        mixed = mixed ^ _turn(mixed, 15) ^ _turn(mixed, 23)
        words.append(mixed ^ _turn(words[n - 13], 7) ^ words[n - 6])
    a, b, c, d, e, f, g, h = state
    for n in range(64):
        constant = 0x79CC4519 if n < 16 else 0x7A879D8A
        one = _turn((_turn(a, 12) + e + _turn(constant, n)) & 0xFFFFFFFF, 7)
        two = one ^ _turn(a, 12)
        if n < 16:
            three, four = a ^ b ^ c, e ^ f ^ g
        else:
            three, four = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
        three = (three + d + two + (words[n] ^ words[n + 4])) & 0xFFFFFFFF
        four = (four + h + one + words[n]) & 0xFFFFFFFF
        a, b, c, d = three, a, _turn(b, 9), c
        e, f, g, h = four ^ _turn(four, 9) ^ _turn(four, 17), e, _turn(f, 19), g
    mixed_in = (a, b, c, d, e, f, g, h)
    return [state[n] ^ mixed_in[n] for n in range(8)]


def new_hash(algorithm: str) -> Any:
    if algorithm == "sha256":
        return hashlib.sha256()
    if os.environ.get("VERIFY_PURE_SM3") != "1":
        try:
            return hashlib.new("sm3")
        except ValueError:
            return PureSm3()
    return PureSm3()


def digest(data: bytes, algorithm: str) -> str:
    state = new_hash(algorithm)
    state.update(data)
    return f"{algorithm}:{state.hexdigest()}"


def algorithm_of(text: Any, where: str) -> str:
    algorithm, _, value = str(text).partition(":")
    if algorithm not in ALGORITHMS or len(value) != 64 or value.strip("0123456789abcdef"):
        raise Fault(f"{where}的摘要写法不对")
    return algorithm


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


# The bundle, as a folder or a ZIP


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        return [p.relative_to(self.path).as_posix() for p in self.path.rglob("*") if p.is_file()]

    def open(self, name: str) -> IO[bytes]:
        return self.path.joinpath(*name.split("/")).open("rb")


class Packed:
    def __init__(self, path: Path) -> None:
        self.box = zipfile.ZipFile(path)

    def names(self) -> list[str]:
        names = self.box.namelist()
        if len(names) != len(set(names)):
            raise Fault("存证包内有重名的文件")
        return names

    def open(self, name: str) -> IO[bytes]:
        return self.box.open(name)


def opened(bundle: Folder | Packed, name: str) -> IO[bytes]:
    try:
        return bundle.open(name)
    except (KeyError, OSError) as error:
        raise Fault(f"缺少文件 {name}") from error


def read_json(bundle: Folder | Packed, name: str) -> Any:
    try:
        with opened(bundle, name) as source:
            return json.loads(source.read().decode())
    except (ValueError, zipfile.BadZipFile) as error:
        raise Fault(f"文件 {name} 已损坏") from error


# What is checked


def check_chain(bundle: Folder | Packed, manifest: dict[str, Any]) -> tuple[list[str], dict[str, int]]:
    """Every event by its number, link and digest. Gives the digests and the files that belong to the chain."""
    digests: list[str] = []
    files: dict[str, int] = {}
    with opened(bundle, "events.jsonl") as source:
        for raw_line in source:
            n = len(digests) + 1
            try:
                event = json.loads(raw_line.decode())
            except ValueError as error:
                raise Fault(f"第{n}条内容被改动（无法读取）") from error
            check_event(event, n, digests[-1] if digests else "", manifest["matter"])
            digests.append(event["digest"])
            for item in event["files"]:
                files.setdefault(item, n)
    expected = manifest["events"]
    if len(digests) < expected:
        raise Fault(f"缺第{len(digests) + 1}条（本包应有 {expected} 条）")
    if len(digests) > expected:
        raise Fault(f"第{expected + 1}条是插入的（本包应有 {expected} 条）")
    if (digests[-1] if digests else "") != manifest["head"]:
        raise Fault(f"第{len(digests)}条与封面所记的末条不符")
    return digests, files


def check_event(event: Any, n: int, last: str, matter: str) -> None:
    if not isinstance(event, dict) or set(event) != FIELDS:
        raise Fault(f"第{n}条内容被改动（栏目不符）")
    seq = event["seq"]
    if seq != n:
        if isinstance(seq, int) and seq > n:
            raise Fault(f"缺第{n}条，或者顺序被改")
        raise Fault(f"第{n}条的位置上是第{seq}条，顺序被改或者有插入")
    if event["matter"] != matter:
        raise Fault(f"第{n}条不属于本事项")
    algorithm = algorithm_of(event["digest"], f"第{n}条")
    try:
        body = {key: event[key] for key in FIELDS if key != "digest"}
        body["data"] = digest(str(event["data"]).encode(), algorithm)
        computed = digest(canonical(body), algorithm)
    except UnicodeEncodeError:
        computed = ""
    if computed != event["digest"]:
        raise Fault(f"第{n}条内容被改动")
    if event["prev"] != last:
        raise Fault(f"第{n - 1}条与第{n}条不衔接，其中有改动、插入或者缺失" if n > 1 else "第1条内容被改动")


def check_files(bundle: Folder | Packed, manifest: dict[str, Any], files: dict[str, int]) -> tuple[int, int]:
    """Every file of the chain by its digest; nothing that does not belong to it. Gives how many stand, and are erased."""
    listed = {item["digest"]: item["path"] for item in manifest["files"]}
    erased = set(manifest["erased"]) & set(files) - set(listed)
    names = set(bundle.names())
    for value, n in files.items():
        algorithm = algorithm_of(value, f"第{n}条的附件")
        if value in erased:
            continue
        path = listed.get(value, "")
        if not path.startswith("files/") or ".." in path.split("/") or path not in names:
            raise Fault(f"缺第{n}条的附件 {path or value}")
        if digest_of_file(bundle, path, algorithm) != value:
            raise Fault(f"第{n}条的附件 {path} 被改动")
    belonging = {path for value, path in listed.items() if value in files}
    strangers = set(listed.values()) | {n for n in names if n.startswith("files/") and not n.endswith("/")}
    for name in sorted(strangers - belonging):
        raise Fault(f"附件 {name} 不属于任何一条记录")
    return len(files) - len(erased), len(erased)


def digest_of_file(bundle: Folder | Packed, path: str, algorithm: str) -> str:
    state = new_hash(algorithm)
    try:
        with opened(bundle, path) as source:
            while piece := source.read(1 << 20):
                state.update(piece)
    except zipfile.BadZipFile:
        return ""
    return f"{algorithm}:{state.hexdigest()}"


def check_proofs(
    bundle: Folder | Packed, manifest: dict[str, Any], digests: list[str], kept: dict[str, Any] | None
) -> tuple[int, int]:
    """The chain's heads under their checkpoints. Gives the last event and the last checkpoint that are proved."""
    if "proofs.json" not in bundle.names():
        if kept:
            raise Fault("本包没有存证点证明，不能与留存的存证点核对")
        return 0, 0
    shown = read_json(bundle, "proofs.json")
    roots = check_roots(shown["roots"])
    covered = 0
    for proof in shown["proofs"]:
        matter, seq, head = proof["leaf"]
        n = proof["n"]
        where = f"存证点第{n}号"
        if matter != manifest["matter"] or n not in roots:
            raise Fault(f"{where}的证明不属于本事项")
        if seq > len(digests):
            raise Fault(f"缺第{len(digests) + 1}条（{where}记有 {seq} 条）")
        if digests[seq - 1] != head:
            raise Fault(f"第{seq}条及以前的记录在{where}之后被改写")
        if not verify_path(canonical([matter, seq, head]), proof, roots[n]["merkle"]):
            raise Fault(f"{where}的证明不成立")
        covered = max(covered, seq)
    if kept:
        check_kept(kept, roots, min(p["n"] for p in shown["proofs"]))
    return covered, max(roots, default=0)


def check_kept(kept: dict[str, Any], roots: dict[int, Any], first: int) -> None:
    """That the roots of this bundle pass through the one that somebody kept."""
    n = kept.get("n")
    where = f"存证点第{n}号"
    if isinstance(n, int) and n < first:
        raise Fault(f"留存的{where}早于本事项的第一个存证点（第{first}号），不能用来核对")
    if n not in roots:
        raise Fault(f"本包的存证点证明没有到达留存的第{n}号，请重新导出")
    if roots[n]["root"] != kept.get("root"):
        raise Fault(f"{where}的根值与留存的不符，记录在存证之后被改写")


def check_roots(steps: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Each checkpoint follows from the one before and from its own tree."""
    roots: dict[int, dict[str, Any]] = {}
    last: dict[str, Any] | None = None
    for step in steps:
        where = f"存证点第{step['n']}号"
        algorithm = algorithm_of(step["root"], where)
        if last is not None and (step["n"] != last["n"] + 1 or step["prev"] != last["root"]):
            raise Fault(f"{where}与上一号不衔接")
        if digest((step["prev"] + step["merkle"]).encode(), algorithm) != step["root"]:
            raise Fault(f"{where}的根值被改动")
        roots[step["n"]] = last = step
    return roots


def verify_path(leaf: bytes, proof: dict[str, Any], root: str) -> bool:
    """RFC 6962: leaves and nodes are told apart by their first byte; an odd node goes up alone."""
    algorithm = algorithm_of(root, "存证点")
    value = raw(b"\x00" + leaf, algorithm)
    index, size, steps = proof["index"], proof["size"], list(proof["path"])
    if not 0 <= index < size:
        return False
    while size > 1:
        if index ^ 1 < size:
            if not steps:
                return False
            other = bytes.fromhex(str(steps.pop(0)).partition(":")[2])
            value = raw(b"\x01" + (other + value if index % 2 else value + other), algorithm)
        index, size = index // 2, (size + 1) // 2
    return not steps and f"{algorithm}:{value.hex()}" == root


def raw(data: bytes, algorithm: str) -> bytes:
    return bytes.fromhex(digest(data, algorithm).partition(":")[2])


def check(bundle: Folder | Packed, kept: dict[str, Any] | None) -> str:
    """Everything, in order. Gives the sentence of success. Raises Fault at the first thing wrong."""
    manifest = read_json(bundle, "manifest.json")
    if not isinstance(manifest, dict) or manifest.get("format") != 1:
        raise Fault("不认识的存证包格式")
    digests, files = check_chain(bundle, manifest)
    whole, erased = check_files(bundle, manifest, files)
    covered, last = check_proofs(bundle, manifest, digests, kept)
    words = f"通过：记录 {len(digests)} 条，附件 {whole} 件"
    if erased:
        words += f"（另有 {erased} 件含个人信息，已依法删除）"
    if covered:
        words += f"，其中第1条至第{covered}条有存证点证明（至第{last}号）"
    else:
        words += "，未附存证点证明"
    return words + "。" + ("与留存的存证点一致。" if kept else "")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="核验卷宗存证包")
    parser.add_argument("path", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--checkpoint", type=Path, help="另行留存的存证点文件（JSON）")
    given = parser.parse_args(arguments)
    try:
        kept = json.loads(given.checkpoint.read_text(encoding="utf-8")) if given.checkpoint else None
        bundle = Folder(given.path) if given.path.is_dir() else Packed(given.path)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"无法打开：{error}\n")
        return 2
    try:
        sys.stdout.write(check(bundle, kept) + "\n")
    except Fault as fault:
        sys.stdout.write(f"不通过：{fault}。\n")
        return 1
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        IndexError,
        OSError,
        zipfile.BadZipFile,
    ) as error:
        sys.stdout.write(f"不通过：存证包的内容被改动，无法读取（{error!r}）。\n")
        return 1
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
