"""The sheets of the people's workbook: their columns, in the words an officer reads, and how a cell is understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices

from fazhi.kernel.errors import Fault
from fazhi.kernel.identifiers import check_region_code, check_resident_id, check_uscc
from fazhi.kernel.verdicts import Refused
from fazhi.people.vocabulary import CredentialStatus, OrganKind, PostKind, Sex, UnitKind

Reading = Callable[[Any, date], Any]
_SEPARATORS = re.compile(r"[、,，;；\n]+")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Unreadable(Exception):
    """A cell that cannot be understood; the text is a whole Chinese sentence."""


@dataclass(frozen=True, slots=True)
class SheetFault(Fault):
    """A fault with its place: sheet, row as the program shows it (0 for the whole sheet), column header."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    said: str = ""
    """The sentence without the place."""


def fault_at(sheet: str, row: int, column: str, sentence: str) -> SheetFault:
    """A fault whose field is its place in words."""
    place = f"“{sheet}”" + (f"第{row}行" if row else "") + (f"“{column}”" if column else "")
    return SheetFault(
        field=place, sentence=f"{place}：{sentence}", sheet=sheet, row=row, column=column, said=sentence
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the key of its value, how it is read, an example for the template."""

    header: str
    key: str
    read: Reading
    required: bool = False
    example: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and its columns."""

    name: str
    columns: tuple[Column, ...]

    def by_header(self) -> Mapping[str, Column]:
        """The columns by their headers."""
        return {column.header: column for column in self.columns}


def _text(longest: int) -> Reading:
    def read(value: Any, today: date) -> str:
        text = _plain(value)
        if len(text) > longest:
            raise Unreadable(f"不能超过{longest}个字，现为{len(text)}个字。")
        return text

    return read


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        raise Unreadable("应为文字，不能是“TRUE”或者“FALSE”。")
    if isinstance(value, float):
        if abs(value) >= 1e15:
            raise Unreadable("被存成了数字，末尾几位已经丢失；请把单元格设为文本后重新填写。")
        if value.is_integer():
            return str(int(value))
    if isinstance(value, int) and abs(value) >= 10**15:
        raise Unreadable("被存成了数字，末尾几位可能已经丢失；请把单元格设为文本后重新填写。")
    return " ".join(str(value).replace("\u3000", " ").split())


def _one_of(choices: type[TextChoices]) -> Reading:
    by_label = {str(member.label): str(member.value) for member in choices}
    accepted = "、".join(label for label in by_label if label != Sex.UNKNOWN.label)

    def read(value: Any, today: date) -> str:
        text = _plain(value)
        if text not in by_label:
            raise Unreadable(f"“{text}”不在可选范围内，可填：{accepted}。")
        return by_label[text]

    return read


def _words(value: Any, today: date) -> list[str]:
    return split_words(_plain(value))


def split_words(text: str) -> list[str]:
    """The words of a list as people write it: by 顿号, commas, semicolons or lines."""
    return [word for part in _SEPARATORS.split(text) if (word := part.strip())]


def _day(value: Any, today: date) -> date:
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        text = _plain(value)
        match = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
        if match is None:
            raise Unreadable(f"“{text}”不是日期，请按“2026-01-31”的样子填写。")
        try:
            found = date(*(int(part) for part in match.groups()))
        except ValueError as error:
            raise Unreadable(f"“{text}”不是真实存在的日期。") from error
    if not 1949 <= found.year <= today.year + 100:
        raise Unreadable(f"“{found.isoformat()}”的年份不合情理，请核对。")
    return found


def _uscc(value: Any, today: date) -> str:
    return _checked(_plain(value).upper(), check_uscc)


def _region(value: Any, today: date) -> str:
    return _checked(_plain(value), check_region_code)


def _id_no(value: Any, today: date) -> str:
    text = _plain(value).upper()
    return _checked(text, lambda number: check_resident_id(number, today))


def _checked(text: str, check: Callable[[str], Any]) -> str:
    verdict = check(text)
    if isinstance(verdict, Refused):
        raise Unreadable(verdict.reason)
    return text


_PERSON = Column("身份证号", "id_no", _id_no, True, "11010519491231002X", "整列设为文本格式")
_NAME_CHECK = Column("姓名", "name", _text(60), False, "张某某", "可不填；填了就与人员登记核对")
_PAPER = (
    _PERSON,
    _NAME_CHECK,
    Column("证件编号", "number", _text(40), True, "150203000001"),
    Column("执法领域", "domains", _words, False, "市场监管、知识产权", "多个领域用顿号隔开"),
    Column("发证机关", "issuer", _text(120), False, "内蒙古自治区人民政府"),
    Column("有效期起", "valid_from", _day, True, "2024-01-01"),
    Column("有效期止", "valid_to", _day, False, "2028-12-31", "空白表示长期有效"),
    Column("状态", "status", _one_of(CredentialStatus), False, "有效", "有效、暂扣、注销；空白为有效"),
)
ORGANS = Sheet(
    "机关",
    (
        Column("机关全称", "name", _text(120), True, "包头市昆都仑区市场监督管理局"),
        Column("机关简称", "short_name", _text(60), False, "昆都仑区市场监管局"),
        Column(
            "机关类别",
            "kind",
            _one_of(OrganKind),
            True,
            "政府部门",
            "、".join(str(k.label) for k in OrganKind),
        ),
        Column("统一社会信用代码", "uscc", _uscc, False, "", "18位，自动核对校验位"),
        Column("区划代码", "region", _region, True, "150203"),
        Column("机关代字", "doc_word", _text(20), False, "包昆市监"),
        Column("执法领域", "domains", _words, False, "市场监管", "多个领域用顿号隔开"),
        Column("主管机关", "parent", _text(120), False, "包头市昆都仑区人民政府", "填机关全称"),
    ),
)
UNITS = Sheet(
    "内设机构",
    (
        Column("机关全称", "organ", _text(120), True, "包头市昆都仑区市场监督管理局"),
        Column("机构名称", "name", _text(80), True, "执法大队"),
        Column(
            "机构类别", "kind", _one_of(UnitKind), True, "执法机构", "、".join(str(k.label) for k in UnitKind)
        ),
    ),
)
PEOPLE = Sheet(
    "人员",
    (
        Column("姓名", "name", _text(60), True, "张某某"),
        Column("性别", "sex", _one_of(Sex), False, "男"),
        _PERSON,
        Column("联系电话", "phone", _text(20), False, "0472-0000000"),
        Column("用户名", "username", _text(60), False, "zhangmoumou", "需要登录的人员填写"),
        Column("初始密码", "password", _text(128), False, "", "只用于新账号，首次登录须修改"),
    ),
)
POSTS = Sheet(
    "岗位",
    (
        _PERSON,
        _NAME_CHECK,
        Column("机关全称", "organ", _text(120), True, "包头市昆都仑区市场监督管理局"),
        Column("内设机构", "unit", _text(80), False, "执法大队"),
        Column(
            "岗位类别", "kind", _one_of(PostKind), True, "执法人员", "、".join(str(k.label) for k in PostKind)
        ),
        Column("职务", "title", _text(60), False, "一级行政执法员"),
        Column("任职起始日", "valid_from", _day, True, "2024-01-01"),
        Column("任职截止日", "valid_to", _day, False, "", "空白表示至今"),
    ),
)
ENFORCEMENT = Sheet("执法证", _PAPER)
PROFESSION = Sheet("法律职业资格", tuple(column for column in _PAPER if column.key != "domains"))
SHEETS = (ORGANS, UNITS, PEOPLE, POSTS, ENFORCEMENT, PROFESSION)
