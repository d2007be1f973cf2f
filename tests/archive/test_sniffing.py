"""Every kind that is taken, and every broken or dangerous upload that is not: by content, whatever the name."""

import zipfile
from io import BytesIO

import pytest

from fazhi.archive.models import Blob
from fazhi.archive.services import store
from fazhi.archive.vocabulary import ALLOWED, FILE_KINDS
from fazhi.kernel.errors import BrokenFile
from tests.archive import samples
from tests.archive.conftest import AT, lying_in
from tests.archive.samples import CHINESE, SAMPLES, box, compound, film, office, zipped

pytestmark = pytest.mark.django_db
WORD = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(("name", "kind", "content"), [(n, k, c) for n, (k, c) in SAMPLES.items()])
def test_it_is_taken_for_what_it_is(name, kind, content):
    assert store(content, name=name, at=AT).media_type == FILE_KINDS[kind].media_type


def test_there_is_a_sample_of_every_kind():
    assert {kind for kind, _ in SAMPLES.values()} == ALLOWED


def refused(name, content, shelf, **more):
    with pytest.raises(BrokenFile) as caught:
        store(content, name=name, at=AT, **more)
    assert caught.value.sentence.endswith("。")
    assert lying_in(shelf) == [], "nothing is left on the disk"
    assert Blob.objects.count() == 0
    return caught.value.sentence


def test_every_kind_under_every_other_name_is_refused(shelf):
    for kind, content in SAMPLES.values():
        for other in FILE_KINDS.values():
            ending = other.suffixes[0]
            if ending in FILE_KINDS[kind].suffixes or {kind, other.key} == {"txt", "csv"}:
                continue
            said = refused(f"材料.{ending}", content, shelf)
            assert ending in said or "编码" in said


def test_the_sentence_says_what_it_is_and_what_to_do(shelf):
    said = refused("决定书.pdf", samples.word(), shelf)
    assert said == (
        "文件“决定书.pdf”的扩展名是 .pdf，内容却是Word 文档，两者不符。"
        "请核对原文件；确是Word 文档的，将扩展名改为 .docx 后重新上传。"
    )
    assert "没有扩展名" in refused("决定书", samples.pdf(), shelf)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("账单.pdf", b"MZ\x90\x00" + b"\x00" * 100, "Windows 程序"),
        ("账单.jpg", b"\x7fELF" + b"\x00" * 100, "Linux 程序"),
        ("账单.txt", b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
        ("照片.jpg", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "网页或者脚本"),
        ("说明.txt", b"\n <HTML><body>x</body>", "网页或者脚本"),
        ("说明.txt", b"\xef\xbb\xbf<script>alert(1)</script>", "网页或者脚本"),
        ("图.png", b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', "网页或者脚本"),
        ("图.svg", b'<svg onload="x"/>', "网页或者脚本"),
        ("数据.xml", b"<data/>", "网页或者脚本"),
        ("页.txt", b"<?php system($_GET[0]); ?>", "网页或者脚本"),
        ("a.bat", b"@echo off\r\nformat c:\r\n", ".bat"),
        ("链接.txt", b"L\x00\x00\x00\x01\x14\x02\x00\x00", "快捷方式"),
        ("压缩.zip", zipped(**{"a.txt": b"x"}), "压缩包"),
        ("压缩.docx", zipped(**{"a.txt": b"x"}), "压缩包"),
        ("空.docx", b"PK\x05\x06" + b"\x00" * 18, "压缩包"),
        ("压缩.rar", b"Rar!\x1a\x07\x01\x00", "RAR 压缩包"),
        ("压缩.7z", b"7z\xbc\xaf'\x1c\x00", "7z 压缩包"),
        ("压缩.pdf", b"\x1f\x8b\x08\x00", "gzip"),
        ("宏.docm", office(MACRO, "word/document.xml"), "启用宏"),
        ("宏.docx", office(MACRO, "word/document.xml"), "启用宏"),
        ("宏.docx", office(WORD, "word/document.xml", **{"word/vbaProject.bin": b"x"}), "宏程序"),
        ("宏.doc", compound("WordDocument", "Macros"), "宏程序"),
        ("宏.xls", compound("Workbook", "_VBA_PROJECT_CUR"), "宏程序"),
        ("密.docx", compound("EncryptedPackage", "EncryptionInfo"), "设有密码"),
        ("安装.doc", compound("Installer"), "安装包"),
        ("旧.ppt", compound("PowerPoint Document"), "另存为 pptx"),
        ("缺.docx", zipped(**{"[Content_Types].xml": WORD.encode()}), "缺少正文"),
        ("别.docx", zipped(**{"[Content_Types].xml": b"<Types/>"}), "不是可识别的"),
        ("文.rtf", b"{\\rtf1 x}", "RTF"),
        ("文.ps", b"%!PS-Adobe-3.0", "PostScript"),
        ("动.gif", b"GIF89a" + b"\x00\x01" * 50, "不能入卷"),
        ("谜.bin", bytes(range(256)) * 4, "不能入卷"),
        ("谜.pdf", b"\x00\x01\x02\x03" * 99, "不能入卷"),
    ],
)  # fmt: skip
def test_what_must_not_come_in(shelf, name, content, words):
    assert words in refused(name, content, shelf)


