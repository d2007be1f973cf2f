"""Articles from the lines of a text: headings, articles, numbered points, preamble, annexes."""

import hashlib
import re

from fazhi.kernel.numerals import from_chinese
from fazhi.law.services.order import order
from fazhi.law.services.shape import (
    chinese_quotes,
    gaps,
    heading,
    merge_repeats,
    overlong,
    part_annexes,
    tidy,
)
from fazhi.law.services.source import SourceArticle
from fazhi.law.vocabulary import ArticleKind, DoubtKind

_N = "[一二三四五六七八九十百千零〇○]{1,12}"
_ARTICLE = re.compile(
    rf"^第\s?(?P<n>{_N})\s?条(?:之(?P<of>[一二三四五六七八九十]{{1,3}}))?(?:[\s:：]+|$|(?=【))(?P<text>.*)$",
    re.DOTALL,
)
# Texts of other origin leave out the space: 第一条为了…; a citation at the head of a line is told by what follows.
_TIGHT = re.compile(
    rf"^第(?P<n>{_N})条(?:之(?P<of>[一二三四五六七八九十]{{1,3}}))?(?![、和至第规款项的所中及或，,；。）]|之[^一二三四五六七八九十])(?P<text>.+)$",
    re.DOTALL,
)
_ITEM = re.compile(rf"^(?P<n>{_N})、\s*(?P<text>.*)$", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}(?:\s+(?P<words>.*))?$")
_DIVISION = re.compile(rf"^第\s?{_N}\s?(?P<kind>分编|编|章|节)")
_BARE = re.compile(
    rf"^第\s?{_N}\s?(?:分编|编|章|节)(?:[\s　]+[^。；：，]{{1,40}}|[^的条款规、，。；：]{{1,24}})?$"
)
_NUMBER_MOST = 9
_SENTENCE = re.compile(r"[。，：；]")
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}
_PASSED_OVER = re.compile(r"^#*\s*(?:目\s*[录次]|序\s*言)$")


def articles_of(
    blocks: list[str], part: str = "", *, is_marked: bool = True
) -> tuple[list[SourceArticle], list[tuple[DoubtKind, str]]]:
    """The rows of a text and its faults. `part` is the heading all of it stands under.

    `is_marked`: headings carry # signs, as in Markdown; else a heading is told by its form.
    """
    rows, repeated = merge_repeats(_rows(blocks, part, is_marked=is_marked))
    rows = part_annexes(rows)
    return rows, faults_of(rows, repeated)


def faults_of(rows: list[SourceArticle], repeated: str) -> list[tuple[DoubtKind, str]]:
    """What the rows of a text show to be wrong with it."""
    faults = [(DoubtKind.REPEATED_ARTICLES, repeated)] if repeated else []
    if gap := gaps(rows):
        faults.append((DoubtKind.MISSING_ARTICLES, gap))
    if long := overlong(rows):
        faults.append((DoubtKind.ANNEX_PARTED, long))
    return faults


def digest_of(raw: bytes) -> str:
    """The digest that tells whether a file has changed since it was last read."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _rows(blocks: list[str], part: str, *, is_marked: bool) -> list[SourceArticle]:
    """Articles in order; without articles the numbered points 一、二、; without those the whole as one row "0"."""
    numbered = [pattern for pattern in (_ARTICLE, _TIGHT) if any(map(pattern.match, blocks))]
    pattern, kind = (numbered[0], ArticleKind.ARTICLE) if numbered else (_ITEM, ArticleKind.ITEM)
    rows: list[SourceArticle] = []
    opening: list[str] = []
    chapters: dict[int, str] = {0: part} if part else {}
    for block in blocks:
        if _PASSED_OVER.match(block):
            continue
        marked = _HEADING.match(block)
        if marked or (not is_marked and _BARE.match(block)):
            block = heading((marked["words"] or "") if marked else block)
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
    # Titles, ends of brackets and headings without a number stand before the first article too; a preamble is a sentence.
    preamble = [line for line in opening if _SENTENCE.search(line)]
    if preamble:
        rows.insert(0, SourceArticle(ArticleKind.PREAMBLE, "preamble", "序言", "", "\n".join(preamble)))
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
    try:
        number = str(from_chinese(match["n"].replace("○", "〇")))
        if kind is ArticleKind.ARTICLE and match["of"]:
            number += f"-{from_chinese(match['of'])}"
    except ValueError:
        return None
    if len(number) > _NUMBER_MOST:
        return None
    label = f"{match['n']}、"
    if kind is ArticleKind.ARTICLE:
        label = f"第{match['n']}条" + (f"之{match['of']}" if match["of"] else "")
    if rows and order(number) <= order(rows[-1].number):
        return None
    return SourceArticle(kind, number, label, "\n".join(chapters[d] for d in sorted(chapters)), match["text"])


def _clean(text: str) -> str:
    return chinese_quotes(tidy(text))[0]
