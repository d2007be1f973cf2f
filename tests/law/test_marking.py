"""Differing words, told apart; joined the stretches are the texts again."""

import time

from hypothesis import given
from hypothesis import strategies as st

from fazhi.law.marking import marked, plain

TEXTS = st.text(alphabet="甲乙丙丁，。\n（）()：: ", max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_is_lost(old: str, new: str) -> None:
    stretches = marked(old, new)
    assert "".join(s.old for s in stretches) == old
    assert "".join(s.new for s in stretches) == new
    assert all(plain(s.old) == plain(s.new) for s in stretches if s.is_same)


def test_an_amount() -> None:
    assert [(s.old, s.new) for s in marked("处二百元罚款。", "处五百元罚款。") if not s.is_same] == [
        ("二", "五")
    ]


def test_full_width_marks_are_no_difference() -> None:
    assert all(s.is_same for s in marked("处罚款:（一）甲", "处罚款：(一)甲"))


def test_long_texts_take_no_long() -> None:
    old = "".join(f"第{n}种情形的处理办法由主管部门规定，" for n in range(1500))
    new = old.replace("7", "七").replace("主管", "有关")
    started = time.process_time()
    stretches = marked(old, new)
    assert time.process_time() - started < 8
    assert "".join(s.new for s in stretches) == new
