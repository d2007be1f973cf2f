"""Workbooks as they are uploaded, made of lists of rows."""

from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.factories.people import id_no

Sheets = dict[str, list[list[Any]]]
_PAPER = ["身份证号", "姓名", "证件编号", "执法领域", "发证机关", "有效期起", "有效期止", "状态"]
# A government with a new bureau under it, two people, one of whom logs in.
GOOD: Sheets = {
    "机关": [
        [
            "机关全称*",
            "机关简称",
            "机关类别*",
            "统一社会信用代码",
            "区划代码*",
            "机关代字",
            "执法领域",
            "主管机关",
        ],
        ["东区人民政府", "东区政府", "人民政府", "", "150202", "试新政", "", ""],
        [
            "东区新市场监督管理局",
            "",
            "政府部门",
            "",
            150202,
            "试新市监",
            "市场监管、知识产权",
            "东区人民政府",
        ],
    ],
    "内设机构": [["机关全称", "机构名称", "机构类别"], ["东区新市场监督管理局", "新执法队", "执法机构"]],
    "人员": [
        ["姓名", "性别", "身份证号", "联系电话", "用户名", "初始密码"],
        ["甲试一", "男", id_no(1), "0472-1", "jiashi", "first-密码-2026"],
        ["乙试二", "", id_no(2), "", "", ""],
    ],
    "岗位": [
        ["身份证号", "姓名", "机关全称", "内设机构", "岗位类别", "职务", "任职起始日", "任职截止日"],
        [id_no(1), "甲试一", "东区新市场监督管理局", "新执法队", "执法人员", "一级执法员", "2024-01-02", ""],
        [id_no(2), "", "东区新市场监督管理局", "", "法制审核人员", "", date(2024, 1, 2), ""],
    ],
    "执法证": [
        _PAPER,
        [id_no(1), "甲试一", "150202900001", "市场监管", "自治区政府", "2024-01-01", "2028-12-31", "有效"],
    ],
    "法律职业资格": [
        [h for h in _PAPER if h != "执法领域"],
        [id_no(2), "", "A20191502000001", "司法部", "2019-03-01", "", ""],
    ],
}


def good() -> Sheets:
    """A copy to be spoiled."""
    return deepcopy(GOOD)


def put(sheets: Sheets, sheet: str, column: str, value: Any, row: int = 1) -> None:
    """Write one cell, by its header; `row` counts from 1 below the header."""
    headers = [header.rstrip("*") for header in sheets[sheet][0]]
    sheets[sheet][row][headers.index(column)] = value


def workbook(sheets: Sheets) -> bytes:
    """The sheets as .xlsx."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if isinstance(cell, bool):
                    page.write_boolean(y, x, cell)
                elif isinstance(cell, date):
                    page.write_datetime(y, x, cell)
                elif isinstance(cell, int | float):
                    page.write_number(y, x, cell)
                else:
                    page.write_string(y, x, cell)
    book.close()
    return out.getvalue()
