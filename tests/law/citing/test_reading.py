"""Texts in whatever encoding they come."""

from pathlib import Path

import pytest

from fazhi.law.citing.errors import UnreadableText
from fazhi.law.citing.reading import decoded, read_text

TEXT = "依照《虚构测试法》第三条\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_chinese_encodings(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "文本") == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04\x00\x00binary",
        b"%PDF-1.7\n\x00\xff\xfe",
        bytes(range(256)),
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n" + b"\x01\x02\x03\xff" * 50,
        b"\x81\x30",
    ],
    ids=["zip", "pdf", "every byte", "half a utf-16", "png", "half a gb18030"],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableText, match="不是文本文件"):
        decoded(raw, "附件")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableText, match="没有文件"):
        read_text(str(tmp_path / "没有.txt"))
    with pytest.raises(UnreadableText, match="文件夹"):
        read_text(str(tmp_path))


def test_a_file(tmp_path: Path) -> None:
    place = tmp_path / "文本.txt"
    place.write_bytes(TEXT.encode("gb18030"))
    assert read_text(str(place)) == TEXT
