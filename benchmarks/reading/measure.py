"""Accuracy on labelled and made-up text, speed, and that cost grows with length only."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.printing import table
from benchmarks.reading import rivals
from benchmarks.reading.made_up import Made, paragraphs
from fazhi.domains.programme.public import read_plan, read_report
from fazhi.kernel.quantities import plain

SHARED = Path(os.environ.get("FAZHI_REAL_INPUT", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEED = 20261122
PAGE = 900
"""Characters of a page of a printed report."""


def measure(*, count: int = 1500) -> None:
    """Print all tables."""
    made = paragraphs(count, SEED)
    labelled = _labelled()
    _accuracy(labelled, made)
    _relations(made)
    _speed(made)


def _labelled() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for path in sorted((SHARED / "bench" / "figures").glob("[0-9]*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        beside = path.with_name(labels["file"])
        place = beside if beside.exists() else SHARED / "reports" / labels["file"]
        found.append((labels["doc"], place.read_text(encoding="utf-8"), labels))
    return found


def _score(read: rivals.Found, items: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Right, missed, superfluous: span and value must agree; optional items count for nothing."""
    left = list(read)
    right = missed = 0
    for item in items:
        hit = next(
            (f for f in left if f[0] < item["end"] and item["start"] < f[1] and f[2] == item["value"]), None
        )
        if hit:
            left.remove(hit)
            right += not item.get("optional")
        else:
            missed += not item.get("optional")
    return right, missed, len(left)


def _of_made(read: rivals.Found, made: Made) -> tuple[int, int, int]:
    left = [value for _, _, value in read]
    right = 0
    for figure in made.figures:
        hit = next((v for v in left if figure in {v, "*"}), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(made.figures) - right, len(left)


def _accuracy(labelled: list[tuple[str, str, dict[str, Any]]], made: list[Made]) -> None:
    rows = []
    for name, make in (
        ("fazhi", lambda: rivals.ours),
        ("cn2an", rivals.with_cn2an),
        ("recognizers-text-suite", rivals.with_recognizers),
    ):
        try:
            read = make()
        except ImportError as error:
            rows.append((f"{name}：不能导入（{error}）", "", "", ""))
            continue
        for title, counts in (
            ("标注文本", [_score(read(text), labels["items"]) for _, text, labels in labelled]),
            ("自拟段落", [_of_made(read(one.text), one) for one in made]),
        ):
            right, missed, more = (sum(c[n] for c in counts) for n in range(3))
            if right:
                precision, recall = right / (right + more), right / (right + missed)
                f1 = 2 * precision * recall / (precision + recall)
                rows.append((f"{name} {title}", f"{precision:.4f}", f"{recall:.4f}", f"{f1:.4f}"))
    if not labelled:
        print(f"没有 {SHARED}：只用自拟段落。")
    table("数量（位置与数值都对）", ("", "准确率", "召回率", "F1"), rows)


def _relations(made: list[Made]) -> None:
    right = wrong = missed = spoilt = caught = cried = 0
    for one in made:
        report = read_report(one.text)
        read = {
            (r.kind.value, frozenset(plain(report.figures[n].value) for n in r.figures)): r.holds
            for r in report.relations
        }
        for kind, figures, holds in one.relations:
            said = read.get((kind, figures))
            right += said is holds
            wrong += said is (not holds)
            missed += said is None
            spoilt += not holds
            caught += said is False and not holds
        known = {(kind, figures) for kind, figures, _ in one.relations}
        cried += sum(not holds for key, holds in read.items() if key not in known and not one.relations)
    table(
        f"关系（自拟段落{len(made)}段，四分之一有错）",
        ("", "数"),
        [
            ("判断正确", right),
            ("判断相反", wrong),
            ("没有判断", missed),
            ("有错的", spoilt),
            ("其中查出", caught),
            ("无关系而报错", cried),
        ],
    )
    found = SHARED / "bench" / "figures" / "relations.json"
    if found.exists():
        _labelled_relations(json.loads(found.read_text(encoding="utf-8"))["relations"])


def _labelled_relations(labels: list[dict[str, Any]]) -> None:
    reports = {
        path.name[:3]: read_report(path.read_text(encoding="utf-8"))
        for path in (SHARED / "reports").glob("*.txt")
    }
    hits = same = false = 0
    decided = [label for label in labels if label["holds"] is not None]
    for label in decided:
        report = reports[label["doc"]]
        values = {str(v) for v in label["figures"].values() if not isinstance(v, list)}
        about = [r for r in report.relations if {plain(report.figures[n].value) for n in r.figures} <= values]
        hits += bool(about)
        same += any(r.holds == label["holds"] for r in about)
    false = sum(
        not r.holds
        for name, report in reports.items()
        if name in {"000", "001", "004"}
        for r in report.relations
    )
    table(
        "关系（标注）",
        ("", "数"),
        [("可判断的", len(decided)), ("找到", hits), ("判断一致", same), ("误报不成立", false)],
    )


def _timed(act: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    act(text)
    return time.perf_counter() - began


def _speed(made: list[Made]) -> None:
    rows = []
    body = "\n".join(one.text for one in made)
    pages = (300 * PAGE) // len(body) + 1
    whole = (body + "\n") * pages
    for count in (75, 150, 300, 600):
        text = (whole * 2)[: count * PAGE]
        taken = _timed(read_report, text)
        rows.append((f"报告{count}页（{len(text):,}字）", taken, taken * 1e6 / len(text)))
    task = "{}.规范执法行为。年内评查案卷100卷。（牵头单位：区司法局；责任单位：区政府各部门）\n"
    for count in (500, 1000, 2000):
        text = "".join(task.format(n) for n in range(1, count + 1))
        taken = _timed(read_plan, text)
        rows.append((f"计划{count}项（{len(text):,}字）", taken, taken * 1e6 / len(text)))
    real = sorted((SHARED / "reports").glob("*.txt"))
    samples = [path.read_text(encoding="utf-8") for path in real if not path.name.startswith("003")]
    if samples:
        taken = sum(_timed(read_report, text) for text in samples)
        rows.append((f"样本报告{len(samples)}份", taken, taken * 1e6 / sum(map(len, samples))))
    table("用时（秒；微秒/字，长度增加时应不变）", ("", "秒", "微秒/字"), rows)
    print("  目标：四份样本合计1秒以内，300页20秒以内")
