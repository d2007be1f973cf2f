"""Page, styles and fonts of Word papers.

Basis: GB/T 9704-2012 5.2、7（A4；天头 37 mm、订口 28 mm、版心 156 mm × 225 mm；每面 22 行、每行 28 字；正文 3 号仿宋）
"""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FANG, BIAO, KAI, HEI, SONG = "仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体", "宋体"
# What a computer without the official fonts shows instead.
STAND_INS = {FANG: "FangSong", BIAO: "SimSun", KAI: "KaiTi", HEI: "SimHei", SONG: "SimSun"}
RED = RGBColor(0xE6, 0x00, 0x12)
LINE = Pt(28.95)
CHAR = Pt(16)
FORM_CHAR = Pt(12)

CENTER, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


def element(tag: str, parent: Any = None, **attributes: object) -> Any:
    """A WordprocessingML element with `w:` attributes, appended to its parent."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    if parent is not None:
        parent.append(made)
    return made


def set_fonts(properties: Any, name: str) -> None:
    """Name the font for every script: digits in a paper are set in the same face as its Chinese."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _style(doc: Document, name: str, font: str, size: float, **how: Any) -> ParagraphStyle:
    style = doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = doc.styles["Normal"]
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.color.rgb = how.get("color")
    set_fonts(style.element.get_or_add_rPr(), font)
    shape = style.paragraph_format
    shape.alignment = how.get("align", JUSTIFY)
    shape.space_before, shape.space_after = how.get("before", Pt(0)), how.get("after", Pt(0))
    if "line" in how:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, how["line"]
    shape.keep_with_next = how.get("keep", False)
    shape.widow_control = False
    if indent := how.get("indent"):
        shape.first_line_indent = Pt(indent * size)
        style.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(indent * 100))
    return style


def styles(doc: Document, formal: bool) -> None:
    """Define the paragraph styles of a paper, in place of those that come with an empty document."""
    for style in list(doc.styles.element.findall(qn("w:style"))):
        if style.get(qn("w:default")) != "1":
            doc.styles.element.remove(style)
    normal = doc.styles["Normal"]
    set_fonts(normal.element.get_or_add_rPr(), FANG)
    normal.font.size = CHAR if formal else FORM_CHAR
    defaults = doc.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(defaults, FANG)
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = element("lang", defaults)
    lang.set(qn("w:eastAsia"), "zh-CN")
    size, line = (16, LINE) if formal else (12, Pt(20))
    _style(doc, "发文机关标志", BIAO, 36, align=CENTER, color=RED)
    _style(doc, "发文字号", FANG, 16, align=CENTER, line=LINE, before=Pt(48))
    _style(
        doc, "公文标题", BIAO, 22, align=CENTER, line=Pt(33), before=Pt(46) if formal else Pt(4), after=Pt(16)
    )
    _style(doc, "主送机关", FANG, size, line=line)
    _style(doc, "公文正文", FANG, size, line=line, indent=2)
    _style(doc, "顶格正文", FANG, size, line=line)
    _style(doc, "一级标题", HEI, size, line=line, indent=2, keep=True)
    _style(doc, "二级标题", KAI, size, line=line, indent=2, keep=True)
    _style(doc, "小字", FANG, 10.5, line=Pt(17))
    _style(doc, "署名", FANG, size, line=line, align=RIGHT, keep=True)
    _style(doc, "签名栏", FANG, size, line=line, align=LEFT)
    _style(doc, "版记", FANG, 14, line=Pt(22))
    _style(doc, "页码", SONG, 14)
    _style(doc, "表单机关", SONG, 15, align=CENTER)
    _style(doc, "表单编号", FANG, 12, align=RIGHT, after=Pt(4))
    _style(doc, "表格文字", FANG, 11, align=LEFT, line=Pt(17))
    _style(doc, "表格标签", HEI, 11, align=CENTER, line=Pt(17))
    _style(doc, "表格签名", FANG, 11, align=RIGHT, line=Pt(17), before=Pt(6))
    _style(doc, "封面机关", BIAO, 22, align=CENTER, before=Pt(40))
    _style(doc, "封面标题", BIAO, 40, align=CENTER, before=Pt(40), after=Pt(60))


def page(doc: Document, kind: str, page_signs: bool) -> None:
    """Set paper size and margins."""
    section = doc.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header_distance = Mm(15)
    if kind == "formal":
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        # The number stands 7 mm below the type area: 35 mm less 7 mm less the height of a 14 pt line.
        section.footer_distance = Mm(22)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = element("docGrid", section._sectPr)
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), "579")
        # 156 mm for 28 characters: 15.793 pt each, that is 0.207 pt less than 16, in 4096ths of a point.
        grid.set(qn("w:charSpace"), "-848")
    elif kind == "cover":
        section.top_margin, section.bottom_margin = Mm(40), Mm(25)
        section.left_margin = section.right_margin = Mm(30)
    else:
        section.top_margin, section.bottom_margin = Mm(22), Mm(30 if page_signs else 22)
        section.left_margin, section.right_margin = Mm(25), Mm(20)
        section.footer_distance = Mm(12)


def field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            code = element("instrText", run._r)
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            code.text = f" {instruction} "
        elif kind == "text":
            run.text = "1"
        else:
            element("fldChar", run._r, fldCharType=kind)


def page_numbers(doc: Document) -> None:
    """— n — at the outer edge, one character in.

    Basis: GB/T 9704-2012 7.5（4 号半角宋体阿拉伯数字，左右各放一条一字线，单页码居右空一字，双页码居左空一字）
    """
    doc.settings.odd_and_even_pages_header_footer = True
    section = doc.sections[0]
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.style = "页码"
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.right_indent, shape.left_indent = (Pt(14), Pt(0)) if align == RIGHT else (Pt(0), Pt(14))
        paragraph.add_run("— ")
        field(paragraph, "PAGE")
        paragraph.add_run(" —")


def form_footer(doc: Document, signs: tuple[str, ...]) -> None:
    """Lines to be signed on each page of a record, and 第 n 页 共 m 页."""
    footer = doc.sections[0].footer
    paragraph = footer.paragraphs[0]
    if signs:
        paragraph.style = "小字"
        for sign in signs:
            paragraph.add_run(f"{sign}：")
            paragraph.add_run("　" * max(18 // len(signs), 6)).underline = True
            paragraph.add_run("　")
        paragraph = footer.add_paragraph()
    paragraph.style = "小字"
    paragraph.alignment = CENTER
    paragraph.add_run("第 ")
    field(paragraph, "PAGE")
    paragraph.add_run(" 页　共 ")
    field(paragraph, "NUMPAGES")
    paragraph.add_run(" 页")


def font_table() -> bytes:
    """The part that tells Word which font to take when an official one is not installed."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in sorted(STAND_INS.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + rows
        + "</w:fonts>"
    ).encode()
