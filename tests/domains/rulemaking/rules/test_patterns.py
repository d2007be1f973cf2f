"""The language of patterns."""

import time

import pytest

from fazhi.domains.rulemaking.rules.catalogue import sentence_rules
from fazhi.domains.rulemaking.rules.patterns import Page, compiled, find, variants


def places(pattern: str, words: str) -> list[tuple[int, int]]:
    return [(match.start, match.end) for _, match in find(pattern, Page([words]))]


@pytest.mark.parametrize(
    ("pattern", "words", "seen"),
    [
        ("甲 乙", "甲子丑乙", [(0, 4)]),
        ("甲 乙", "乙子丑甲", []),
        ("甲 乙", "甲，乙", []),
        ("甲 ~ 乙", "甲，乙", [(0, 3)]),
        ("甲 + 乙", "甲乙", [(0, 2)]),
        ("甲 + 乙", "甲子乙", []),
        ("甲 乙", "甲" + "子" * 13 + "乙", []),
        ("甲 ~ 乙", "甲" + "子" * 13 + "乙", [(0, 15)]),
        # The nearest beginning is taken.
        ("甲 乙", "甲甲乙", [(1, 3)]),
        ("甲|丙 乙|丁", "丙子丁", [(0, 3)]),
        ("{外地} {主体} {不得}", "外地企业不得投标", [(0, 6)]),
        # Room at the end of a token is a gap, so that it does not swallow the next word.
        ("甲[^，。]{0,8} 乙", "甲子乙丑乙", [(0, 3), (0, 5)]),
    ],
)
def test_matching(pattern: str, words: str, seen: list[tuple[int, int]]) -> None:
    assert places(pattern, words) == seen


def test_sentences_of_a_page_do_not_run_together() -> None:
    assert list(find("甲 ~ 乙", Page(["甲", "乙", "甲子乙"]))) == list(
        find("甲 ~ 乙", Page(["", "", "甲子乙"]))
    )


def test_optional_tokens() -> None:
    assert variants("甲 ~ {乙}? ~ 丙") == ["甲 ~ {乙} ~ 丙", "甲 ~ 丙"]


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        compiled("{没有这个词类}")
    with pytest.raises(ValueError, match="空"):
        compiled(" ")


def test_matching_does_not_go_back() -> None:
    patterns = [pattern for rule in sentence_rules() for pattern in rule.patterns]

    def taken(size: int) -> float:
        page = Page(["外地企业应当罚款" * (size // 8)])
        start = time.process_time()
        for pattern in patterns:
            list(find(pattern, page))
        return time.process_time() - start

    small = max(taken(4_000), 0.05)
    assert taken(16_000) < small * 12
