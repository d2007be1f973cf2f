"""What every back end does: the same tests for the embedded index and for the cluster."""

from collections.abc import Iterator

import pytest

from fazhi.search.errors import IndexMissing, UnknownFilter
from fazhi.search.index import Entry, Index, Question, Window


def _keys(index: Index, text: str, **given: object) -> list[int]:
    return [hit.key for hit in index.search(Question(text, **given))]  # type: ignore[arg-type]


def test_what_was_never_made_is_missing(bare: Index) -> None:
    assert bare.state() is None
    with pytest.raises(IndexMissing):
        bare.search(Question("借款"))
    with pytest.raises(IndexMissing):
        bare.put([Entry(1, {"text": "借款"})])


def test_the_best_comes_first_and_brings_what_was_given(index: Index) -> None:
    hits = index.search(Question("返还借款"))
    assert hits[0].key == 1
    assert hits[0].shown == {"title": "借款办法"}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_name_counts(index: Index) -> None:
    assert _keys(index, "租赁") == [2]


def test_the_limit_holds(index: Index) -> None:
    assert len(_keys(index, "借款", limit=2)) == 2


@pytest.mark.parametrize(
    ("window", "found"),
    [(Window.VALID, {1, 4}), (Window.ENDED, {2}), (Window.FUTURE, {3})],
    ids=["valid", "ended", "future"],
)
def test_days(index: Index, window: Window, found: set[int]) -> None:
    assert set(_keys(index, "借款 租金", day=20261122, window=window)) == found


def test_the_first_day_counts_and_the_last_does_not(index: Index) -> None:
    assert 2 in _keys(index, "租金", day=20190101)
    assert 2 not in _keys(index, "租金", day=20200101)
    assert 2 not in _keys(index, "租金", day=20181231)


def test_filters_are_alternatives_inside_and_all_hold_together(index: Index) -> None:
    assert set(_keys(index, "借款", filters={"kind": ("rule",)})) == {3, 4}
    assert set(_keys(index, "借款", filters={"kind": ("rule", "law")})) == {1, 3, 4}
    assert set(_keys(index, "借款", filters={"kind": ("rule",), "year": ("2021",)})) == {3}
    assert _keys(index, "借款", filters={"kind": ("nothing",)}) == []


def test_a_mark_finds_without_words(index: Index) -> None:
    assert _keys(index, "", filters={"number": ("甲1号",)}) == [1]
    assert _keys(index, "", filters={"kind": ("rule",)}) == [3, 4]
    assert _keys(index, "") == []


def test_a_filter_that_there_is_not_is_refused(index: Index) -> None:
    with pytest.raises(UnknownFilter, match="colour"):
        index.search(Question("借款", filters={"colour": ("red",)}))
    with pytest.raises(UnknownFilter):
        index.counts(Question("借款", filters={"colour": ("red",)}))


def test_who_may_not_see_an_entry_does_not_find_it(index: Index) -> None:
    assert set(_keys(index, "借款", scopes=())) == {1, 3}
    assert set(_keys(index, "借款", scopes=("organ:8",))) == {1, 3}
    assert set(_keys(index, "借款", scopes=("region:/15/",))) == {1, 3, 4}
    assert index.counts(Question("借款", scopes=())).total == 2


def test_counts_by_facet(index: Index) -> None:
    counted = index.counts(Question("借款"))
    assert counted.total == 3
    assert counted.facets["kind"] == (("rule", 2), ("law", 1))
    assert dict(counted.facets["year"]) == {"2021": 2, "2020": 1}
    assert index.counts(Question("借款", filters={"kind": ("law",)})).total == 1
    assert index.counts(Question("。。")).total == 0


def test_put_replaces_and_adds(index: Index) -> None:
    assert (
        index.put([Entry(1, {"text": "完全不同的文字"}), Entry(5, {"text": "借款利息"})], stamp="second") == 2
    )
    assert set(_keys(index, "借款")) == {3, 4, 5}
    assert _keys(index, "完全不同")[0] == 1
    state = index.state()
    assert state is not None
    assert (state.stamp, state.entries) == ("second", 5)


def test_put_without_a_stamp_keeps_it(index: Index) -> None:
    index.put([Entry(5, {"text": "借款利息"})])
    state = index.state()
    assert state is not None
    assert state.stamp == "first"


def test_remove(index: Index) -> None:
    index.remove([1, 999])
    assert set(_keys(index, "借款")) == {3, 4}
    assert index.fetch([1, 3, 999]) == {3: {"title": "合同规定"}}


def test_whole_groups_change_together(index: Index) -> None:
    assert index.change([10], [Entry(6, {"text": "租金"}, group=10)], stamp="next", manifest={"10": "c"}) == 1
    assert set(_keys(index, "借款 租金")) == {3, 4, 6}
    assert index.manifest() == {"10": "c"}


def test_rebuilding_takes_the_place_of_all(index: Index) -> None:
    assert index.manifest() == {"10": "a", "20": "b"}
    assert index.rebuild([Entry(9, {"text": "新的文字"})], stamp="other") == 1
    assert _keys(index, "借款") == []
    assert _keys(index, "文字") == [9]
    assert index.manifest() == {}


def test_a_rebuild_that_fails_half_way_leaves_the_old(index: Index) -> None:
    def entries() -> Iterator[Entry]:
        yield Entry(9, {"text": "新的文字"})
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        index.rebuild(entries(), stamp="never")
    with pytest.raises(RuntimeError):
        index.put(entries(), stamp="never")
    assert set(_keys(index, "借款")) == {1, 3, 4}
    assert _keys(index, "新的文字") == []
    state = index.state()
    assert state is not None
    assert state.stamp == "first"
    assert index.rebuild([Entry(9, {"text": "新的文字"})], stamp="again") == 1
    assert _keys(index, "文字") == [9]


@pytest.mark.parametrize(
    "text",
    [
        " ", "。。？！", "\x00\x01\x1b[31m", "'; DROP TABLE fazhi_search.entry; --", 'a AND "b OR (c:d*', "\\'& | ! <->",
        "%s %(name)s {}", "😀" * 50, "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "x" * 1_000_000,
        "借" * 5000,
    ],
    ids=["space", "punctuation", "control", "sql", "operators", "tsquery", "formats", "emoji", "surrogate", "megabyte", "one"],
)  # fmt: skip
def test_hostile_questions_are_questions(index: Index, text: str) -> None:
    assert set(_keys(index, text)) <= {1, 2, 3, 4}
    assert index.counts(Question(text)).total <= 4
    assert set(_keys(index, f"{text} 借款"[-200:])) <= {1, 2, 3, 4}


def test_hostile_entries_are_held(index: Index) -> None:
    text = "'\\\" & | ! : * ( ) <-> %s \x00 \u202e 奇怪的文字 " + "y" * 5000
    index.put([Entry(7, {"text": text}, {"kind": ("a'b\\c",)}, shown={"text": text})])
    assert _keys(index, "奇怪的文字") == [7]
    assert index.fetch([7])[7]["text"] == text
    assert _keys(index, "文字", filters={"kind": ("a'b\\c",)}) == [7]
