"""`python -m benchmarks [--cases N] [--matters N] [--profile]`: everything in one run, on a file of its own."""

import argparse
import cProfile
import os
import platform
import pstats
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.printing import share, table

# The samples are of this day, so that two runs do the same.
NOON = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=8)))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cases", type=int, default=30, help="how many sample cases are driven")
    parser.add_argument(
        "--matters", type=int, default=100_000, help="how many matters the lists are read from"
    )
    parser.add_argument(
        "--only",
        choices=("acts", "lists", "drafts", "citations", "importing", "reading", "search", "measures"),
        help="one part of it",
    )
    parser.add_argument("--laws", type=Path, help="a folder of further law texts for the citations")
    parser.add_argument("--profile", action="store_true", help="print where the time of the acts goes")
    asked = parser.parse_args()
    if asked.only in (None, "reading"):
        from benchmarks.reading.measure import measure as measure_reading

        measure_reading()
    if asked.only == "reading":
        return 0
    base = os.environ.get("FAZHI_HOME") or str(Path(__file__).parents[1] / "var")
    Path(base).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as home:
        os.environ["FAZHI_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django

        django.setup()
        from django.core.management import call_command

        print(
            f"{platform.platform()}，{os.cpu_count()} 核，Python {platform.python_version()}，{time.strftime('%Y-%m-%d')}"
        )
        call_command("migrate", verbosity=0)
        if asked.only in (None, "acts"):
            _acts(Path(home), asked.cases, profile=asked.profile)
        if asked.only in (None, "drafts"):
            from benchmarks.draft_review.measure import measure as measure_drafts

            measure_drafts(NOON.date())
        if asked.only in (None, "lists"):
            from benchmarks import lists

            lists.measure(asked.matters, NOON)
        if asked.only in (None, "measures"):
            from benchmarks import measures

            measures.measure(asked.matters, NOON)
        if asked.only in (None, "citations"):
            from benchmarks import citations

            citations.measure(NOON, asked.laws)
        if asked.only in (None, "importing"):
            from benchmarks import importing

            importing.measure(NOON, asked.laws)
        if asked.only in (None, "search"):
            from benchmarks import search

            search.measure(NOON, asked.laws)
    return 0


def _acts(home: Path, cases: int, *, profile: bool) -> None:
    from benchmarks import acting, spiff
    from fazhi.domains.enforcement.demo import BENCHMARKS
    from fazhi.people import demo
    from fazhi.procedures import registry
    from fazhi.registers.services import samples

    people = demo.seed(NOON)
    samples.load_sample(BENCHMARKS, NOON)
    database = home / "fazhi.sqlite3"
    start = acting.copied(database, home / "start.sqlite3")
    acting.run(people, 6, NOON, listening=False)  # so that everything is read and compiled
    acting.restored(database, start)
    if profile:
        profiler = cProfile.Profile()
        profiler.enable()
        acting.run(people, cases, NOON, listening=False)
        profiler.disable()
        stats = pstats.Stats(profiler, stream=sys.stdout)
        stats.sort_stats("tottime").print_stats(45)
        stats.sort_stats("cumtime").print_stats(90)
        return
    timed = acting.run(people, cases, NOON, listening=False)
    acting.restored(database, start)
    heard = acting.run(people, cases, NOON, listening=True)
    replayed = acting.bare(start, heard.acts)
    plain = [n for n, act in enumerate(timed.acts) if not act.files]
    ours, rows = [timed.acts[n] for n in plain], [replayed[n] for n in plain]
    writes = [len(heard.acts[n].writes) for n in plain]
    table(
        f"甲 每次办理（{cases}件处罚案件，{len(plain)}次不带文件的办理，SQLite，synchronous=FULL）",
        ("", "次/秒", "中位毫秒", "p95毫秒", "处理器毫秒"),
        [
            ("引擎 perform", *_figures([(a.seconds, a.cpu) for a in ours])),
            (
                f"同样的行由 sqlite3 直接写（每次中位{int(statistics.median(writes))}条语句，一个事务）",
                *_figures([(a.seconds, a.cpu) for a in rows]),
            ),
        ],
    )
    total = sum(a.seconds for a in ours) / sum(a.seconds for a in rows)
    middle = statistics.median(a.seconds for a in ours) / statistics.median(a.seconds for a in rows)
    print(f"  用时之比：总计 {total:.1f} 倍，中位 {middle:.1f} 倍（目标不超过 12）")
    with_files = [act.seconds for act in timed.acts if act.files]
    if with_files:
        middle = statistics.median(with_files) * 1e3
        print(f"  另有带文件的办理{len(with_files)}次，中位 {middle:.1f} 毫秒（含文件落盘）")

    ran = spiff.run(registry.definitions()["enforcement.penalty"], home / "spiff.sqlite3", 3)
    mean = statistics.mean(a.seconds for a in ours)
    cpu = statistics.mean(a.cpu for a in ours)
    table(
        f"乙 SpiffWorkflow 运行导出的 BPMN，每步将状态存为 JSON（{ran.size // 1024} KB）",
        ("", "次/秒", "中位毫秒", "p95毫秒", "处理器毫秒", "引擎快几倍", "按处理器时间"),
        [
            (
                name,
                *_figures(steps),
                statistics.mean(s for s, _ in steps) / mean,
                statistics.mean(c for _, c in steps) / cpu,
            )
            for name, steps in (("每步写回", ran.kept), ("每步读出再写回", ran.read_back))
        ],
    )
    print("  目标：引擎不少于 5 倍")

    queries = [act.queries for act in heard.acts]
    by_key: dict[str, list[int]] = {}
    for act in heard.acts:
        by_key.setdefault(act.key, []).append(act.queries)
    table(
        "丙 每次办理的数据库语句数",
        ("", "最少", "中位", "最多"),
        [("全部办理", min(queries), int(statistics.median(queries)), max(queries))]
        + [
            (key, min(found), int(statistics.median(found)), max(found))
            for key, found in sorted(by_key.items(), key=lambda item: -max(item[1]))[:8]
        ],
    )


def _figures(taken: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Acts a second, median and p95 in milliseconds, processor milliseconds an act."""
    seconds = [s for s, _ in taken]
    return (
        len(seconds) / sum(seconds),
        statistics.median(seconds) * 1e3,
        share(seconds, 0.95) * 1e3,
        statistics.mean(c for _, c in taken) * 1e3,
    )


if __name__ == "__main__":
    sys.exit(main())
