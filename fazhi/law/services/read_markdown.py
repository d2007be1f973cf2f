"""Read a law from a Markdown file.

    # title
    lines of adoption and revision, each opening with its day
    <!-- INFO END -->
    ## 第一章 …          headings of parts, chapters, sections
    第一条 …            articles; the paragraphs that follow belong to them

The day in brackets at the end of the file's name is the edition's; without it the last day of the head is.
"""

from pathlib import Path

from fazhi.law.services.assemble import Head, assemble
from fazhi.law.services.read_lines import articles_of, digest_of
from fazhi.law.services.shape import heading, tidy
from fazhi.law.services.source import Rejected, SourceEdition
from fazhi.law.titles import full_title

SOURCE = "folder"
HEAD_END = "<!-- INFO END -->"


def read_markdown(path: Path, raw: bytes, where: str) -> SourceEdition | Rejected:
    """The law in the file, or why it is none. `where` names the file in reports."""
    digest = digest_of(raw)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Rejected(where, "不是UTF-8编码的文本", digest)
    if "\x00" in text:
        return Rejected(where, "不是文本文件", digest)
    if "案例" in path.parts:
        return Rejected(where, "案例，不是法规", digest)
    head, mark, body = text.partition(HEAD_END)
    if not mark:
        return Rejected(where, f"没有“{HEAD_END}”，分不清题注和正文", digest)
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    if not lines or not lines[0].startswith("# "):
        return Rejected(where, "第一行不是以“# ”开头的名称", digest)
    # A long code may come in several files, each with the name of its part as a second title.
    part = next((heading(line[2:]) for line in lines[1:] if line.startswith("# ")), "")
    rows, faults = articles_of([line.strip() for line in body.split("\n") if line.strip()], part)
    given = Head(full_title(lines[0][2:]), [tidy(line) for line in lines[1:] if not line.startswith("#")])
    return assemble(path, given, rows, faults, source=SOURCE, where=where, digest=digest)
