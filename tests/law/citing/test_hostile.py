"""Texts made to hurt: time grows with the length and with nothing else, output is bounded."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.law.citing import Citation, citations
from fazhi.law.citing.resolver import EXPANDED_MOST
from tests.law.citing.conftest import TODAY

pytestmark = pytest.mark.usefixtures("db", "shelf")

LENGTH = 60_000
# Ten times what a machine of two cores needs that has other work to do; a square would need hundreds of times more.
SECONDS = 20.0
PIECES = [
    "第一条至第九千九百九十九条",
    "《虚构测试法》第一条至第九千九百九十九条",
    "《",
    "《《甲》",
    "〈",
    "（",
    "《虚构测试法》（",
    "虚构测试法",
    "第",
    "第一、二、三、四、",
    "第一二三四五",
    "第一条之一",
    "第一款",
    "第一条\n",
    "前款",
    "本法第三条",
    "同法同条同款",
    "上述规定",
    "《虚构测试法》第四条：“",
    "“",
    "号",
    "1号",
    "国办发〔2018〕118号",
    "令第1号",
    "（以下简称《测试法》）",
    "省市县虚构管理条例",
    "虚构测试法第一章",
    "法",
    "一",
    " ",
    "根据中华人民共和国",
    "2019年",
    "虚构测试法实施细则",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_over_and_over(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    begun = time.perf_counter()
    count = sum(1 for _ in citations(text, on=TODAY, today=TODAY))
    assert time.perf_counter() - begun < SECONDS
    assert count <= len(text) + EXPANDED_MOST * 2


def test_time_grows_as_the_length_does() -> None:
    def seconds(length: int) -> float:
        text = (
            "依照《虚构测试法》第三条、第五条至第八条和《虚构管理条例》第二条第二款，前款规定的（" * length
        )[: length * 40]
        best = 1e9
        for _ in range(3):
            begun = time.process_time()
            for _ in citations(text, on=TODAY, today=TODAY):
                pass
            best = min(best, time.process_time() - begun)
        return best

    seconds(50)
    assert seconds(1600) < 16 * seconds(200)


def test_ranges_are_bounded_by_the_law_and_in_total() -> None:
    one = list(citations("《虚构测试法》第一条至第九千九百九十九条", on=TODAY, today=TODAY))
    assert [c.article for c in one] == ["1", "2", "2-1", "3", "4", "5", "6", "9999"]
    unknown = list(citations("《虚构乙法》第一条至第九千九百九十九条", on=TODAY, today=TODAY))
    assert [c.article for c in unknown] == ["1", "9999"]
    times = 6000
    many = sum(1 for _ in citations("《虚构测试法》第一条至第六条。" * times, on=TODAY, today=TODAY))
    assert many <= times * 2 + EXPANDED_MOST + 10


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*PIECES, "。", "\n", "，", "第三条", "第二款", "和", "该法", "”", "虚", "x"]),
        max_size=60,
    ).map("".join)
)
def test_any_mixture_gives_places_in_order_within_the_text(text: str) -> None:
    found = list(citations(text, on=TODAY, today=TODAY))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.text == text[one.start : one.end] for one in found)
    starts = [one.start for one in found]
    assert all(later >= max(starts[:n], default=0) - 40 for n, later in enumerate(starts))
    for one in found:
        one.as_json()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    assert all(one.end <= len(text) for one in citations(text, on=TODAY, today=TODAY))


def test_a_citation_survives_noise(find: Callable[[str], list[Citation]]) -> None:
    noise = "（《“" * 2000
    assert [one.article for one in find(f"{noise}\n依照《虚构测试法》第三条")] == ["3"]


@pytest.fixture
def find() -> Callable[[str], list[Citation]]:
    return lambda text: list(citations(text, on=TODAY, today=TODAY))
