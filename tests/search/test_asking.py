"""Traditional characters, slips of the keyboard, everyday words; and the passages that are shown."""

import pytest

from fazhi.search.asking import read
from fazhi.search.passages import LENGTH, Sought, as_html, as_text, passage
from fazhi.search.words import MOST_CHARACTERS, fold, grams, words

KNOWN = {"行政", "政复", "复议", "期限", "借款", "著作", "作权"}


def _frequency(pair: str) -> int:
    return int(pair in KNOWN)


def test_traditional_characters_are_read_as_simplified() -> None:
    assert read("行政復議期限", lambda pair: 1).text == "行政复议期限"
    # 著 is simplified, too.
    assert read("著作权", lambda pair: 1).text == "著作权"


@pytest.mark.parametrize(
    ("typed", "meant"), [("行政副议", "行政复议"), ("行证复议", "行政复议"), ("行政复仪", "行政复议")]
)
def test_a_slip_brings_what_was_meant(typed: str, meant: str) -> None:
    asked = read(f"{typed}期限", _frequency)
    assert (typed, meant) in asked.slips
    assert asked.text == f"{typed}期限 {meant}"


def test_what_the_law_holds_is_no_slip() -> None:
    assert read("行政复议", _frequency).slips == ()
    assert read("第六百零一条", _frequency).slips == ()
    assert read("abc 123", _frequency).slips == ()


def test_everyday_words_bring_the_laws_words() -> None:
    assert ("借钱", "借款") in read("借钱不还", _frequency).everyday
    assert read("借款", _frequency).everyday == ()


def test_a_long_question_is_cut_and_says_so() -> None:
    asked = read("借款" * MOST_CHARACTERS, _frequency)
    assert asked.was_cut
    assert len(asked.text) <= MOST_CHARACTERS + 50


def test_both_sides_write_numbers_alike() -> None:
    assert fold("１５日内") == fold("15日内") == "十五日内"
    assert fold("2021年") == "2021年"
    assert fold("2年以内") == "二年以内"


def test_words_and_pairs() -> None:
    assert "借款" in words("借款合同怎么办")
    assert "怎么办" not in words("借款合同怎么办")
    assert grams("甲、乙丙丁") == ["甲", "乙丙", "丙丁"]
    assert words("。。！") == grams("。。！") == []


def test_the_passage_shows_the_finds_and_escapes_the_rest() -> None:
    text = "<b>无关</b>" * 60 + "借款人应当返还借款。" + "无关" * 200
    shown = passage(text, Sought.of("返还借款"))
    assert "<mark>返还借款</mark>" in as_html(shown)
    assert "<b>" not in as_html(shown)
    assert len(as_text(shown)) <= LENGTH + 2
    assert as_text(shown).startswith("…")
    assert as_text(shown).endswith("…")


def test_a_short_text_is_shown_whole() -> None:
    assert as_text(passage("借款\n应当返还。", Sought.of("利息"))) == "借款 应当返还。"
    assert as_text(passage("", Sought.of("利息"))) == ""
