"""A dossier is exported and verified by its own file alone, in an empty folder, with nothing of the platform at hand."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fazhi.kernel.digests import digest
from fazhi.kernel.errors import BrokenFile, OutOfScope
from fazhi.kernel.ids import new_id
from fazhi.ledger.hooks import hooks
from fazhi.ledger.services import append
from fazhi.ledger.services.bundle import STANDALONE, BrokenRecord, export
from fazhi.ledger.services.checkpoint import make, published
from fazhi.ledger.standalone.verify import PureSm3
from tests.ledger.conftest import AT

pytestmark = pytest.mark.django_db
FILES = {digest(content): content for content in (b"photo" * 400_000, "现场笔录".encode(), b"erased")}
PHOTO, NOTES, GONE = FILES


class Erased(BrokenFile):
    code = "erased"


def pieces(value):
    if value == GONE:
        raise Erased("已依法删除。")
    if value not in FILES:
        raise BrokenFile("归档文件缺失。")
    content = FILES[value]
    yield from (content[n : n + 65536] for n in range(0, len(content), 65536))


@pytest.fixture
def dossier(officer, chain_of, monkeypatch):
    """A matter of five events with files, under the first of two checkpoints."""
    monkeypatch.setattr(hooks, "pieces", pieces)
    monkeypatch.setattr(hooks, "names", lambda matter: {PHOTO: "现场照片.jpg", NOTES: "../笔录.txt"})
    monkeypatch.setattr(hooks, "describe", lambda matter: {"案号": "包昆市监立〔2026〕1号"})
    matter = new_id()
    for _ in range(3):
        chain_of(2)
    for seq, files in enumerate([[], [PHOTO, GONE], [NOTES], [PHOTO], []], start=1):
        append(
            matter_id=matter, seq=seq, kind="acted", action=f"act{seq}", at=AT, actor=officer,
            data={"行为": f"第{seq}次", "n": seq}, files=files, idem=f"k{seq}",
        )  # fmt: skip
    return matter


@pytest.fixture
def kept(dossier, chain_of):
    kept = published(make(AT))
    chain_of(1)
    make(AT)
    return kept


@pytest.fixture
def folder(dossier, kept, tmp_path):
    """The bundle, unpacked where nothing else lies."""
    out = io.BytesIO()
    assert export(dossier, out, AT) == 5
    folder = tmp_path / "卷宗"
    zipfile.ZipFile(out).extractall(folder)
    return folder


def run(*arguments, cwd, pure=False):
    """Run the verifier isolated: no site of ours on the path, no environment but its own switch."""
    done = subprocess.run(
        [sys.executable, "-I", *map(str, arguments)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "VERIFY_PURE_SM3": "1" if pure else "0"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.strip()


def edit_events(folder, change):
    path = folder / "events.jsonl"
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    events = change(events) or events
    path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events), encoding="utf-8")


def edit_json(folder, name, change):
    path = folder / name
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


def test_an_intact_bundle_passes(folder):
    code, said = run("verify.py", cwd=folder)
    assert code == 0, said
    assert said == (
        "通过：记录 5 条，附件 2 件（另有 1 件含个人信息，已依法删除），其中第1条至第5条有存证点证明（至第2号）。"
    )


def test_the_zip_itself_can_be_verified_by_a_copy_from_elsewhere(dossier, kept, tmp_path):
    export(dossier, tmp_path / "卷宗.zip", AT)
    code, said = run(STANDALONE, tmp_path / "卷宗.zip", cwd=tmp_path)
    assert (code, said[:2]) == (0, "通过")


def test_it_agrees_with_a_checkpoint_that_somebody_kept(folder, kept, tmp_path):
    mine = tmp_path / "kept.json"
    mine.write_text(json.dumps(kept))
    code, said = run("verify.py", "--checkpoint", mine, cwd=folder)
    assert code == 0
    assert said.endswith("与留存的存证点一致。")
    mine.write_text(json.dumps({**kept, "root": digest(b"another")}))
    code, said = run("verify.py", "--checkpoint", mine, cwd=folder)
    assert code == 1
    assert "根值与留存的不符" in said
    mine.write_text(json.dumps({**kept, "n": 9}))
    assert run("verify.py", "--checkpoint", mine, cwd=folder)[0] == 1
    assert run("verify.py", "--checkpoint", tmp_path / "none.json", cwd=folder)[0] == 2


def test_a_bundle_from_before_the_first_checkpoint_says_so(dossier, tmp_path):
    export(dossier, tmp_path / "a.zip", AT)
    code, said = run(STANDALONE, tmp_path / "a.zip", cwd=tmp_path)
    assert code == 0
    assert said.endswith("未附存证点证明。")


def changed(events):
    events[2]["data"] = events[2]["data"].replace("第3次", "第4次")


def renamed(events):
    events[2]["actor"]["name"] = "别人"


def removed(events):
    del events[2]


def cut(events):
    del events[3:]


def swapped(events):
    events[1], events[2] = events[2], events[1]


def inserted(events):
    events.insert(2, {**events[2], "data": "{}"})


def appended(events):
    events.append({**events[-1], "seq": 6, "prev": events[-1]["digest"]})


def widened(events):
    events[2]["note"] = "x"


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (changed, "第3条内容被改动"), (renamed, "第3条内容被改动"), (removed, "缺第3条"), (cut, "缺第4条"),
        (swapped, "顺序被改"), (inserted, "第3条内容被改动"), (appended, "第6条内容被改动"), (widened, "第3条内容被改动"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pure", [False, True])
def test_each_harm_to_the_chain_is_named(folder, harm, words, pure):
    edit_events(folder, harm)
    # Keep the pure hash to what is asked of it: the two megabytes of the photograph take it a while.
    if pure:
        shutil.rmtree(folder / "files")
    code, said = run("verify.py", cwd=folder, pure=pure)
    assert code == 1
    assert words in said


def test_a_forger_who_recomputes_the_chain_fails_at_the_checkpoint(folder):
    def forge(events):
        body = dict(events[3], data="{}")
        prev = events[2]["digest"]
        for n in (3, 4):
            body = {**events[n], "prev": prev, **({"data": "{}"} if n == 3 else {})}
            plain = {**body, "data": digest(body["data"].encode())}
            del plain["digest"]
            text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            prev = body["digest"] = digest(text.encode())
            events[n] = body
        edit_json(folder, "manifest.json", lambda m: m.update(head=prev))

    edit_events(folder, forge)
    code, said = run("verify.py", cwd=folder)
    assert code == 1
    assert "之后被改写" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: (f / "files/001-现场照片.jpg").write_bytes(b"other"), "第2条的附件 files/001-现场照片.jpg 被改动"),
        (lambda f: (f / "files/001-现场照片.jpg").unlink(), "缺第2条的附件"),
        (lambda f: (f / "files/extra.txt").write_text("x"), "不属于任何一条记录"),
        (lambda f: (f / "events.jsonl").unlink(), "缺少文件 events.jsonl"),
        (lambda f: (f / "events.jsonl").write_bytes(b"\xff\xfe"), "第1条内容被改动"),
        (lambda f: (f / "manifest.json").write_text("{"), "manifest.json 已损坏"),
        (lambda f: (f / "manifest.json").unlink(), "缺少文件 manifest.json"),
        (lambda f: edit_json(f, "manifest.json", lambda m: m.update(format=2)), "不认识的存证包格式"),
        (lambda f: edit_json(f, "manifest.json", lambda m: m.pop("files")), "无法读取"),
        (lambda f: edit_json(f, "manifest.json", lambda m: m.update(matter="x")), "第1条不属于本事项"),
        (lambda f: edit_json(f, "manifest.json", lambda m: m["files"][0].update(path="../x")), "缺第2条的附件"),
        (lambda f: edit_json(f, "proofs.json", lambda p: p["roots"][0].update(root=digest(b"x"))), "根值被改动"),
        (lambda f: edit_json(f, "proofs.json", lambda p: p["roots"][1].update(prev="")), "不衔接"),
        (lambda f: edit_json(f, "proofs.json", lambda p: p["proofs"][0].update(index=p["proofs"][0]["index"] ^ 1)), "证明不成立"),
        (lambda f: edit_json(f, "proofs.json", lambda p: p["proofs"][0]["path"].append("sm3:" + "0" * 64)), "不成立"),
    ],
)  # fmt: skip
def test_harm_to_anything_else_is_named(folder, change, words):
    change(folder)
    code, said = run("verify.py", cwd=folder)
    assert code == 1
    assert words in said


def test_no_bundle_at_all_is_misuse(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"no zip")
    assert run(STANDALONE, tmp_path / "x.zip", cwd=tmp_path)[0] == 2
    assert run(STANDALONE, tmp_path / "none.zip", cwd=tmp_path)[0] == 2


def test_what_cannot_be_verified_is_not_handed_out(dossier, chain_of, monkeypatch, tmp_path):
    with pytest.raises(OutOfScope):
        export(new_id(), tmp_path / "a.zip", AT)
    monkeypatch.delitem(FILES, NOTES)
    with pytest.raises(BrokenFile):
        export(dossier, tmp_path / "a.zip", AT)


def test_a_broken_chain_is_not_handed_out(dossier, unguarded, tmp_path):
    from fazhi.ledger.models import Event

    Event.objects.filter(matter_id=dossier, seq=2).update(action="forged")
    with pytest.raises(BrokenRecord, match="第2条内容被改动"):
        export(dossier, tmp_path / "a.zip", AT)


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_the_pure_sm3_is_sm3(length):
    data = bytes(n % 251 for n in range(length))
    state = PureSm3()
    state.update(data[:7])
    state.update(data[7:])
    assert f"sm3:{state.hexdigest()}" == digest(data)


def test_it_imports_nothing_but_the_standard_library():
    source = Path(STANDALONE).read_text(encoding="utf-8")
    modules = {
        line.split()[1].partition(".")[0]
        for line in source.splitlines()
        if line.startswith(("import ", "from "))
    }
    assert modules <= sys.stdlib_module_names