@pytest.mark.parametrize(
    "name", [n for n, (k, _) in SAMPLES.items() if k not in {"txt", "csv", "wav", "mp3"}]
)
def test_a_file_cut_short_is_refused(shelf, name):
    content = SAMPLES[name][1]
    if name == "照片.JPEG":
        content = content[: content.rindex(b"\xff\xd9")]
    for share in (0.5, 0.9):
        said = refused(name, content[: int(len(content) * share)], shelf)
        assert "不完整" in said or "已损坏" in said or "无法打开" in said


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("断.mp4", box(b"ftyp", b"isom\x00\x00\x02\x00isom") + box(b"mdat", b"x" * 99), "不完整"),
        ("断.mp4", film(b"isom") + b"\x00\x00\x00\x02xxxx", "不完整"),
        ("断.wav", b"RIFF\x00\x00\x00\x00WAVEjunk", "已损坏"),
        ("断.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x10" + b"\x00" * 900, "没有声音"),
        ("断.docx", samples.word()[:-30], "不完整"),
        ("断.doc", compound("WordDocument")[:1100], "不完整"),
    ],
)
def test_a_recording_that_broke_off_is_refused(shelf, name, content, words):
    assert words in refused(name, content, shelf)


def test_a_document_whose_main_part_rotted_is_refused(shelf):
    out = BytesIO(samples.word())
    with zipfile.ZipFile(out) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 80
    content = bytearray(out.getvalue())
    content[at] ^= 0xFF
    assert "已损坏" in refused("笔录.docx", bytes(content), shelf)


class TestBomb:
    def test_a_document_that_unfolds_out_of_all_proportion(self, shelf):
        bomb = office(WORD, "word/document.xml", **{"word/media/a.xml": b"\x00" * 30_000_000})
        assert len(bomb) < 100_000
        assert "疑为恶意文件" in refused("笔录.docx", bomb, shelf)

    def test_too_many_parts(self, shelf, monkeypatch):
        monkeypatch.setattr("fazhi.archive.sniffing.zipped.MOST_ENTRIES", 20)
        parts = {f"word/{n}.xml": b"x" for n in range(30)}
        assert "疑为恶意文件" in refused("笔录.docx", office(WORD, "word/document.xml", **parts), shelf)

    def test_an_ordinary_document_with_a_large_even_sheet_passes(self):
        rows = b"<row><c>0</c></row>" * 50_000
        assert store(office(WORD, "word/document.xml", **{"word/big.xml": rows}), name="大表.docx", at=AT)


class TestText:
    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            ("big5", "現場檢查筆錄：當事人未按規定公示食品經營許可證，責令限期改正。"),
            ("shift_jis", "現場検査の記録です。ひらがなとカタカナを含みます。"),
            ("cp1251", "Протокол осмотра места происшествия, составлен в присутствии понятых."),
            (
                "latin-1",
                "Relevé d’opération effectuée à l'été dernier : dégâts légers, réparés".replace("’", "'"),
            ),
        ],
    )
    def test_another_code_page_is_refused(self, shelf, encoding, text):
        said = refused("笔录.txt", (text * 3).encode(encoding), shelf)
        assert "请另存为 UTF-8" in said

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
    def test_wide_characters_are_refused(self, shelf, encoding):
        refused("笔录.txt", CHINESE.encode(encoding), shelf)

    def test_a_character_cut_in_half_is_refused(self, shelf):
        assert "编码无法识别" in refused("笔录.txt", CHINESE.encode()[:-2], shelf)

    def test_a_long_text_is_read_to_its_end(self, shelf):
        long = ("现场检查笔录，" * 100_000).encode()
        assert store(long, name="a.txt", at=AT)
        Blob.objects.all().delete()
        for path in lying_in(shelf):
            path.unlink()
        assert "编码" in refused("a.txt", long + b"\xff\xfe\xfd", shelf)

    def test_control_characters_are_no_text(self, shelf):
        refused("a.txt", b"words\x01\x02 and more", shelf)


def test_only_the_kinds_asked_for_are_taken(shelf):
    said = refused("照片.jpg", samples.jpg(), shelf, kinds={"pdf", "ofd"})
    assert "此处只收：pdf、ofd" in said
    assert store(samples.pdf(), name="a.pdf", at=AT, kinds={"pdf", "ofd"})
