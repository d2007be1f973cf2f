"""Review a draft: the rules of the text, and every citation checked against the law library."""

import re
from collections.abc import Iterator
from datetime import date

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.review import review
from fazhi.domains.rulemaking.rules.specs import made
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import Kind, Structure, parse
from fazhi.law.citing import Citation, Status, citations
from fazhi.law.titles import short_title

_RULE_OF = {
    Status.NO_SUCH_LAW: "citation.no-such-law",
    Status.NO_SUCH_ARTICLE: "citation.no-such-article",
    Status.NO_SUCH_ITEM: "citation.no-such-article",
    Status.REPEALED: "citation.repealed",
    Status.AMENDED_SINCE: "citation.outdated",
}
# What a text repeals it names lawfully, and what it is named after may be gone.
_REPEALS = re.compile(r"同时废止|予以废止|宣布失效|停止执行|即行废止|自行失效|代替|替代|修改为|废止")


def review_text(text: str, *, on: date, level: Level | None = None) -> list[Finding]:
    """This will give everything that is doubtful in a draft, in the order of the text, as the law stands on `on`.

    Basis: 《公平竞争审查条例》第八条至第十一条
    Basis: 《行政处罚法》第十六条
    Basis: 《行政许可法》第十七条
    Basis: 《行政强制法》第十条、第十三条

    `level` is what the text is; None: it is told by its head. Offsets are characters of `text`. A finding is a prompt for
    the reviewer, never a verdict.
    """
    structure = parse(text)
    found = review(structure, level)
    found += _citations(structure, on, {one.start for one in found if one.rule.startswith("reference.")})
    return sorted(found, key=lambda one: (one.start, one.end, one.rule))


def _citations(structure: Structure, on: date, taken: set[int]) -> Iterator[Finding]:
    own = {short_title(structure.own(node)) for node in structure.of_kind(Kind.TITLE)}
    for citation in citations(structure.text, on=on, own_law=None, today=on):
        if not citation.law or short_title(citation.law) in own or citation.start in taken:
            continue
        yield from _standing(structure, citation)


def _standing(structure: Structure, citation: Citation) -> Iterator[Finding]:
    key = _RULE_OF.get(citation.status)
    text = structure.text
    if key is not None:
        stop = text.find("。", citation.end, citation.end + 200)
        if key == "citation.repealed" and _REPEALS.search(
            text[citation.end : stop if stop > 0 else citation.end + 200]
        ):
            return
        now = citation.current
        advice = f"{citation.status.label}。"
        if now is not None and now.article:
            advice += f"现行规定见《{now.law}》{now.article}。"
        yield made(structure, key, citation.start, citation.end, advice)
    if citation.quote is not None and not citation.quote.is_same and citation.quote.differences:
        first = citation.quote.differences[0]
        yield made(
            structure, "citation.misquoted", citation.quote.start, citation.quote.end,
            f"引文作“{first.quoted}”，条文作“{first.law}”。",
        )  # fmt: skip
