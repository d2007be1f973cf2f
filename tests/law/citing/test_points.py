"""The grammar of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.numerals import to_chinese
from fazhi.law.citing.characters import alike
from fazhi.law.citing.points import NUMBERS_MOST, Place, read


def written(text: str) -> list[str]:
    """The places read from a text as codes; a range is first~last."""

    def code(place: Place) -> str:
        made = place.article + (f".{place.paragraph}" if place.paragraph else "")
        return made + "".join(f"({part})" for part in (place.item, place.sub) if part)

    return [
        code(span.first) + (f"~{code(span.last)}" if span.last else "")
        for span in read(alike(text), 0, Place("9"))
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第三条、第五条至第八条第二款第（一）项", ["3", "5~8.2(1)"]),
        ("第一百二十条之一第一款", ["120-1.1"]),
        ("第120条之一、之二", ["120-1", "120-2"]),
        ("第120-1条", ["120-1"]),
        ("第5-8条", ["5~8"]),
        ("第五至八条", ["5~8"]),
        ("第三、四条", ["3", "4"]),
        ("第六十条第一、二款", ["60.1", "60.2"]),
        ("第五条第一款至第三款", ["5.1~5.3"]),
        ("第五条第二款至第七条第一款", ["5.2~7.1"]),
        ("第三条第（一）、（三）项", ["3(1)", "3(3)"]),
        ("第三条第(一)至(三)项", ["3(1)~3(3)"]),
        ("第三条第１款第２项第一目", ["3.1(2)(1)"]),
        ("第三条（一）", ["3(1)"]),
        ("第三条一款二项", ["3.1(2)"]),
        ("第1179条、1180条和第1182条", ["1179", "1180", "1182"]),
        ("第 60 条 第 2 款", ["60.2"]),
        ("第三条第一款第一项、第二项，第六条", ["3.1(1)", "3.1(2)", "6"]),
        ("第三条第一款和第三款", ["3.1", "3.3"]),
        ("第二款第三项", ["9.2(3)"]),
        ("第三条之规定", ["3"]),
        ("第三条的第二款", ["3.2"]),
        ("第一千二百六十条", ["1260"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert written(text) == places


@pytest.mark.parametrize(
    "text", ["第十十条", "第条", "第三", "第三章", "第三方", "条", "", "第一项目" * 0 + "第零条"]
)
def test_no_place(text: str) -> None:
    assert written(text) == []


@given(st.integers(1, 1999), st.integers(0, 20), st.integers(0, 30), st.booleans())
def test_what_is_written_is_read(article: int, paragraph: int, item: int, arabic: bool) -> None:
    say = str if arabic else to_chinese
    text = f"第{say(article)}条"
    text += f"第{say(paragraph)}款" if paragraph else ""
    text += f"第（{say(item)}）项" if item else ""
    (span,) = read(alike(text), 0)
    assert span.first == Place(str(article), paragraph, item)
    assert (span.start, span.end, span.last) == (0, len(text), None)


@given(st.text(alphabet="第一二三十百条款项目之至、，和（）1２ -", max_size=200))
def test_any_text_is_read_within_bounds(text: str) -> None:
    spans = read(alike(text), 0, Place("9"))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert len(spans) <= len(text) + NUMBERS_MOST
