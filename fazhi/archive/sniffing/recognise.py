"""Name the kind of a file that has arrived, or say in a sentence why it is not taken."""

from collections.abc import Collection
from pathlib import Path

import puremagic

from fazhi.archive.filenames import suffix
from fazhi.archive.sniffing import compound, media, pictures, portable, texts, zipped
from fazhi.archive.vocabulary import FILE_KINDS, FileKind
from fazhi.kernel.errors import BrokenFile

_HEAD = 4096
# What must never come in, by its first bytes.
_PROGRAMS = {
    b"MZ": "Windows 程序",
    b"\x7fELF": "Linux 程序",
    b"\xca\xfe\xba\xbe": "程序",
    b"\xfe\xed\xfa\xce": "程序",
    b"\xfe\xed\xfa\xcf": "程序",
    b"\xcf\xfa\xed\xfe": "程序",
    b"\xce\xfa\xed\xfe": "程序",
    b"\x00asm": "程序",
    b"dex\n": "安卓程序",
    b"#!": "脚本程序",
    b"L\x00\x00\x00\x01\x14\x02\x00": "Windows 快捷方式",
}
_PACKED = {
    b"Rar!\x1a\x07": "RAR 压缩包",
    b"7z\xbc\xaf'\x1c": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"BZh": "bzip2 压缩包",
    b"\xfd7zXZ\x00": "xz 压缩包",
    b"PK\x05\x06": "空的 ZIP 压缩包",
}
_READERS = (portable.read, pictures.read, media.read, compound.read, zipped.read, texts.read)


def looks_like_recording(head: bytes) -> bool:
    """Whether the first bytes are those of sound or video, for which a greater size is allowed."""
    return media.named(head) is not None


def recognise(path: Path, name: str, kinds: Collection[str]) -> FileKind:
    """The kind of the file at `path`, which arrived under `name`.

    Raises BrokenFile when the content is dangerous, unknown, cut short, not among `kinds` or not what the name's
    ending says.
    """
    with path.open("rb") as source:
        head = source.read(_HEAD)
    _refuse_dangerous(head, name)
    ending = suffix(name)
    for reader in _READERS:
        key = reader(path, head, name)
        if key is not None:
            return _fitting(key, ending, name, kinds)
    raise BrokenFile(f"文件“{name}”{_unknown(head)}，不能入卷。可以上传：{_listed(kinds)}。")


def _refuse_dangerous(head: bytes, name: str) -> None:
    for start, what in _PROGRAMS.items():
        if head.startswith(start):
            raise BrokenFile(f"文件“{name}”的内容是{what}，不能作为材料上传。请核对来源，谨防病毒。")
    for start, what in _PACKED.items():
        if head.startswith(start):
            raise BrokenFile(f"文件“{name}”是{what}，请解压后逐件上传。")


def _fitting(key: str, ending: str, name: str, kinds: Collection[str]) -> FileKind:
    if key == "txt" and ending == "csv":
        key = "csv"
    kind = FILE_KINDS[key]
    if key not in kinds:
        raise BrokenFile(f"文件“{name}”是{kind.title}，此处只收：{_listed(kinds)}。请转换后上传。")
    if not ending:
        raise BrokenFile(
            f"文件“{name}”没有扩展名，内容是{kind.title}，请加上扩展名 .{kind.suffixes[0]} 后重新上传。"
        )
    if ending not in kind.suffixes:
        raise BrokenFile(
            f"文件“{name}”的扩展名是 .{ending}，内容却是{kind.title}，两者不符。"
            f"请核对原文件；确是{kind.title}的，将扩展名改为 .{kind.suffixes[0]} 后重新上传。"
        )
    return kind


def _unknown(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return "的格式无法识别"
    title = found[0].name if found else ""
    return f"的内容疑为 {title}" if title else "的格式无法识别"


def _listed(kinds: Collection[str]) -> str:
    return "、".join(kind.suffixes[0] for key, kind in FILE_KINDS.items() if key in kinds)
