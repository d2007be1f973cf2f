"""An edition as Akoma Ntoso 3.0 (OASIS LegalDocML): 编 章 节 条 款 项 目 with their identifiers, and who made it when.

编 is `part`, 分编 `subpart`, 章 `chapter`, 节 `section`, 条 `article`, 款 `paragraph`; 项 and 目 are the points of a
`list`. An annex is an attachment. What stands before the first article is the preamble.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from fazhi.kernel.numerals import from_chinese
from fazhi.law.models import Article, Edition, Law
from fazhi.law.paragraphs import Item, Paragraph, paragraphs
from fazhi.law.vocabulary import ArticleKind

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_HEADING = re.compile(r"^(第([一二三四五六七八九十百零〇]+)(分编|编|章|节))[\s　]*(.*)$")
_LEVELS = {
    "编": ("part", "part"),
    "分编": ("subpart", "subpart"),
    "章": ("chapter", "chp"),
    "节": ("section", "sec"),
}
_NUMBERED = re.compile(r"^([（(][一二三四五六七八九十百]+[）)]|[（(]?[\d０-９]{1,2}[）)．.、])\s*")
# Characters that XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = "法治"


def akoma(law: Law, edition: Edition, articles: Sequence[Article], *, first_on: date, made_on: date) -> bytes:
    """The edition as an XML document.

    `first_on` is the day of the law's oldest edition held, which dates the work; `made_on` the day of this export.
    """
    root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE})
    act = ET.SubElement(
        root,
        "act",
        {
            "name": law.level,
            "contains": "originalVersion" if first_on == edition.adopted_on else "singleVersion",
        },
    )
    uri = f"/akn/cn/act/{first_on.isoformat()}/{quote(law.key, safe='')}"
    _meta(act, law, edition, uri, "main", first_on, made_on)
    _preface(act, law, edition)
    before = [a for a in articles if a.kind == ArticleKind.PREAMBLE]
    after = [a for a in articles if a.kind == ArticleKind.ANNEX]
    if before:
        preamble = ET.SubElement(act, "preamble")
        for row in before:
            for line in _lines(row.text):
                _text(preamble, "p", line)
    _body(act, [a for a in articles if a.kind not in (ArticleKind.PREAMBLE, ArticleKind.ANNEX)])
    if after:
        attachments = ET.SubElement(act, "attachments")
        for n, row in enumerate(after, start=1):
            attachment = ET.SubElement(attachments, "attachment", {"eId": f"att_{n}"})
            _text(attachment, "heading", row.label or "附件")
            doc = ET.SubElement(attachment, "doc", {"name": "annex"})
            _meta(doc, law, edition, uri, f"annex_{n}", first_on, made_on)
            main = ET.SubElement(doc, "mainBody")
            for line in _lines(row.text) or [row.label]:
                _text(main, "p", line)
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _clean(text: str) -> str:
    return _UNFIT.sub("", text)


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, tag)
    made.text = _clean(text)
    return made


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _meta(
    parent: ET.Element, law: Law, edition: Edition, uri: str, part: str, first_on: date, made_on: date
) -> None:
    """Who made the text, when, in which version: work, expression, manifestation; its life in days."""
    meta = ET.SubElement(parent, "meta")
    identification = ET.SubElement(meta, "identification", {"source": "#fazhi"})
    version = f"{uri}/zho@{edition.adopted_on.isoformat()}"
    levels = (
        ("FRBRWork", uri, first_on, "generation"),
        ("FRBRExpression", version, edition.adopted_on, "adoption"),
        ("FRBRManifestation", f"{version}.xml", made_on, "markup"),
    )
    for tag, address, day, what in levels:
        level = ET.SubElement(identification, tag)
        tail = f"/!{part}"
        this = f"{version}{tail}.xml" if tag == "FRBRManifestation" else f"{address}{tail}"
        ET.SubElement(level, "FRBRthis", {"value": this})
        ET.SubElement(level, "FRBRuri", {"value": address})
        ET.SubElement(level, "FRBRdate", {"date": day.isoformat(), "name": what})
        author = "#fazhi" if tag == "FRBRManifestation" else "#issuer"
        ET.SubElement(level, "FRBRauthor", {"href": author})
        if tag == "FRBRWork":
            ET.SubElement(level, "FRBRcountry", {"value": "cn"})
            ET.SubElement(level, "FRBRsubtype", {"value": law.level})
            for number in _work_numbers(edition):
                ET.SubElement(level, "FRBRnumber", {"value": number})
            ET.SubElement(level, "FRBRname", {"value": _clean(law.title)})
        elif tag == "FRBRExpression":
            ET.SubElement(level, "FRBRlanguage", {"language": "zho"})
        else:
            ET.SubElement(level, "FRBRformat", {"value": "application/akn+xml"})
    if part == "main":
        _life(meta, edition)
        references = ET.SubElement(meta, "references", {"source": "#fazhi"})
        issuer = _clean(law.issuer) or "制定机关未载"
        ET.SubElement(
            references,
            "TLCOrganization",
            {
                "eId": "issuer",
                "href": f"/ontology/organization/cn/{quote(issuer, safe='')}",
                "showAs": issuer,
            },
        )
        ET.SubElement(
            references,
            "TLCOrganization",
            {"eId": "fazhi", "href": "/ontology/organization/cn/fazhi", "showAs": _ROOT},
        )


def _work_numbers(edition: Edition) -> list[str]:
    return [_clean(str(number)) for number in edition.document_numbers if str(number).strip()]


def _life(meta: ET.Element, edition: Edition) -> None:
    """Adopted, in force, repealed: what is known; a day that the source does not give is not made up."""
    lifecycle = ET.SubElement(meta, "lifecycle", {"source": "#fazhi"})
    events = [("adopted", edition.adopted_on, "generation")]
    if edition.effective_on:
        events.append(("effective", edition.effective_on, "generation"))
    if edition.repealed_on:
        events.append(("repealed", edition.repealed_on, "repeal"))
    for key, day, kind in events:
        ET.SubElement(
            lifecycle,
            "eventRef",
            {"eId": f"e_{key}", "date": day.isoformat(), "source": "#issuer", "type": kind},
        )


def _preface(act: ET.Element, law: Law, edition: Edition) -> None:
    preface = ET.SubElement(act, "preface")
    longtitle = ET.SubElement(preface, "longTitle")
    line = ET.SubElement(longtitle, "p")
    _text(line, "docTitle", law.title)
    for said in _lines(edition.history):
        _text(preface, "p", said)


class _Names:
    """Identifiers given so far: a text that repeats a number gets another, so that each names one part."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def of(self, wanted: str) -> str:
        """The identifier wanted, or with a number after it when it was given before."""
        count = self.given[wanted] = self.given.get(wanted, 0) + 1
        return wanted if count == 1 else self.of(f"{wanted}_{count}")


