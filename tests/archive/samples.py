"""Small files of every kind, made from nothing."""

import io
import math
import struct
import wave
import zipfile
import zlib

import docx
import xlsxwriter


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("现场检查笔录")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "序号")
    return out.getvalue()


def office(content_type: str, part: str, **more: bytes) -> bytes:
    """An Office document of the kind named by the content type of its main part."""
    types = f'<Types><Override PartName="/{part}" ContentType="application/vnd.{content_type}"/></Types>'
    return zipped(**{"[Content_Types].xml": types.encode(), part: b"<x/>", **more})


def powerpoint() -> bytes:
    kind = "openxmlformats-officedocument.presentationml.presentation.main+xml"
    return office(kind, "ppt/presentation.xml")


def ofd() -> bytes:
    return zipped(**{"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"})


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\x00\xff\xff\xff" * 2)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 2, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def jpg() -> bytes:
    # The preview inside the header has an end mark of its own.
    preview = b"Exif\x00\x00\xff\xd8preview\xff\xd9"
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"data" * 50 + b"\xff\xd9"
    )  # fmt: skip


def webp() -> bytes:
    body = b"WEBPVP8 " + struct.pack("<I", 10) + b"0123456789"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def heic() -> bytes:
    return (
        box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + box(b"meta", b"\x00" * 40) + box(b"mdat", b"x" * 50)
    )


def film(brand: bytes) -> bytes:
    return (
        box(b"ftyp", brand + b"\x00\x00\x02\x00" + brand)
        + box(b"mdat", b"frames" * 20)
        + box(b"moov", b"\x00" * 30)
    )


def old_mov() -> bytes:
    return box(b"wide") + box(b"mdat", b"frames" * 20) + box(b"moov", b"\x00" * 30)


def mp3(*, tag: bool = True) -> bytes:
    head = b"ID3\x04\x00\x00\x00\x00\x00\x10" + b"\x00" * 16 if tag else b""
    frame = b"\xff\xfb\x90\x00" + b"\x00" * 413  # layer III, 128 kbit/s, 44.1 kHz: 417 bytes
    return head + frame * 3


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 9))) for n in range(800)))
    return out.getvalue()


def compound(*streams: str, sector: int = 512) -> bytes:
    """A compound file with a directory of these names: a header, one table sector, the directory."""
    entries = b""
    for name in ("Root Entry", *streams):
        raw = name.encode("utf-16-le") + b"\x00\x00"
        entries += (
            raw.ljust(64, b"\x00")
            + struct.pack("<HB", len(raw), 5 if name == "Root Entry" else 2)
            + b"\x00" * 61
        )
    entries += b"\x00" * (-len(entries) % sector)
    count = len(entries) // sector
    chain = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{sector // 4}I", *chain, *[0xFFFFFFFF] * (sector // 4 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    header = header.ljust(44, b"\x00") + struct.pack("<II", 1, 1)
    header = header.ljust(68, b"\x00") + struct.pack("<II", 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + entries


CHINESE = "现场检查笔录：当事人未按规定公示食品经营许可证，责令限期改正。\n"
SAMPLES: dict[str, tuple[str, bytes]] = {
    "笔录.docx": ("docx", word()),
    "台账.xlsx": ("xlsx", excel()),
    "汇报.pptx": ("pptx", powerpoint()),
    "旧笔录.doc": ("doc", compound("WordDocument", "1Table")),
    "旧笔录.wps": ("doc", compound("WordDocument")),
    "旧台账.xls": ("xls", compound("Workbook")),
    "决定书.pdf": ("pdf", pdf()),
    "决定书.ofd": ("ofd", ofd()),
    "截图.png": ("png", png()),
    "照片.jpg": ("jpg", jpg()),
    "照片.JPEG": ("jpg", jpg() + b"a film behind the picture, as phones put it"),
    "照片.webp": ("webp", webp()),
    "照片.heic": ("heic", heic()),
    "执法记录仪.mp4": ("mp4", film(b"isom")),
    "执法记录仪2.mp4": ("mp4", film(b"mp42")),
    "手机.mov": ("mov", film(b"qt  ")),
    "旧手机.mov": ("mov", old_mov()),
    "询问.mp3": ("mp3", mp3()),
    "询问2.mp3": ("mp3", mp3(tag=False)),
    "询问.wav": ("wav", wav()),
    "询问.m4a": ("m4a", film(b"M4A ")),
    "说明.txt": ("txt", CHINESE.encode()),
    "说明bom.txt": ("txt", b"\xef\xbb\xbf" + CHINESE.encode()),
    "说明gbk.txt": ("txt", CHINESE.encode("gb18030")),
    "english.txt": ("txt", b"plain words, 3 < 4\n"),
    "名单.csv": ("csv", "姓名,证号\n乌兰,15001\n".encode("gb18030")),
}
