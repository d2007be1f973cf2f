"""Formal papers keep to GB/T 9704-2012, in Word and in PDF.

The values are those of the standard: A4; 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm (so 右 26 mm, 下 35 mm); 22 lines of
28 characters; body 3 号 (16 pt) 仿宋; title 2 号 (22 pt) 小标宋; page number 4 号 (14 pt) between dashes.
"""

import io
import itertools

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from fazhi.papers import layouts, pdf, word
from fazhi.papers.filling import Sheet, fill
from tests.papers import samples
from tests.papers.conftest import settled

MM = 72 / 25.4


@pytest.fixture(scope="module")
def formal() -> Sheet:
    layout = layouts.find("enforcement.decision")
    context = samples.context(layout)
    context["finding"]["facts"] = "经依法查明有关情况属实" * 120
    return fill(layout, settled(context))


@pytest.fixture(scope="module")
def opened(formal: Sheet):
    return docx.Document(io.BytesIO(word.draw(formal, samples.AT)))


def test_page_and_type_area_in_word(opened) -> None:
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(m.mm, 1) for m in margins] == [37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    pitch, squeeze = int(grid.get(qn("w:linePitch"))) / 20, int(grid.get(qn("w:charSpace"))) / 4096
    assert int(225 * MM / pitch) == 22
    assert int(156 * MM / (16 + squeeze) + 0.01) == 28


def fonts(style) -> set[str]:
    names = style.element.rPr.find(qn("w:rFonts"))
    return {names.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}


@pytest.mark.parametrize(
    ("name", "font", "size", "line"),
    [
        ("公文正文", "仿宋_GB2312", 16, 28.95),
        ("公文标题", "方正小标宋简体", 22, 33),
        ("一级标题", "黑体", 16, 28.95),
        ("二级标题", "楷体_GB2312", 16, 28.95),
        ("主送机关", "仿宋_GB2312", 16, 28.95),
        ("版记", "仿宋_GB2312", 14, 22),
        ("页码", "宋体", 14, None),
    ],
)
def test_faces_and_sizes_in_word(opened, name: str, font: str, size: float, line: float | None) -> None:
    style = opened.styles[name]
    assert fonts(style) == {font}
    assert style.font.size.pt == size
    if line:
        assert style.paragraph_format.line_spacing.pt == pytest.approx(line, abs=0.05)
        assert style.element.pPr.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact"


def test_body_is_indented_by_two_characters(opened) -> None:
    indent = opened.styles["公文正文"].element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


def test_properties_stand_in_the_order_word_wants(opened) -> None:
    order = ["pStyle", "keepNext", "widowControl", "pBdr", "tabs", "spacing", "ind", "jc"]
    places = {qn(f"w:{tag}"): n for n, tag in enumerate(order)}
    for properties in opened.element.body.iter(qn("w:pPr")):
        found = [places[child.tag] for child in properties if child.tag in places]
        assert found == sorted(found)
    for style in opened.styles.element.iter(qn("w:style")):
        if (properties := style.find(qn("w:pPr"))) is not None:
            found = [places[child.tag] for child in properties if child.tag in places]
            assert found == sorted(found)


def test_the_mark_is_red_and_the_rule_as_wide_as_the_type_area(opened) -> None:
    mark, number = opened.paragraphs[0], opened.paragraphs[1]
    assert str(mark.style.font.color.rgb) == "E60012"
    assert round(mark.paragraph_format.space_before.mm) == 35
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert rule.get(qn("w:color")) == "E60012"
    assert number.paragraph_format.left_indent is None


def test_page_numbers_in_word(opened) -> None:
    section = opened.sections[0]
    assert opened.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer._element.xml
        assert " PAGE " in xml
        assert footer.paragraphs[0].text.replace("1", "").strip() == "—  —"
        assert footer.paragraphs[0].alignment is not None
        assert footer.paragraphs[0].alignment.name.lower() == side


def test_stand_in_fonts_are_named(formal: Sheet) -> None:
    package = docx.Document(io.BytesIO(word.draw(formal, samples.AT))).part.package
    table = next(p for p in package.iter_parts() if str(p.partname).endswith("fontTable.xml"))
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="FangSong"/>'.encode() in table.blob


def lines_of(page) -> list[tuple[float, float, float, str]]:
    """Lines of a page as (top, left, right, text), in points from the upper left corner."""
    text, height = page.get_textpage(), page.get_size()[1]
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for n in range(text.count_chars()):
        sign = text.get_text_range(n, 1)
        if not sign.strip():
            continue
        left, bottom, right, _ = text.get_charbox(n, loose=True)
        rows.setdefault(round((height - bottom) / 6), []).append((left, right, sign))
    return [
        (key * 6.0, min(c[0] for c in row), max(c[1] for c in row), "".join(c[2] for c in sorted(row)))
        for key, row in sorted(rows.items())
    ]


def test_twenty_two_lines_of_twenty_eight_characters_in_pdf(formal: Sheet) -> None:
    with pypdfium2.PdfDocument(pdf.draw(formal, samples.AT)) as document:
        page = document[1]
        assert [round(v / MM) for v in page.get_size()] == [210, 297]
        *body, foot = lines_of(page)
    assert len(body) == 22
    assert all(len(text) == 28 for _, _, _, text in body[1:20])
    assert foot[3].strip("— ") == "2"
    left, right = min(b[1] for b in body), max(b[2] for b in body)
    assert left / MM == pytest.approx(28, abs=0.5)
    assert right / MM == pytest.approx(210 - 26, abs=0.8)
    pitches = [later[0] - earlier[0] for earlier, later in itertools.pairwise(body)]
    assert sum(pitches) / len(pitches) == pytest.approx(28.95, abs=0.3)


def test_page_numbers_stand_outside_seven_millimetres_below(formal: Sheet) -> None:
    with pypdfium2.PdfDocument(pdf.draw(formal, samples.AT)) as document:
        width = document[0].get_size()[0]
        odd, even = lines_of(document[0])[-1], lines_of(document[1])[-1]
    assert (width - odd[2]) / MM == pytest.approx(26 + 14 / MM, abs=1.5)
    assert even[1] / MM == pytest.approx(28 + 14 / MM, abs=1.5)
    # The foot line's lower edge: 35 mm from below, less 7 mm, less its own height of about 5 mm.
    assert odd[0] / MM == pytest.approx(297 - 35 + 7 + 5, abs=2)


def test_the_first_page_shows_text_of_the_body(formal: Sheet) -> None:
    with pypdfium2.PdfDocument(pdf.draw(formal, samples.AT)) as document:
        assert "当事人：试用糕点有限公司" in document[0].get_textpage().get_text_range()


def test_the_pdf_is_made_to_be_kept(formal: Sheet) -> None:
    data = pdf.draw(formal, samples.AT)
    assert b"pdfaid" in data or b"PDF/A" in data
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "行政处罚决定书"
        assert document.get_metadata_value("CreationDate").startswith("D:20261102")
