"""The command before anything has been set up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.once
@pytest.mark.parametrize(
    "words",
    [["law", "cite", "TEXT"], ["draft", "review", "TEXT"], ["ledger", "verify"], ["law", "doubts"]],
    ids=["cite", "review", "verify", "doubts"],
)
def test_without_tables_it_says_what_to_do(words: list[str], tmp_path: Path) -> None:
    text = tmp_path / "草案.txt"
    text.write_text("依据《行政处罚法》第六十条，制定本办法。", encoding="utf-8")
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    said = subprocess.run(
        [sys.executable, "-m", "fazhi.config.command", *(str(text) if w == "TEXT" else w for w in words)],
        env=env | {"FAZHI_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 1
    assert "make setup" in said.stderr
    assert "Traceback" not in said.stderr
