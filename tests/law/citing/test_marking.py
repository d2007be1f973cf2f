"""Citations in a page's text."""

import pytest
from django.utils.safestring import SafeString

from fazhi.law.templatetags.citations import READ_MOST, mark
from tests.law.citing.conftest import TODAY

pytestmark = [pytest.mark.usefixtures("db", "shelf"), pytest.mark.urls("tests.law.urls")]


def test_what_stands_is_a_link_and_the_rest_is_escaped() -> None:
    made = mark("<b>依照</b>虚构测试法第三条、第四条", TODAY)
    assert isinstance(made, SafeString)
    assert made.startswith("&lt;b&gt;依照&lt;/b&gt;<a ")
    assert made.count('<a class="fz-art"') == 2
    assert ">第四条</a>" in made
    assert "on=2026-11-22" in made


def test_what_does_not_stand_is_marked_with_the_reason() -> None:
    assert mark("《虚构测试法》第九十九条", TODAY) == (
        '<abbr class="fz-art-wrong" title="该法没有此条">《虚构测试法》第九十九条</abbr>'
    )


def test_what_cannot_be_known_is_left_alone() -> None:
    assert mark("《虚构地方条例》第九条", TODAY) == "《虚构地方条例》第九条"


def test_a_range_is_one_link() -> None:
    assert mark("《虚构测试法》第一条至第四条", TODAY).count("<a ") == 1


def test_a_long_text_is_read_up_to_a_length() -> None:
    made = mark("《虚构测试法》第三条" + "。" * READ_MOST + "《虚构测试法》第四条<", TODAY)
    assert made.count("<a ") == 1
    assert made.endswith("《虚构测试法》第四条&lt;")


def test_nothing() -> None:
    assert mark(None) == ""
    assert mark('《"><script>》第一条', TODAY).count("<script>") == 0