def _body(act: ET.Element, articles: Sequence[Article]) -> None:
    body, names = ET.SubElement(act, "body"), _Names()
    open_: list[tuple[str, ET.Element, str]] = []
    for row in articles:
        headings = tuple(part for part in row.chapter.split("\n") if part)
        shared = 0
        while shared < min(len(open_), len(headings)) and open_[shared][0] == headings[shared]:
            shared += 1
        del open_[shared:]
        for heading in headings[shared:]:
            over, prefix = (open_[-1][1], open_[-1][2]) if open_ else (body, "")
            open_.append((heading, *_division(over, heading, prefix, names)))
        _article(open_[-1][1] if open_ else body, row, names)
    if not articles:
        empty = ET.SubElement(body, "hcontainer", {"name": "empty", "eId": names.of("hcontainer_1")})
        ET.SubElement(ET.SubElement(empty, "content"), "p")


def _division(over: ET.Element, heading: str, prefix: str, names: _Names) -> tuple[ET.Element, str]:
    match = _HEADING.match(heading)
    if match is None:
        eid = names.of(f"{prefix}__hcontainer" if prefix else "hcontainer")
        made = ET.SubElement(over, "hcontainer", {"name": "division", "eId": eid})
        _text(made, "heading", heading)
        return made, eid
    tag, short = _LEVELS[match[3]]
    eid = names.of(
        f"{prefix}__{short}_{from_chinese(match[2])}" if prefix else f"{short}_{from_chinese(match[2])}"
    )
    made = ET.SubElement(over, tag, {"eId": eid})
    _text(made, "num", match[1])
    if match[4]:
        _text(made, "heading", match[4])
    return made, eid


def _article(over: ET.Element, row: Article, names: _Names) -> None:
    held = paragraphs(row.text)
    if row.kind == ArticleKind.WHOLE:
        for n, part in enumerate(held, start=1):
            _paragraph(over, part, names.of(f"para_{n}"))
        return
    eid = names.of(f"art_{row.number}" if row.kind == ArticleKind.ARTICLE else f"para_{row.number}")
    made = ET.SubElement(over, "article" if row.kind == ArticleKind.ARTICLE else "paragraph", {"eId": eid})
    _text(made, "num", row.label or row.number)
    if row.kind == ArticleKind.ARTICLE:
        for n, part in enumerate(held or [Paragraph("")], start=1):
            _paragraph(made, part, f"{eid}__para_{n}")
    elif any(part.items for part in held):
        for n, part in enumerate(held, start=1):
            _paragraph(made, part, f"{eid}__para_{n}", tag="subparagraph")
    else:
        _content(made, [part.lead for part in held])


def _paragraph(over: ET.Element, part: Paragraph, eid: str, tag: str = "paragraph") -> None:
    made = ET.SubElement(over, tag, {"eId": eid})
    if not part.items:
        _content(made, [part.lead])
        return
    listed = ET.SubElement(made, "list", {"eId": f"{eid}__list_1"})
    _text(ET.SubElement(listed, "intro"), "p", part.lead)
    for n, item in enumerate(part.items, start=1):
        _point(listed, item, f"{eid}__list_1__point_{n}")


def _point(over: ET.Element, item: Item, eid: str) -> None:
    made = ET.SubElement(over, "point", {"eId": eid})
    number, text = _parted(item.text)
    _text(made, "num", number)
    if not item.subs:
        _content(made, [text])
        return
    listed = ET.SubElement(made, "list", {"eId": f"{eid}__list_1"})
    _text(ET.SubElement(listed, "intro"), "p", text)
    for n, sub in enumerate(item.subs.values(), start=1):
        inner = ET.SubElement(listed, "point", {"eId": f"{eid}__list_1__point_{n}"})
        number, text = _parted(sub)
        _text(inner, "num", number)
        _content(inner, [text])


def _parted(line: str) -> tuple[str, str]:
    """The number that a line begins with, as printed, and what follows."""
    match = _NUMBERED.match(line)
    return (match[1], line[match.end() :]) if match else ("", line)


def _content(over: ET.Element, lines: Sequence[str]) -> None:
    content = ET.SubElement(over, "content")
    for line in lines or [""]:
        _text(content, "p", line)
