"""`fazhi ledger …` as an auditor runs it."""

import argparse
import json

import pytest
from django.db import connection

from fazhi.kernel.errors import FazhiError
from fazhi.ledger.commands import ledger as command
from fazhi.ledger.hooks import hooks
from fazhi.ledger.services.checkpoint import make
from tests.ledger.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(hooks, "heads", [])


def run(*arguments):
    parser = argparse.ArgumentParser()
    command.build(parser.add_subparsers(required=True))
    args = parser.parse_args([str(a) for a in arguments])
    return args.run(args)


def test_verify_passes_and_counts(chain_of, capsys):
    chain_of(3)
    make(AT)
    assert run("verify") == 0
    assert "核验通过：记录链 1 条，记录 3 条，存证点 1 个" in capsys.readouterr().out
    assert run("verify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "intact": True, "chains": 1, "events": 3, "checkpoints": 1, "finding": None,
    }  # fmt: skip


def test_verify_names_the_first_broken_event(chain_of, unguarded, monkeypatch, capsys):
    event = chain_of(3)[1]
    monkeypatch.setattr(hooks, "describe", lambda matter: {"案号": "立〔2026〕1号", "终结日": ""})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET action='x' WHERE seq=2")
    assert run("verify", "--matter", event.matter_id) == 1
    assert (
        f"核验不通过（内容被改动）：事项 {event.matter_id} 第2条内容被改动。\n  案号：立〔2026〕1号\n"
        in capsys.readouterr().out
    )
    assert run("verify", "--json") == 1
    assert json.loads(capsys.readouterr().out)["finding"]["seq"] == 2


def test_a_matter_is_found_by_its_number(chain_of, monkeypatch, capsys):
    event = chain_of(1)[0]
    monkeypatch.setattr(hooks, "find", lambda text: event.matter_id if text == "立〔2026〕1号" else None)
    assert run("verify", "--matter", "立〔2026〕1号") == 0
    with pytest.raises(FazhiError, match="没有编号或者案号"):
        run("verify", "--matter", "立〔2026〕2号")


def test_a_checkpoint_is_written_and_compared_later(chain_of, unguarded, tmp_path, capsys):
    assert run("checkpoint") == 1
    event = chain_of(3)[2]
    kept = tmp_path / "kept.json"
    assert run("checkpoint", "--out", kept) == 0
    published = json.loads(kept.read_text())
    assert {"n", "root", "prev", "at", "leaves", "algorithm"} <= set(published)
    assert run("checkpoint", "--brief") == 0
    assert "chains" not in json.loads(capsys.readouterr().out.splitlines()[-1])
    assert run("verify", "--checkpoint", kept) == 0
    assert "与留存的存证点一致" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE seq=3")
        cursor.execute("DELETE FROM ledger_checkpointleaf")
        cursor.execute("DELETE FROM ledger_checkpoint")
    assert run("verify") == 0
    assert run("verify", "--checkpoint", kept) == 1
    assert f"事项 {event.matter_id} 缺第3条" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"n":1}'])
def test_a_file_that_is_no_checkpoint_is_refused_in_words(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(FazhiError, match="存证点文件"):
        run("verify", "--checkpoint", path)


def test_export_leaves_nothing_half_written(chain_of, monkeypatch, tmp_path, capsys):
    event = chain_of(2)[0]
    out = tmp_path / "a.zip"
    assert run("export", event.matter_id, out) == 0
    assert "已导出记录 2 条" in capsys.readouterr().out
    longer = chain_of(3)[0]
    monkeypatch.setattr(hooks, "pieces", None)
    with pytest.raises(FazhiError):
        run("export", longer.matter_id, tmp_path / "b.zip")
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]
