"""Article numbers in little room."""

from hypothesis import given
from hypothesis import strategies as st

from fazhi.law.extent import each, extent_of, has_article, members

NUMBERS = st.lists(
    st.one_of(
        st.integers(0, 400).map(str),
        st.builds("{}-{}".format, st.integers(1, 400), st.integers(1, 5)),
        st.just("preamble"),
        st.just("annex-2"),
    ),
    max_size=60,
)


def test_runs_are_written_short() -> None:
    assert extent_of(["preamble", "1", "2", "3", "3-1", "4", "6", "annex"]) == "preamble 1..3 3-1 4 6 annex"


@given(NUMBERS)
def test_the_numbers_come_back_in_their_order(numbers: list[str]) -> None:
    assert list(each(extent_of(numbers))) == numbers
    assert members(extent_of(numbers)) == set(numbers)


def test_what_is_there_and_what_is_not() -> None:
    extent = extent_of(["1", "2", "2-1", "5"])
    assert [n for n in ("1", "2-1", "3", "5", "0") if has_article(extent, n)] == ["1", "2-1", "5"]
    assert not has_article("", "1")
