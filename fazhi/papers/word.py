"""Sheets as Word files, with real styles, tables and page fields, the same bytes each time."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from fazhi.papers import word_page as page
from fazhi.papers.filling import Sheet
from fazhi.papers.word_page import CENTER, FORM_CHAR, LEFT, RIGHT, element

_BLANK_DAY = "　　　年　　月　　日"
_ALIGN = {"left": LEFT, "center": CENTER, "right": RIGHT}
# A zip cannot hold an earlier day than this one.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)

# Parts of an empty document that a paper has no use for.
_NOT_NEEDED = frozenset({"stylesWithEffects", "customXml", "numbering"})


def draw(sheet: Sheet, at: datetime) -> bytes:
    """The sheet as a .docx. `at` is the creation time written into the file."""
    doc = docx.Document()
    formal = sheet.kind == "formal"
    page.styles(doc, formal)
    page.page(doc, sheet.kind, bool(sheet.page_signs))
    _Writer(doc, sheet).write()
    if formal:
        page.page_numbers(doc)
    elif sheet.kind == "form":
        page.form_footer(doc, sheet.page_signs)
    _properties(doc, sheet, at)
    return _sealed(doc)


def _properties(doc: Document, sheet: Sheet, at: datetime) -> None:
    core = doc.core_properties
    core.title, core.author, core.last_modified_by = sheet.heading[:255], sheet.organ[:255], sheet.organ[:255]
    core.comments = core.keywords = ""
    core.language, core.revision = "zh-CN", 1
    core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    package = doc.part.package
    for rid, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[rid]
    for rid, relation in list(doc.part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind == "fontTable":
            relation.target_part._blob = page.font_table()
        elif kind in _NOT_NEEDED:
            del doc.part.rels[rid]


def _sealed(doc: Document) -> bytes:
    """Save with the times that the zip writer would put in taken out."""
    raw, out = io.BytesIO(), io.BytesIO()
    doc.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()


def width_in_chars(text: str) -> float:
    """How many full-width characters a text takes: half of one for letters and digits."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


