"""Real documents and their labels, read in place; where they are missing the tests with them are empty and say so."""

import json
import os
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("FAZHI_REAL_INPUT", Path(__file__).resolve().parents[4] / "shared" / "data"))
REPORTS = {path.name[:3]: path for path in sorted((SHARED / "reports").glob("*.txt"))}
LABELS = sorted((SHARED / "bench" / "figures").glob("[0-9]*.json"))
if not REPORTS:
    print(f"没有 {SHARED}：不用真实的报告和计划检验，只用自拟的。")


def labelled() -> list[tuple[str, str, dict[str, Any]]]:
    """Name, text and labels of every labelled report."""
    found = []
    for path in LABELS:
        labels = json.loads(path.read_text(encoding="utf-8"))
        beside = path.with_name(labels["file"])
        text = (beside if beside.exists() else REPORTS[labels["doc"]]).read_text(encoding="utf-8")
        found.append((labels["doc"], text, labels))
    return found


def relations() -> list[dict[str, Any]]:
    """The labelled relations."""
    path = SHARED / "bench" / "figures" / "relations.json"
    return json.loads(path.read_text(encoding="utf-8"))["relations"] if path.exists() else []
