"""PDF."""

from pathlib import Path

from fazhi.kernel.errors import BrokenFile

_TAIL = 8192


def read(path: Path, head: bytes, name: str) -> str | None:
    """`pdf`, or None. Raises BrokenFile for one whose end is missing."""
    # Scanners put a few bytes of their own before the mark; readers accept it within the first kilobyte.
    if b"%PDF-" not in head[:1024]:
        return None
    with path.open("rb") as source:
        source.seek(max(0, path.stat().st_size - _TAIL))
        tail = source.read()
    if b"%%EOF" not in tail:
        raise BrokenFile(f"PDF 文件“{name}”不完整（缺少结尾），请重新导出或者扫描后上传。")
    return "pdf"
