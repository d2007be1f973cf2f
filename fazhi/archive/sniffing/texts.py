"""Plain text, in UTF-8 or GB18030, and what only looks like it."""

import codecs
import re
from pathlib import Path

from fazhi.archive.filenames import suffix
from fazhi.kernel.errors import BrokenFile

_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype|html|head|body|script|svg|iframe|img|meta|\?php|\?xml|[a-z]+:)",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = 1024 * 1024
_LEAST_USUAL = 0.85
"""Share of usual characters below which bytes that could be GB18030 are taken for another code page."""


def read(path: Path, head: bytes, name: str) -> str | None:
    """`txt`, or None for what is no text. Raises BrokenFile for markup, scripts and unknown code pages."""
    body = head.removeprefix(codecs.BOM_UTF8)
    if _MARKUP.match(body) or (
        suffix(name) in {"html", "htm", "svg", "xml", "xhtml"} and body.lstrip()[:1] == b"<"
    ):
        raise BrokenFile(
            f"文件“{name}”的内容是网页或者脚本代码，不能作为材料上传。请打印为 PDF 或者截图后上传。"
        )
    if body.startswith(b"{\\rtf"):
        raise BrokenFile(f"文件“{name}”是 RTF 文档，请另存为 docx 或者 PDF 后上传。")
    if body.startswith(b"%!PS"):
        raise BrokenFile(f"文件“{name}”是 PostScript 文件，请转换为 PDF 后上传。")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BrokenFile(f"文本文件“{name}”的编码是 UTF-16，请另存为 UTF-8 编码后上传。")
    if b"\x00" in head:
        return None
    if _is_utf8(path):
        return "txt"
    usual = _gb18030_usual(path)
    if usual is not None and usual >= _LEAST_USUAL:
        return "txt"
    if suffix(name) in {"txt", "csv"}:
        raise BrokenFile(
            f"文本文件“{name}”的编码无法识别（不是 UTF-8 或者 GB18030），请另存为 UTF-8 编码后上传。"
        )
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as source:
            while piece := source.read(_PIECE):
                if _has_controls(decoder.decode(piece)):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _gb18030_usual(path: Path) -> float | None:
    """The share of usual characters among those beyond ASCII, read as GB18030; None if it cannot be read so.

    Nearly any bytes can be read as GB18030. Chinese text is written with the 3755 characters of level one and the
    signs of GB 2312; bytes of another code page fall all over the table. (Those of EUC-KR do not; Korean stays unseen.)
    """
    decoder = codecs.getincrementaldecoder("gb18030")()
    usual = beyond = 0
    try:
        with path.open("rb") as source:
            while piece := source.read(_PIECE):
                text = decoder.decode(piece)
                if _has_controls(text):
                    return None
                for character in text:
                    if ord(character) > 0x7F:
                        beyond += 1
                        usual += _is_usual(character)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return usual / beyond if beyond else 1.0


def _is_usual(character: str) -> bool:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    # Rows 1-3 are signs and full-width letters, 16-55 the characters of level one.
    return 0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7


def _has_controls(text: str) -> bool:
    return any((c < " " and c not in "\t\r\n\f\x1a") or c == "\x7f" for c in text)