class _Writer:
    """Writes one sheet into one document."""

    def __init__(self, doc: Document, sheet: Sheet) -> None:
        self.doc = doc
        self.sheet = sheet
        self.formal = sheet.kind == "formal"
        self.char = page.CHAR if self.formal else FORM_CHAR
        section = doc.sections[0]
        edges = (section.page_width, section.left_margin, section.right_margin)
        whole, left, right = (int(edge or 0) for edge in edges)
        self.width = whole - left - right

    def write(self) -> None:
        self.head()
        for n, block in enumerate(self.sheet.blocks):
            following = self.sheet.blocks[n + 1]["b"] if n + 1 < len(self.sheet.blocks) else ""
            getattr(self, f"on_{block['b']}")(block, following)

    def line(self, text: str, style: str) -> Paragraph:
        return self.doc.add_paragraph(text, style=style)

    def head(self) -> None:
        sheet = self.sheet
        if self.formal:
            mark = self.line(sheet.organ, "发文机关标志")
            # The mark's upper edge lies 35 mm below that of the type area.
            mark.paragraph_format.space_before = Mm(35)
            size = Pt(min(max(430 / max(len(sheet.organ), 1), 24), 36))
            for run in mark.runs:
                run.font.size = size
            self.rule(self.line(sheet.number, "发文字号"))
            self.line(sheet.heading, "公文标题")
        elif sheet.kind == "cover":
            self.line(sheet.organ, "封面机关")
            self.line(sheet.heading, "封面标题")
        else:
            if sheet.organ:
                self.line(sheet.organ, "表单机关")
            self.line(sheet.heading, "公文标题")
            if sheet.number:
                self.line(sheet.number, "表单编号")

    def rule(self, paragraph: Paragraph) -> None:
        """The red rule as wide as the type area, 4 mm below the number.

        Basis: GB/T 9704-2012 7.2.7（版头中的分隔线：发文字号之下 4 mm 处居中印一条与版心等宽的红色分隔线）
        """
        borders = element("pBdr")
        element("bottom", borders, val="single", sz=12, space=11, color="E60012")
        _in_order(paragraph._p.get_or_add_pPr(), borders)

    def on_p(self, block: Mapping[str, Any], following: str) -> None:
        style = {"hei": "一级标题", "kai": "二级标题", "small": "小字"}.get(block["font"], "公文正文")
        if style == "公文正文" and (block["indent"] == 0 or block["align"] != "left"):
            style = "顶格正文"
        paragraph = self.line(block["text"], style)
        if block["align"] != "left":
            paragraph.alignment = _ALIGN[block["align"]]
        elif style == "公文正文" and block["indent"] != 2:
            paragraph.paragraph_format.first_line_indent = self.char * block["indent"]
        # Name, date and seal never stand on a page without text.
        paragraph.paragraph_format.keep_with_next = block["heading"] or following == "seal"

    def on_gap(self, block: Mapping[str, Any], following: str) -> None:
        for _ in range(block["lines"] if self.formal else 1):
            paragraph = self.line("", "公文正文" if self.formal else "小字")
            if not self.formal:
                paragraph.paragraph_format.line_spacing = Pt(10)

    def on_signs(self, block: Mapping[str, Any], following: str) -> None:
        for n, sign in enumerate(block["signs"]):
            paragraph = self.line("", "签名栏")
            shape = paragraph.paragraph_format
            shape.left_indent = self.char * 2
            shape.space_before = Pt(14) if n == 0 else Pt(4)
            shape.tab_stops.add_tab_stop(self.width - self.char * 2, WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run(f"{sign['label']}：")
            if sign["name"]:
                paragraph.add_run(sign["name"])
            else:
                paragraph.add_run("　" * 7).underline = True
            if sign["dated"]:
                paragraph.add_run("\t" + (sign["date"] or _BLANK_DAY))

    def on_seal(self, block: Mapping[str, Any], following: str) -> None:
        """Date four characters from the right, name centred above it.

        Basis: GB/T 9704-2012 7.3.5.1（成文日期一般右空四字编排，印章居中下压署名和成文日期）
        """
        name, day = width_in_chars(block["organ"]), width_in_chars(block["date"])
        right = {"organ": 4 + (day - name) / 2, "date": 4.0}
        if name > day:
            right = {"organ": 2.0, "date": 2 + (name - day) / 2}
        limit = self.width / self.char - 1
        for part in ("organ", "date"):
            paragraph = self.line(block[part], "署名")
            shape = paragraph.paragraph_format
            shape.right_indent = int(self.char * (2.0 if name > limit else right[part]))
            shape.keep_with_next = part == "organ"
            if part == "organ":
                shape.space_before = page.LINE * 2 if self.formal else Pt(40)

    def on_attached(self, block: Mapping[str, Any], following: str) -> None:
        for n, item in enumerate(block["items"], 1):
            mark = f"{n}．" if len(block["items"]) > 1 else ""
            paragraph = self.line(("附件：" if n == 1 else "　　　") + mark + item, "公文正文")
            if n == 1:
                paragraph.paragraph_format.space_before = page.LINE

    def on_imprint(self, block: Mapping[str, Any], following: str) -> None:
        """At the foot of the last page.

        Basis: GB/T 9704-2012 7.4（版记中的首条和末条分隔线用粗线，中间的用细线；抄送机关后标句号）
        """
        table = self.table([self.width])
        place = element(
            "tblpPr", None, vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom"
        )
        table.find(qn("w:tblPr")).insert(0, place)
        lines = [f"抄送：{block['copies']}。"] if block.get("copies") else []
        lines.append(f"{block['organ']}\t{block['date']}印发")
        for n, text in enumerate(lines):
            edges = {"top": 8 if n == 0 else 6, "bottom": 8 if n == len(lines) - 1 else 6}
            cell = self.cell(self.row(table, 0), self.width, 1, edges=edges)
            paragraph = self.into(cell, text, "版记")
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
            paragraph.paragraph_format.tab_stops.add_tab_stop(self.width - Pt(30), WD_TAB_ALIGNMENT.RIGHT)
        self.line("", "小字")

    def on_lines(self, block: Mapping[str, Any], following: str) -> None:
        label, value = int(self.width * 0.28), int(self.width * 0.72)
        table = self.table([label, value])
        for name, text in block["pairs"]:
            row = self.row(table, 10)
            self.into(self.cell(row, label, 1, edges={}, low=True), f"{name}：", "表格标签").alignment = LEFT
            self.into(self.cell(row, value, 1, edges={"bottom": 4}, low=True), text or "　", "顶格正文")
        self.line("", "小字")

    def on_grid(self, block: Mapping[str, Any], following: str) -> None:
        total = sum(block["widths"])
        widths = [int(self.width * w / total) for w in block["widths"]]
        table = self.table(widths)
        for n, line in enumerate(block["rows"]):
            row = self.row(table, line["height"], header=block["header"] and n == 0)
            at = 0
            for cell in line["cells"]:
                self.fill(row, cell, sum(widths[at : at + cell["span"]]), line["height"])
                at += cell["span"]
            if sum(len("".join(c["lines"])) for c in line["cells"]) < 500:
                element("cantSplit", row.find(qn("w:trPr")))
        if following != "grid":
            # Word joins two tables that touch, and wants a paragraph behind the last.
            self.line("", "小字").paragraph_format.line_spacing = Pt(6)
        else:
            self.line("", "小字").paragraph_format.line_spacing = Pt(1)

    def fill(self, row: Any, cell: Mapping[str, Any], width: int, height: float) -> None:
        high = cell["k"] in ("opinion", "long")
        made = self.cell(row, width, cell["span"], edges=_ALL, top=high)
        style = "表格标签" if cell["k"] in ("label", "band") else "表格文字"
        for text in cell["lines"]:
            paragraph = self.into(made, text, style)
            if cell["align"] != "left":
                paragraph.alignment = _ALIGN[cell["align"]]
        if cell["k"] != "opinion":
            return
        per_line = max(int((width - Mm(4)) / Pt(11)), 1)
        used = sum(max(1, -(-int(width_in_chars(t)) // per_line)) for t in cell["lines"]) * 17
        room = Mm(height).pt - 12 - used - 23 * len(cell["signs"])
        for n, sign in enumerate(cell["signs"]):
            text = f"{sign['label']}：{sign['name'] or '　' * 4}"
            if sign["dated"]:
                text += "　" + (sign["date"] or _BLANK_DAY)
            paragraph = self.into(made, text, "表格签名")
            if n == 0 and room > 0:
                paragraph.paragraph_format.space_before = Pt(6 + room)

    def table(self, widths: Sequence[int]) -> Any:
        table = element("tbl")
        self.doc.element.body.insert_element_before(table, "w:sectPr")
        properties = element("tblPr", table)
        element("tblW", properties, w=sum(w // 635 for w in widths), type="dxa")
        element("tblLayout", properties, type="fixed")
        margins = element("tblCellMar", properties)
        for side in ("top", "left", "bottom", "right"):
            element(side, margins, w=113 if side in ("left", "right") else 57, type="dxa")
        grid = element("tblGrid", table)
        for width in widths:
            element("gridCol", grid, w=width // 635)
        return table

    def row(self, table: Any, height: float, header: bool = False) -> Any:
        row = element("tr", table)
        properties = element("trPr", row)
        if header:
            element("tblHeader", properties)
        if height:
            element("trHeight", properties, val=int(Mm(height).twips), hRule="atLeast")
        return row

    def cell(
        self,
        row: Any,
        width: int,
        span: int,
        *,
        edges: Mapping[str, int],
        top: bool = False,
        low: bool = False,
    ) -> Any:
        """An empty cell with rules of the given weights, in eighths of a point, at its edges."""
        cell = element("tc", row)
        properties = element("tcPr", cell)
        element("tcW", properties, w=width // 635, type="dxa")
        if span > 1:
            element("gridSpan", properties, val=span)
        borders = element("tcBorders", properties)
        for side in ("top", "left", "bottom", "right"):
            if side in edges:
                element(side, borders, val="single", sz=edges[side], space=0, color="000000")
        element("vAlign", properties, val="top" if top else "bottom" if low else "center")
        return cell

    def into(self, cell: Any, text: str, style: str) -> Paragraph:
        paragraph = Paragraph(element("p", cell), self.doc._body)
        paragraph.style = style
        paragraph.add_run(text)
        return paragraph


_ALL = {"top": 4, "left": 4, "bottom": 4, "right": 4}
# What comes before a border among the properties of a paragraph, in the order the format wants.
_BEFORE_BORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")


def _in_order(properties: Any, borders: Any) -> None:
    known = {qn(f"w:{tag}") for tag in _BEFORE_BORDER}
    at = max((n for n, child in enumerate(properties, 1) if child.tag in known), default=0)
    properties.insert(at, borders)
