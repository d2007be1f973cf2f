"""Numbers of official documents (发文字号) and index numbers of government information (索引号).

Basis: GB/T 9704-2012 第7.2.5条（发文机关代字、年份、发文顺序号）
Basis: 《政府信息公开条例》第十二条（索引）
"""

import re
from dataclasses import dataclass

from fazhi.kernel.identifiers import USCC_CHARS, check_uscc
from fazhi.kernel.verdicts import Refused

BASIS = "GB/T 9704-2012 第7.2.5条"
INDEX_BASIS = "《政府信息公开条例》第十二条"
_BRACKETS = str.maketrans("()[]【】（）［］｛｝{}〔〕", "〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WORD = r"[\u4e00-\u9fff]{2,12}"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its parts: 包东政办发, 2021, 48."""

    word: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number: code of the publishing body, year, serial. `legacy` marks nine-character organisation codes."""

    body: str
    year: int
    serial: int
    legacy: bool = False

    def __str__(self) -> str:
        return f"{self.body}/{self.year}-{self.serial:05d}"


def normalise(text: str) -> str:
    """The text with all brackets as 〔〕, digits half-width and blanks gone. Keep the original beside it."""
    return re.sub(r"\s+", "", text).translate(_BRACKETS).translate(_DIGITS)


def parse(text: str) -> DocumentNumber | Refused:
    """A document number out of its text, whatever brackets were typed; or what is wrong with it.

    Basis: GB/T 9704-2012 第7.2.5条（年份标全称，序号不加“第”字，不编虚位）
    """
    clean = normalise(text)
    found = re.fullmatch(rf"({_WORD})〔(\d+)〕(第?)(\d+)号", clean)
    if not found:
        return Refused(
            f"“{text}”不是发文字号。",
            BASIS,
            "发文字号由发文机关代字、年份、序号组成，例如“包东政办发〔2021〕48号”。",
        )
    word, year, ordinal, serial = found.groups()
    if not re.fullmatch(r"(19|20)\d{2}", year):
        return Refused(f"发文字号的年份“{year}”应标全称，为四位数字。", BASIS)
    if ordinal:
        return Refused("发文字号的序号前不加“第”字。", BASIS)
    if serial.startswith("0"):
        return Refused(f"发文字号的序号“{serial}”不编虚位，1不编为01。", BASIS)
    return DocumentNumber(word, int(year), int(serial))


def format_number(word: str, year: int, serial: int) -> str:
    """A document number in its standard form. Raises ValueError when the parts cannot make one."""
    text = f"{word}〔{year}〕{serial}号"
    if isinstance(parsed := parse(text), Refused):
        raise ValueError(parsed.reason)
    return str(parsed)


def parse_index(text: str) -> IndexNumber | Refused:
    """An index number out of its text; old ones with a nine-character organisation code are known as `legacy`.

    Basis: 《政府信息公开条例》第十二条
    """
    clean = re.sub(r"\s+", "", text).translate(_DIGITS)
    found = re.fullmatch(rf"([{USCC_CHARS}]{{18}}|[0-9A-Z]{{8}}[0-9X])/((?:19|20)\d{{2}})-(\d{{5}})", clean)
    if not found:
        return Refused(
            f"“{text}”不是索引号。", INDEX_BASIS, "索引号由发布机关的统一社会信用代码、年份和五位顺序号组成。"
        )
    body, year, serial = found.groups()
    legacy = len(body) == 9
    if not legacy and isinstance(verdict := check_uscc(body), Refused):
        return Refused(f"索引号中的{verdict.reason}", verdict.basis)
    return IndexNumber(body, int(year), int(serial), legacy)


def format_index(body: str, year: int, serial: int) -> str:
    """The index number of the publishing body, year and serial. Raises ValueError when the parts cannot make one."""
    text = str(IndexNumber(body, year, serial))
    if isinstance(parsed := parse_index(text), Refused):
        raise ValueError(parsed.reason)
    return str(parsed)
