"""The tag and the filter that make citations links."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from fazhi.law.errors import UnreadableCitation
from fazhi.law.templatetags.lawcite import linkcite

pytestmark = pytest.mark.urls("tests.law.urls")


def _render(source: str, **context: object) -> str:
    return Template("{% load lawcite %}" + source).render(Context(context))


def test_the_tag_is_a_link_that_opens_a_card() -> None:
    made = _render('{% cite "虚构法#60" %}')
    query = "ref=%E8%99%9A%E6%9E%84%E6%B3%95%2360"
    assert made == (
        f'<a class="fz-art" href="/law/cited/?{query}" data-card="/law/card/?{query}">《虚构法》第六十条</a>'
    )


def test_the_day_and_the_words_may_be_given() -> None:
    made = _render('{% cite "虚构法#60" on=day text="第六十条" %}', day=date(2026, 11, 22))
    assert "on=2026-11-22" in made
    assert made.endswith(">第六十条</a>")


def test_a_wrong_citation_in_a_template_is_not_hidden() -> None:
    with pytest.raises(UnreadableCitation):
        _render('{% cite "虚构法#六十" %}')


def test_every_citation_of_a_printed_basis_is_linked_and_the_rest_escaped() -> None:
    made = linkcite("<b>依照</b>《虚构法》第三条、第五条第一款", date(2026, 11, 22))
    assert isinstance(made, SafeString)
    assert made.startswith("&lt;b&gt;依照&lt;/b&gt;<a ")
    assert made.count('<a class="fz-art"') == 2
    assert ">第五条第一款</a>" in made
    assert "%235.1" in made


def test_a_title_cannot_break_out() -> None:
    made = linkcite('《"><script>》第一条')
    assert "<script>" not in made


def test_nothing_to_link() -> None:
    assert linkcite("没有引用 & 别的") == "没有引用 &amp; 别的"
    assert linkcite(None) == ""
