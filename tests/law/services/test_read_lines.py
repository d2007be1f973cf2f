"""Lines that are hostile, odd or nearly right; nothing of them is lost and nothing takes long."""

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fazhi.law.services.order import order
from fazhi.law.services.read_lines import articles_of
from fazhi.law.services.read_markdown import read_markdown
from fazhi.law.vocabulary import ArticleKind, DoubtKind

BITS = st.sampled_from(
    ["第一条 甲。", "第二条 乙。", "第十十条 丙。", "第一条之一 丁。", "第三条", "## 第一章 总则", "第二编 物权", "### ", "（一）戊；", "一、己。", "附：", "附件一", "目录", "第零条 庚", "第一千千条 辛", "《第一条》", "\u3000第四条\u3000壬", "#", "第一条规定的，适用前款。"]
)  # fmt: skip


@given(st.lists(BITS, max_size=14), st.booleans())
def test_any_lines_give_rows_that_can_be_stored(lines: list[str], is_marked: bool) -> None:
    rows, _ = articles_of([line.strip() for line in lines], is_marked=is_marked)
    numbers = [row.number for row in rows]
    assert len(numbers) == len(set(numbers))
    assert all(len(number) <= 16 and len(row.label) <= 40 for number, row in zip(numbers, rows, strict=True))
    counted = [order(row.number) for row in rows if row.kind is ArticleKind.ARTICLE]
    assert counted == sorted(counted)


def test_a_line_that_cites_an_article_opens_none() -> None:
    rows, _ = articles_of(["第一条 甲。", "第一条规定的，适用前款。", "第二条至第四条 同上。", "第二条 乙。"])
    assert [row.number for row in rows] == ["1", "2"]
    assert rows[0].text.count("\n") == 2


def test_what_is_missing_is_said() -> None:
    _, faults = articles_of(["第一条 甲。", "第三条 丙。"])
    assert faults == [(DoubtKind.MISSING_ARTICLES, "来源缺第二条。")]


def test_only_a_sentence_is_a_preamble() -> None:
    rows, _ = articles_of(["总则", "会议通过）", "第一条 甲。"])
    assert [row.number for row in rows] == ["1"]
    rows, _ = articles_of(["为了测试，制定本规定。", "第一条 甲。"])
    assert [row.number for row in rows] == ["preamble", "1"]


def test_a_file_of_many_megabytes_without_an_end_is_read_in_time() -> None:
    body = "第" * 500_000 + "一" * 500_000 + "\n" + "（" * 500_000 + "\n" + "第一条 " * 100_000
    raw = f"# 虚构长文\n\n2020年1月1日 公布\n\n<!-- INFO END -->\n\n{body}".encode()
    started = time.process_time()
    read_markdown(Path("虚构长文(2020-01-01).md"), raw, "长文")
    assert time.process_time() - started < 10


def test_a_zero_byte_is_refused() -> None:
    raw = "# 甲\n\n2020年1月1日 公布\n\n<!-- INFO END -->\n\n第一条 甲\x00。".encode()
    found = read_markdown(Path("甲(2020-01-01).md"), raw, "甲")
    assert "不是文本文件" in getattr(found, "why", "")
