"""Plain text files. Which code page it is has been sniffed before."""

import codecs
from pathlib import Path

from fazhi.kernel.errors import BrokenFile


def utf16(path: Path, head: bytes) -> str | None:
    """The text of a file that bears the mark of UTF-16, or None. Raises BrokenFile if it is not well formed."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        return path.read_bytes().decode("utf-16")
    except UnicodeDecodeError as error:
        raise BrokenFile("文本文件带有 UTF-16 标记，内容却不是，请另存为 UTF-8 编码后再读。") from error


def decoded(path: Path) -> str:
    """The text of a file that is UTF-8, with or without mark, or GB18030. Line breaks stay as they are."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
