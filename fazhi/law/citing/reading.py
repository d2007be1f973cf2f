"""Read a text from a file or from standard input, whatever Chinese encoding it is in; refuse what is no text."""

import sys
from pathlib import Path

from fazhi.law.citing.errors import UnreadableText

_ZERO_SHARE = 0.1
_SNIFFED = 4096


def read_text(place: str) -> str:
    """The text of the file at `place`, `-` being standard input.

    UTF-8 is tried first, UTF-16 where its mark says so, then GB18030. Raises UnreadableText with a sentence when the file
    cannot be opened or is no text.
    """
    if place == "-":
        return decoded(sys.stdin.buffer.read(), "标准输入")
    path = Path(place)
    try:
        return decoded(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise UnreadableText(f"没有文件“{place}”。") from None
    except IsADirectoryError:
        raise UnreadableText(f"“{place}”是文件夹，请给出一个文本文件。") from None
    except PermissionError:
        raise UnreadableText(f"没有权限读取“{place}”。") from None


def decoded(raw: bytes, name: str) -> str:
    """The bytes as text. Raises UnreadableText for binary data."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise _binary(name) from None
    if b"\x00" in raw:
        raise _binary(name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        raise _binary(name) from None
    # Almost any bytes pass for GB18030; a text has few control characters.
    head = text[:_SNIFFED]
    if sum(mark < " " and mark not in "\n\r\t\f" for mark in head) > len(head) * _ZERO_SHARE / 10:
        raise _binary(name)
    return text


def _binary(name: str) -> UnreadableText:
    return UnreadableText(
        f"“{name}”不是文本文件（既不是UTF-8，也不是GB18030编码），没有检查。Word、PDF请先另存为文本。"
    )
