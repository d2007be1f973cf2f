"""Read a law from a Markdown file.

    # title
    lines of adoption and revision, each opening with its day
    <!-- INFO END -->
    ## 第一章 …          headings of parts, chapters, sections
    第一条 …            articles; the paragraphs that follow belong to them

The day in brackets at the end of the file's name is the edition's; without it the last day of the head is.
"""

import hashlib
import re
from datetime import date
from pathlib import Path

from fazhi.kernel.numerals import from_chinese
from fazhi.law.dates import read_day
from fazhi.law.services.effect import commencement, effect
from fazhi.law.services.order import order
from fazhi.law.services.rank import issuer_of, level_of
from fazhi.law.services.shape import chinese_quotes, gaps, heading, merge_repeats, part_annexes, tidy
from fazhi.law.services.source import Rejected, SourceArticle, SourceEdition
from fazhi.law.titles import full_title
from fazhi.law.vocabulary import ArticleKind

SOURCE = "folder"
HEAD_END = "<!-- INFO END -->"
_NAME_DAY = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[）)]$")
_N = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^第(?P<n>{_N})条(?:之(?P<of>{_N}))?(?:[\s:：]+|$)(?P<text>.*)$", re.DOTALL)
_ITEM = re.compile(rf"^(?P<n>{_N})、\s*(?P<text>.*)$", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}(?:\s+(?P<words>.*))?$")
_DIVISION = re.compile(rf"^第{_N}(?P<kind>分编|编|章|节)")
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}
_STARTS = re.compile(r"施行|实施|生效|执行")
_CHANGED = re.compile(r"修正|修订|修改")


def read_markdown(path: Path, raw: bytes, where: str) -> SourceEdition | Rejected:
    """The law in the file, or why it is none. `where` names the file in reports."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Rejected(where, "不是UTF-8编码的文本")
    if "案例" in path.parts:
        return Rejected(where, "案例，不是法规")
    head, mark, body = text.partition(HEAD_END)
    if not mark:
        return Rejected(where, f"没有“{HEAD_END}”，分不清题注和正文")
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    if not lines or not lines[0].startswith("# "):
        return Rejected(where, "第一行不是以“# ”开头的名称")
    title = full_title(lines[0][2:])
    # A long code may come in several files, each with the name of its part as a second title.
    part = next((heading(line[2:]) for line in lines[1:] if line.startswith("# ")), "")
    history = [tidy(line) for line in lines[1:] if not line.startswith("#")]
    adopted_on = _edition_day(path.stem, history)
    if adopted_on is None:
        return Rejected(where, "文件名和题注中都没有日期，不能确定是哪一版文本")
    articles, repeated = merge_repeats(_rows(body, part))
    if not articles:
        return Rejected(where, "没有正文")
    articles = part_annexes(articles)
    starts = [
        day for line in history if _STARTS.search(line) and (day := read_day(line)) and day >= adopted_on
    ]
    changed = [line for line in history if _CHANGED.search(line)]
    found = effect(
        adopted_on,
        commencement([a.text for a in articles if a.kind is not ArticleKind.ANNEX]),
        stated=max(starts, default=None),
        is_amended=bool(changed),
    )
    return SourceEdition(
        title=title,
        level=level_of(path, title, history),
        issuer=issuer_of(title, history),
        adopted_on=adopted_on,
        effective_on=found.effective_on,
        history="\n".join(history),
        source=SOURCE,
        source_ref=where[:255],
        digest=digest_of(raw),
        articles=articles,
        doubts=[doubt for doubt in (found.doubt, repeated, gaps(articles)) if doubt],
    )


def digest_of(raw: bytes) -> str:
    """The digest that tells whether a file has changed since it was last read."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _edition_day(stem: str, history: list[str]) -> date | None:
    if match := _NAME_DAY.search(stem):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    days = [day for line in history if not _STARTS.search(line) and (day := read_day(line))]
    return max(days, default=None)


def _rows(body: str, part: str) -> list[SourceArticle]:
    """Articles in order; without articles the numbered points 一、二、; without those the whole as one row "0"."""
    blocks = [block.strip() for block in body.split("\n") if block.strip()]
    numbered = any(_ARTICLE.match(block) for block in blocks)
    pattern, kind = (_ARTICLE, ArticleKind.ARTICLE) if numbered else (_ITEM, ArticleKind.ITEM)
    rows: list[SourceArticle] = []
    opening: list[str] = []
    chapters: dict[int, str] = {0: part} if part else {}
    for block in blocks:
        if marked := _HEADING.match(block):
            block = heading(marked["words"] or "")
            if not block:
                continue
            division = _DIVISION.match(block)
            if division or (numbered and _ITEM.match(block)):
                depth = _DEPTH[division["kind"]] if division else 2
                chapters = {d: name for d, name in chapters.items() if d < depth} | {depth: block}
                continue
        row = _row(block, pattern, kind, rows, chapters)
        if row:
            rows.append(row)
        elif rows:
            rows[-1].text += f"\n{block}"
        else:
            opening.append(block)
    if not rows:
        return (
            [SourceArticle(ArticleKind.WHOLE, "0", "全文", "", _clean("\n".join(opening)))] if opening else []
        )
    if opening:
        rows.insert(0, SourceArticle(ArticleKind.PREAMBLE, "preamble", "序言", "", "\n".join(opening)))
    for row in rows:
        row.text = _clean(row.text)
    return rows


def _row(
    block: str,
    pattern: re.Pattern[str],
    kind: ArticleKind,
    rows: list[SourceArticle],
    chapters: dict[int, str],
) -> SourceArticle | None:
    """The article that a block opens; None when it goes on with the one before.

    A number that does not come after the last one is quoted text, except a first point 一、 after headings.
    """
    match = pattern.match(block)
    if match is None:
        return None
    number = str(from_chinese(match["n"]))
    label = f"{match['n']}、"
    if kind is ArticleKind.ARTICLE:
        number += f"-{from_chinese(match['of'])}" if match["of"] else ""
        label = f"第{match['n']}条" + (f"之{match['of']}" if match["of"] else "")
    if rows and order(number) <= order(rows[-1].number):
        return None
    return SourceArticle(kind, number, label, "\n".join(chapters[d] for d in sorted(chapters)), match["text"])


def _clean(text: str) -> str:
    return chinese_quotes(tidy(text))[0]
