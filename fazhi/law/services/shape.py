"""Mending a source's text: quotation marks, annexes glued to the last article, repeats and gaps in the numbering."""

import re
from statistics import median

from fazhi.kernel.numerals import article_label
from fazhi.law.services.source import SourceArticle
from fazhi.law.vocabulary import ArticleKind

_SPACE = re.compile(r"(?<=[一-鿿。、，；：》（]) +(?=[一-鿿《（])")
_ODD_SPACES = re.compile(r"[ \t\u2002-\u200b\u3000\xa0]+")
_NUMBERED = re.compile(
    r"^(?P<number>第 ?[一二三四五六七八九十百零〇]+ ?(?:分编|编|章|节)) ?(?P<words>[^的].*)?$"
)
_PICTURE = re.compile(r"!\S*\{[^}]*\}")
_ANNEX = re.compile(r"^附\s*(?:件|表|图|录)?\s*[一二三四五六七八九十\d]*\s*(?:[：:].*)?$")


_LONG = 600
# A table that follows the commencement under its own name: 个人所得税税率表一（综合所得适用）.
_TABLE = re.compile(r"^[一-鿿]{2,20}表[一二三四五六七八九十]*\s*(?:（[^（）]*）)?$")


def tidy(text: str) -> str:
    """The text without stray spaces between Chinese characters and with pictures named as missing."""
    if "!" in text:
        text = _PICTURE.sub("（图，来源未收）", text)
    text = _ODD_SPACES.sub(" ", text)
    if " " not in text:
        return "\n".join(line for line in text.split("\n") if line)
    lines = (line if "|" in line or "+--" in line else _SPACE.sub("", line) for line in text.split("\n"))
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def heading(text: str) -> str:
    """A heading with one space after its number and none within its words: 第一章 总则."""
    text = _ODD_SPACES.sub(" ", text).strip()
    if match := _NUMBERED.match(text):
        return f"{match['number'].replace(' ', '')} {(match['words'] or '').replace(' ', '')}".strip()
    number, _, words = text.partition(" ")
    return f"{number} {words.replace(' ', '')}".strip()


def chinese_quotes(text: str) -> tuple[str, bool]:
    """ASCII quotation marks turned into “ ”, and whether that was possible.

    A mark at the head of a line always opens: where a quotation runs over paragraphs each opens anew and only the last
    closes. When the marks do not pair the text comes back unchanged, with False.
    """
    if '"' not in text:
        return text, True
    made: list[str] = []
    is_open = False
    for position, mark in enumerate(text):
        if mark != '"':
            made.append(mark)
            continue
        opens = position == 0 or text[position - 1] == "\n" or not is_open
        made.append("“" if opens else "”")
        is_open = opens
    return ("".join(made), True) if not is_open else (text, False)


def part_annexes(articles: list[SourceArticle]) -> list[SourceArticle]:
    """The articles with what follows the last one's text, from a line that names an annex, as rows of their own."""
    if not articles or articles[-1].kind is ArticleKind.WHOLE:
        return articles
    last = articles[-1]
    lines = last.text.split("\n")
    starts = [n for n, line in enumerate(lines) if n and _ANNEX.match(line)]
    if not starts and "施行" in lines[0]:
        starts = [n for n, line in enumerate(lines) if n and _TABLE.match(line)]
    if not starts:
        return articles
    last.text = "\n".join(lines[: starts[0]])
    made: list[SourceArticle] = []
    for nth, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        number = "annex" if len(starts) == 1 else f"annex-{nth}"
        name = re.split("[：:]", lines[start], maxsplit=1)[0].strip()
        made.append(
            SourceArticle(
                ArticleKind.ANNEX, number, "附件" if name == "附" else name, "", "\n".join(lines[start:end])
            )
        )
    return [*articles, *made]


def merge_repeats(articles: list[SourceArticle]) -> tuple[list[SourceArticle], str]:
    """The articles without numbers that were there already; such lines belong to a text quoted by the one before."""
    made: list[SourceArticle] = []
    seen: set[str] = set()
    repeated: list[str] = []
    for article in articles:
        if article.number in seen and made:
            made[-1].text += f"\n{article.label} {article.text}"
            repeated.append(article.label)
            continue
        seen.add(article.number)
        made.append(article)
    if not repeated:
        return made, ""
    return made, f"{'、'.join(dict.fromkeys(repeated))}重复出现，疑为所引文书的条文，已并入前一条。"


def overlong(articles: list[SourceArticle]) -> str:
    """A sentence when the last article is so much longer than the others that an annex must stick to it."""
    lengths = [len(a.text) for a in articles if a.kind is ArticleKind.ARTICLE]
    if len(lengths) < 4 or lengths[-1] <= max(_LONG, 4 * median(lengths)):
        return ""
    return f"末条有{lengths[-1]}字，远长于其他各条，疑有附件未能分开。"


def gaps(articles: list[SourceArticle]) -> str:
    """A sentence on the article numbers that a text leaves out; empty when it runs without gaps."""
    whole = {int(a.number) for a in articles if a.kind is ArticleKind.ARTICLE and a.number.isdecimal()}
    if not whole:
        return ""
    missing = [n for n in range(1, max(whole)) if n not in whole]
    if not missing:
        return ""
    named = "、".join(article_label(str(n)) for n in missing[:5])
    return f"来源缺{named}{f'等{len(missing)}条' if len(missing) > 5 else ''}。"
