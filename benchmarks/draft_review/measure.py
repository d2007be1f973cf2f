"""Recall by rule and false alarms by 1,000 characters."""

import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import yaml

from benchmarks.draft_review import faults, hosts
from benchmarks.printing import table
from fazhi.domains.rulemaking.public import Finding, Level, review_text

GROUPS = ("seen", "unseen", "later", "last")
_LOOKALIKES = Path(__file__).with_name("lookalikes.yaml")


def measure(on: date, *, laws: int = 150, shows: str = "") -> None:
    """Print both. `shows` names a group whose misses are listed: "seen" while patterns are written, never "unseen"."""
    if not hosts.present():
        print("\n草案审查：本机没有真实文本（FAZHI_REAL_INPUT），未测。")
        return
    _recall(on, shows)
    _alarms(on, laws, shows)


def _recall(on: date, shows: str) -> None:
    hit: dict[tuple[str, str], int] = defaultdict(int)
    any_hit: dict[str, int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    cases = [*faults.worded(), *faults.structural("seen"), *faults.structural("unseen")]
    cases += [*faults.written("later"), *faults.written("last")]
    for case in cases:
        level = None if case.rule.partition(".")[0] in _STRUCTURAL else Level.DOCUMENT
        found = review_text(case.text, on=on, level=level)
        over = {one.rule for one in found if one.start < case.end and case.start < one.end}
        key = (case.rule, case.group)
        total[key] += 1
        hit[key] += case.rule in over
        any_hit[case.group] += bool(over)
        if shows == case.group and case.rule not in over:
            print("  漏：", case.rule, case.text[case.start : case.end].replace("\n", "⏎"), sorted(over))
    rules = sorted({rule for rule, _ in total})
    rows = [[rule, *(_cell(hit[rule, g], total[rule, g]) for g in GROUPS)] for rule in rules]
    sums = {
        g: (sum(n for (_, h), n in hit.items() if h == g), sum(n for (_, h), n in total.items() if h == g))
        for g in GROUPS
    }
    rows.append(["合计（规则相符）", *(_cell(*sums[g]) for g in GROUPS)])
    rows.append(["合计（有提示即可）", *(_cell(any_hit[g], sums[g][1]) for g in GROUPS)])
    table(
        f"草案审查：植入真实文本的{len(cases)}处错误，按规则的查出率（目标95%；“未看”的写法在调整之前写好，不逐条看）",
        ("规则", "已看写法", "未看写法", "后写写法", "最后写法"),
        rows,
    )


_STRUCTURAL = {"numbering", "reference", "validity", "effective", "dates", "amounts", "issuer"}


def _cell(hit: int, total: int) -> str:
    return f"{hit}/{total}" + (f" {hit / total:.0%}" if total else "")


def _alarms(on: date, laws: int, shows: str) -> None:
    rows: list[list[object]] = []
    by_rule: Counter[str] = Counter()
    sets = {
        f"法律法规规章{laws}件（层级自行判断）": [hosts.text_of(path) for path in hosts.laws(laws)],
        "国务院文件和工作报告": [hosts.text_of(path) for path in hosts.documents()],
        "无错的规范性文件（真实条文）": faults.clean_documents(),
    }
    with _LOOKALIKES.open(encoding="utf-8") as source:
        alike = [str(one) for one in yaml.safe_load(source)]
    for name, texts in sets.items():
        start = time.perf_counter()
        found = [(text, review_text(text, on=on)) for text in texts]
        took = time.perf_counter() - start
        _row(rows, by_rule, name, found, took, shows)
    start = time.perf_counter()
    found = [(one, review_text(f"第三条 {one}\n第四条 {one}", on=on, level=Level.DOCUMENT)) for one in alike]
    _row(
        rows,
        by_rule,
        f"形似而无错的句子{len(alike)}条（按规范性文件）",
        found,
        time.perf_counter() - start,
        shows,
    )
    table("误报（每千字；目标不超过1）", ("文本", "字数", "提示", "每千字", "每秒千字"), rows)
    table("误报按规则", ("规则", "提示"), [[rule, count] for rule, count in by_rule.most_common()])


def _row(
    rows: list[list[object]],
    by_rule: Counter[str],
    name: str,
    found: list[tuple[str, list[Finding]]],
    took: float,
    shows: str,
) -> None:
    characters = sum(len(text) for text, _ in found)
    alarms = [one for _, ones in found for one in ones]
    by_rule.update(one.rule for one in alarms)
    rows.append([name, characters, len(alarms), 1000 * len(alarms) / characters, characters / 1000 / took])
    if shows == "clean":
        for one in alarms:
            print("  误：", one.rule, one.clause, one.text[:80].replace("\n", "⏎"), "|", one.advice[:24])
