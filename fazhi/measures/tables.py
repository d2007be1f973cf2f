"""A table of figures, shown on a page and handed out as a workbook or a Word file: the same rows each time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: as it is read, where it opens, a second line, and the number for the workbook if it is one."""

    text: str
    url: str = ""
    note: str = ""
    number: Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`title` and `note` stand above; the first column is the key, the others are set to the right when `figures`."""

    title: str
    columns: Sequence[str]
    rows: list[list[Cell]]
    note: str = ""
    figures: bool = True
    key: str = "table"
    shown: list[tuple[str, Cell]] = field(default_factory=list)


def workbook(table: Table) -> bytes:
    """The table as .xlsx; numbers as numbers, everything else as text and never as a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet("数据")
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, max(1, len(table.columns)), 18)
        sheet.write_string(0, 0, table.title, book.add_format({"bold": True}))
        sheet.write_string(1, 0, table.note)
        for place, column in enumerate(table.columns):
            sheet.write_string(2, place, column, bold)
        for number, row in enumerate(table.rows, 3):
            for place, cell in enumerate(row):
                if cell.number is None:
                    sheet.write_string(number, place, cell.text)
                else:
                    sheet.write_number(number, place, float(cell.number))
        sheet.freeze_panes(3, 1)
    return out.getvalue()


def document(table: Table, at: datetime) -> bytes:
    """The table as .docx."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    doc = docx.Document()
    style = doc.styles["Normal"]
    style.font.name = "宋体"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    core = doc.core_properties
    core.title, core.author, core.comments = table.title[:255], "", ""
    core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    head = doc.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(_plain(table.title)).bold = True
    if table.note:
        doc.add_paragraph(_plain(table.note))
    grid = doc.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, label in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    for row in table.rows:
        cells = grid.add_row().cells
        for place, cell in enumerate(row):
            paragraph = cells[place].paragraphs[0]
            paragraph.add_run(_plain(cell.text))
            if place and table.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _plain(text: str) -> str:
    """Without the characters that no XML may hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
