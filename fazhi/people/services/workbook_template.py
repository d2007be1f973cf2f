"""The empty workbook that is filled in for the import."""

from io import BytesIO

import xlsxwriter

from fazhi.people.services.workbook_columns import SHEETS

_REMARK = (
    "填表说明",
    "1. 只填需要导入的工作表，其余留空或者删去；表头文字不要改动，带*的列必须填写。",
    "2. 第2行以“示例：”开头，不会导入，可以留着对照。",
    "3. 身份证号、统一社会信用代码和证件编号按文本填写，表中已设好格式。",
    "4. 重复导入时，以机关全称、机构名称、身份证号、证件编号认定同一条，按新内容更新。",
    "5. 有一处错误就全部不导入，错误逐条列出工作表、行和列。",
)


def workbook_template() -> bytes:
    """A workbook with every sheet, its headers with notes, and one example row that is skipped when it is imported."""
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    text = workbook.add_format({"num_format": "@"})
    faint = workbook.add_format({"num_format": "@", "font_color": "#5D6673", "italic": True})
    for sheet in SHEETS:
        page = workbook.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, max(14, len(column.header) * 2 + 4), text)
            page.write_string(0, place, column.header + ("*" if column.required else ""), head)
            if column.note:
                page.write_comment(0, place, column.note)
            page.write_string(1, place, ("示例：" if place == 0 else "") + column.example, faint)
    page = workbook.add_worksheet("填表说明")
    page.set_column(0, 0, 90)
    for row, line in enumerate(_REMARK):
        page.write_string(row, 0, line, head if row == 0 else None)
    workbook.close()
    return out.getvalue()
