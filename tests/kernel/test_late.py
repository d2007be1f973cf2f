from fazhi.kernel.late import LateMapping, LateSequence


def test_nothing_is_fetched_before_somebody_looks_and_then_once() -> None:
    asked: list[str] = []

    def fetch() -> dict[str, int]:
        asked.append("")
        return {"甲": 1, "乙": 2}

    late = LateMapping(fetch)
    assert not asked
    assert late["甲"] == 1
    assert late.get("丙") is None
    assert sorted(late) == ["乙", "甲"]
    assert (len(late), len(asked)) == (2, 1)


def test_a_sequence_is_looked_into_like_any_other() -> None:
    late = LateSequence(lambda: (3, 1, 2))
    assert sorted(late) == [1, 2, 3]
    assert late[0] == 3
    assert late[1:] == (1, 2)
    assert bool(late)
    assert not LateSequence(tuple)
