"""Taking in law texts: articles a second, against the same rows inserted by bare sqlite3; and the index's cold start."""

import sqlite3
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from benchmarks.printing import table

LAWS = 300
ARTICLES = 80
ROUNDS = 5


def measure(at: datetime, folder: Path | None) -> None:
    """Import a folder of texts, or one of invented laws, into the library as it is; then the same rows bare."""
    from fazhi.law import comparing, library
    from fazhi.law.models import Article, LibraryImport
    from fazhi.law.services.import_folder import import_folder
    from fazhi.law.services.settle import settle

    with tempfile.TemporaryDirectory(prefix="texts-") as room:
        texts = folder or _invented(Path(room))
        held = set(Article.objects.values_list("id", flat=True))
        wall, cpu = time.perf_counter(), time.process_time()
        report = import_folder(texts, at=at)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        again = time.perf_counter()
        import_folder(texts, at=at)
        again = time.perf_counter() - again
        columns = ("edition_id", "position", "kind", "number", "label", "chapter", "text")
        rows = [row[1:] for row in Article.objects.values_list("id", *columns) if row[0] not in held]
        bare_wall, bare_cpu = _bare(Path(room) / "bare.sqlite3", rows)
    table(
        f"庚 装入法规（{report.editions}个文本，{report.articles}条，拒收{len(report.rejected)}件）",
        ("", "条/秒", "条/秒（处理器）", "秒"),
        [
            ("fazhi law import", report.articles / wall, report.articles / cpu, wall),
            ("同样的行由 sqlite3 直接写（一个事务）", len(rows) / bare_wall, len(rows) / bare_cpu, bare_wall),
            ("再装一次（没有变化）", "—", "—", again),
        ],
    )
    print(
        f"  处理器时间之比 {cpu / bare_cpu:.0f} 倍（多出的是解析、查疑点、定名称、定效力）；目标每秒不少于 2,000 条"
    )
    started = time.perf_counter()
    settle(on=at.date())
    settled = time.perf_counter() - started
    cold = []
    for _ in range(ROUNDS):
        library.forget()
        started = time.perf_counter()
        index = library.current()
        cold.append((time.perf_counter() - started) * 1e3)
    print(
        f"  理清全部效力和疑点 {settled:.1f} 秒；索引冷启动中位 {statistics.median(cold):.0f} 毫秒"
        f"（{LibraryImport.objects.count()}次装入，{len(index.names):,}个名称）；目标 1,000 毫秒"
    )
    longest = max(
        (law for law in {id(law): law for law in index.laws.values()}.values() if law.editions),
        key=lambda law: len(law.editions[-1].numbers),
    )
    articles = comparing.rows_of(longest.editions[-1].id)
    moved = [
        comparing.Row(str(n), row.label, row.chapter, row.text.replace("应当", "必须"))
        for n, row in enumerate((row for place, row in enumerate(articles) if place % 20), start=1)
    ]
    started = time.perf_counter()
    comparing.compare(articles, moved)
    print(
        f"  逐条对照《{longest.key}》{len(articles)}条与改字、删二十分之一、全部移位后的文本："
        f"{time.perf_counter() - started:.2f} 秒"
    )


def _invented(room: Path) -> Path:
    from fazhi.kernel.numerals import to_chinese

    folder = room / "laws"
    folder.mkdir()
    for n in range(LAWS):
        lines = "\n\n".join(
            f"第{to_chinese(k)}条 第{n}部法规关于第{k}种情形的规定，由县级以上人民政府有关部门按照职责分工负责。\n\n（一）情形甲；\n\n（二）情形乙。"
            for k in range(1, ARTICLES)
        )
        head = f"# 虚构第{n}号条例\n\n2020年1月1日 虚构大会通过\n\n<!-- INFO END -->\n\n"
        end = f"\n\n第{to_chinese(ARTICLES)}条 本条例自2020年2月1日起施行。\n"
        (folder / f"虚构第{n}号条例(2020-01-01).md").write_text(head + lines + end, encoding="utf-8")
    return folder


def _bare(path: Path, rows: list[tuple[object, ...]]) -> tuple[float, float]:
    """Seconds by the clock and of the processor to insert the rows into a table with the same keys and indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'law_article' AND sql IS NOT NULL")
        schema = [row[0].replace(' REFERENCES "law_edition" ("id")', "") for row in cursor.fetchall()]
    made = sqlite3.connect(path)
    try:
        for statement in schema:
            made.execute(statement)
        wall, cpu = time.perf_counter(), time.process_time()
        with made:
            made.executemany(
                "INSERT INTO law_article (edition_id, position, kind, number, label, chapter, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
        return time.perf_counter() - wall, time.process_time() - cpu
    finally:
        made.close()
