"""What kinds of file the archive takes, and what an enclosure is."""

from dataclasses import dataclass

from django.db.models import TextChoices


class EnclosureKind(TextChoices):
    """What a file is to the matter."""

    EVIDENCE = "evidence", "证据材料"
    PAPER = "paper", "文书"
    SCAN = "scan", "扫描件"
    RECORDING = "recording", "音像记录"
    MATERIAL = "material", "其他材料"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file by content. `suffixes` are the name endings it may carry, the usual one first."""

    key: str
    title: str
    media_type: str
    suffixes: tuple[str, ...]
    is_recording: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
FILE_KINDS: dict[str, FileKind] = {
    kind.key: kind
    for kind in (
        FileKind("docx", "Word 文档", _OOXML + "wordprocessingml.document", ("docx",)),
        FileKind("xlsx", "Excel 工作簿", _OOXML + "spreadsheetml.sheet", ("xlsx",)),
        FileKind("pptx", "PowerPoint 演示文稿", _OOXML + "presentationml.presentation", ("pptx",)),
        FileKind("doc", "Word 97-2003 文档", "application/msword", ("doc", "wps")),
        FileKind("xls", "Excel 97-2003 工作簿", "application/vnd.ms-excel", ("xls", "et")),
        FileKind("pdf", "PDF 文件", "application/pdf", ("pdf",)),
        FileKind("ofd", "OFD 版式文件", "application/ofd", ("ofd",)),
        FileKind("png", "PNG 图片", "image/png", ("png",)),
        FileKind("jpg", "JPEG 图片", "image/jpeg", ("jpg", "jpeg")),
        FileKind("webp", "WebP 图片", "image/webp", ("webp",)),
        FileKind("heic", "HEIC 图片", "image/heic", ("heic", "heif")),
        FileKind("mp4", "MP4 视频", "video/mp4", ("mp4", "m4v"), is_recording=True),
        FileKind("mov", "QuickTime 视频", "video/quicktime", ("mov",), is_recording=True),
        FileKind("mp3", "MP3 录音", "audio/mpeg", ("mp3",), is_recording=True),
        FileKind("wav", "WAV 录音", "audio/wav", ("wav",), is_recording=True),
        FileKind("m4a", "M4A 录音", "audio/mp4", ("m4a",), is_recording=True),
        FileKind("txt", "文本文件", "text/plain", ("txt",)),
        FileKind("csv", "CSV 数据表", "text/csv", ("csv",)),
    )
}
ALLOWED: frozenset[str] = frozenset(FILE_KINDS)
