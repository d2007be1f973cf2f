"""Sound and video: MP4, QuickTime, M4A, MP3 and WAV."""

import struct
from pathlib import Path

from fazhi.archive.sniffing import boxes
from fazhi.kernel.errors import BrokenFile

_BRANDS = {b"qt  ": "mov", b"M4A ": "m4a", b"M4B ": "m4a"}
_VIDEO_BRANDS = (b"isom", b"iso", b"mp4", b"avc", b"M4V", b"dash", b"MSNV", b"f4v", b"3gp", b"mmp4", b"XAVC")
_OLD_MOV = {b"moov", b"mdat", b"wide", b"free", b"skip"}


def named(head: bytes) -> str | None:
    """The kind that the first bytes announce, before anything is known of the rest."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _BRANDS:
            return _BRANDS[brand]
        return "mp4" if brand.startswith(_VIDEO_BRANDS) else None
    if len(head) >= 8 and head[4:8] in _OLD_MOV and 8 <= struct.unpack(">I", head[:4])[0] < 2**31:
        return "mov"
    if head[:3] == b"ID3" or _mp3_frame(head) is not None:
        return "mp3"
    return None


def read(path: Path, head: bytes, name: str) -> str | None:
    """The key of the recording's kind, or None. Raises BrokenFile for one that no player could open."""
    key = named(head)
    if key in {"mp4", "mov", "m4a"} and b"moov" not in (boxes.outermost(path) or ()):
        raise BrokenFile(f"音像文件“{name}”不完整（录制或者拷贝中断），无法播放，请从记录仪重新导出后上传。")
    if key == "wav" and b"fmt " not in head:
        raise BrokenFile(f"录音文件“{name}”已损坏，请从录音设备重新导出后上传。")
    if key == "mp3" and not _has_sound(path, head):
        raise BrokenFile(f"录音文件“{name}”中没有声音数据，请从录音设备重新导出后上传。")
    return key


def _has_sound(path: Path, head: bytes) -> bool:
    """Whether two frames follow one another, behind the tag if there is one."""
    start = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        a, b, c, d = head[6:10]
        start = 10 + (a << 21 | b << 14 | c << 7 | d)
    with path.open("rb") as source:
        source.seek(start)
        data = source.read(65536)
    # Encoders leave padding behind the tag.
    for at in range(max(0, len(data) - 4)):
        length = _mp3_frame(data[at : at + 4])
        if length and (_mp3_frame(data[at + length : at + length + 4]) or at + length == len(data)):
            return True
    return False


_RATES = (44100, 48000, 32000)
_KBITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def _mp3_frame(head: bytes) -> int | None:
    """The length in bytes of the MPEG layer III frame that starts here, or None."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in {0, 15} or rate == 3:
        return None
    is_first = version == 3
    kbits = (_KBITS_1 if is_first else _KBITS_2)[bits - 1]
    hertz = _RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if is_first else 72) * kbits * 1000 // hertz + (head[2] >> 1 & 1)
