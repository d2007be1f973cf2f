"""Every layout, as Word and as PDF: all of its text is there, nothing runs off, and it is the same each time."""

import io
import re
import zipfile

import pypdfium2
import pytest

from fazhi.papers import layouts, pdf, word
from fazhi.papers.errors import FieldsMissing
from fazhi.papers.filling import Sheet, fill
from tests.papers import samples
from tests.papers.conftest import settled


def said(sheet: Sheet) -> list[str]:
    """Every text on a sheet."""
    found = [sheet.heading, sheet.organ, *sheet.page_signs]

    def walk(node: object, name: str = "") -> None:
        if isinstance(node, str) and name not in ("b", "k", "align", "font"):
            found.append(node)
        elif isinstance(node, dict):
            for key, value in node.items():
                walk(value, key)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(sheet.blocks)
    return [text for text in found if text.strip()]


def bare(text: str) -> str:
    """Without the blanks and line ends that setting puts in."""
    return re.sub(r"[\s\u3000\u200b\ufffe\u00ad]", "", text)


def text_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if n.startswith("word/") and n.endswith(".xml")]
        wanted = [n for n in parts if "document" in n or "footer" in n]
        xml = "".join(package.read(n).decode() for n in wanted)
    pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
    text = "".join(pieces)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return bare(text)


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


# What marks the foot of a page stands between two halves of a text that runs on.
FOOT = re.compile(r"—\s*\d+\s*—|第\s*\d+\s*页\s*共\s*\d+\s*页")


def text_of_pdf(data: bytes, sheet: Sheet) -> str:
    text = FOOT.sub("", bare("".join(pages_of(data))))
    for sign in sheet.page_signs:
        text = text.replace(bare(sign) + "：", "")
    return text


def everything_is_in(sheet: Sheet, docx_data: bytes, pdf_data: bytes) -> None:
    in_word, in_pdf = text_of_docx(docx_data), text_of_pdf(pdf_data, sheet)
    for text in said(sheet):
        assert bare(text) in in_word
        if text not in sheet.page_signs:
            assert bare(text) in in_pdf, text


def test_all_text_is_found_again_and_twice_the_same(sheet: Sheet) -> None:
    in_word, in_pdf = word.draw(sheet, samples.AT), pdf.draw(sheet, samples.AT)
    everything_is_in(sheet, in_word, in_pdf)
    assert word.draw(sheet, samples.AT) == in_word
    assert pdf.draw(sheet, samples.AT) == in_pdf


def test_without_optional_fields(layout: layouts.Layout) -> None:
    sheet = fill(layout, settled(samples.least_context(layout)))
    everything_is_in(sheet, word.draw(sheet, samples.AT), pdf.draw(sheet, samples.AT))


def test_every_required_field_is_asked_for(layout: layouts.Layout) -> None:
    with pytest.raises(FieldsMissing) as caught:
        fill(layout, {})
    named = {fault.field for fault in caught.value.faults}
    always = {name for name, spec in layout.fields.items() if spec.required}
    assert named
    assert named <= always
    assert all(layout.name in fault.sentence for fault in caught.value.faults)


def test_long_names_and_texts_stay_on_the_page(layout: layouts.Layout) -> None:
    sheet = fill(layout, settled(samples.long_context(layout)))
    data = pdf.draw(sheet, samples.AT)
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            assert all(left > 40 and right < width - 40 for left, _, right, _ in boxes)
            assert all(bottom > 20 and top < height - 40 for _, bottom, _, top in boxes)
    in_word = text_of_docx(word.draw(sheet, samples.AT))
    assert all(bare(text) in in_word for text in said(sheet))
    # Set text adds labels of signatures and repeats the head of a table, but never loses a character.
    assert len(text_of_pdf(data, sheet)) >= sum(
        len(bare(t)) for t in said(sheet) if t not in sheet.page_signs
    )


@pytest.mark.parametrize(
    "key", ["decision", "filing_approval", "dossier_cover", "dossier_index", "inquiry_record"]
)
def test_signs_of_every_language_are_only_text(key: str) -> None:
    layout = layouts.find(f"enforcement.{key}")
    sheet = fill(layout, settled(samples.odd_context(layout)))
    in_word = text_of_docx(word.draw(sheet, samples.AT))
    in_pdf = text_of_pdf(pdf.draw(sheet, samples.AT), sheet)
    assert bare(samples.ODD) in in_word
    assert bare(samples.ODD) in in_pdf
    assert "䶮" in in_pdf
