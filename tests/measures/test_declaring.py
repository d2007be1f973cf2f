"""What a measure may ask for is proved when it is read; each fault is told in a sentence."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi.kernel.errors import BadDefinition
from fazhi.measures import declaring
from fazhi.measures.apps import _proved
from fazhi.measures.declaring import measures
from fazhi.measures.proving import faults

GOOD: dict[str, Any] = {
    "key": "sample.good", "title": "好的", "says": "期间内登记的差事件数。", "of": "sample.errand",
    "day": "opened", "basis": "测试法", "better": "neither",
}  # fmt: skip


def test_everything_that_is_declared_can_be_counted() -> None:
    found = measures()
    assert not _proved(None)
    ours = [one for one in found.values() if not one.key.startswith("sample.")]
    assert len(ours) >= 40
    for one in ours:
        assert one.basis
        assert one.says.endswith("。")


def test_a_good_one_has_no_faults() -> None:
    assert list(faults(GOOD)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"of": "sample.nothing"}, "没有名为 sample.nothing 的程序"),
        ({"day": {"column": "gone_on"}}, "没有列 gone_on"),
        ({"day": {"column": "fee"}}, "不是所要的种类"),
        ({"day": {"done": "dance"}}, "没有步骤 dance"),
        ({"day": {"entered": "limbo"}}, "没有阶段 limbo"),
        ({"sums": "subject"}, "不是所要的种类"),
        ({"counts": [{"column": "matter", "filled": True}]}, "不是所要的种类"),
        ({"counts": [{"column": "colour", "is": "green"}]}, "没有值 green"),
        ({"counts": [{"column": "is_hard", "is": "yes"}]}, "只能是 true 或者 false"),
        ({"counts": [{"column": "subject", "holds": "x"}]}, "不是所要的种类"),
        ({"counts": [{"clock": "finish", "is": "running"}]}, "期限的状态只能是"),
        ({"counts": [{"clock": "finish", "is": "over"}]}, "期限的状态只能是"),
        ({"counts": [{"clock": "nap", "is": "met"}]}, "没有期限 nap"),
        ({"counts": [{"clock": "any", "is": "met"}]}, "只能问 met_late 或者 over"),
        ({"counts": [{"outcome": "glory"}]}, "没有结果 glory"),
        ({"counts": [{"not": {"any": [{"sub": "sample.nothing"}]}}]}, "没有名为 sample.nothing 的程序"),
        ({"met": [{"sub": "sample.check", "outcome": "glory"}]}, "没有结果 glory"),
        ({"met": [{"matter": "main"}], "sums": "fee"}, "比率"),
        ({"mean": True}, "mean 只用于 sums"),
        ({"day": "standing", "sums": "fee"}, "存量"),
        ({"days": {"from": "opened", "to": {"done": "tell"}}}, "days 的 to"),
        ({"of": "any", "day": {"column": "told_on"}}, "没有共同的列"),
        ({"of": "any", "counts": [{"done": "tell"}]}, "没有共同的步骤"),
    ],
)
def test_what_there_is_not_cannot_be_asked(changes: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults(GOOD | changes)), list(faults(GOOD | changes))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("measures: [", "不是合法的 YAML"),
        ("measures: 3", "写法不对"),
        (yaml.dump({"measures": [GOOD | {"code": "import os"}]}), "写法不对"),
        (yaml.dump({"measures": [GOOD | {"counts": [{"python": "1"}]}]}), "写法不对"),
        (yaml.dump({"measures": [GOOD | {"key": "Bad Key"}]}), "写法不对"),
        (yaml.dump({"measures": [GOOD | {"key": "sample.opened"}]}), "重复定义"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str) -> None:
    path = tmp_path / "measures.yaml"
    path.write_text(body, encoding="utf-8")
    known = declaring.sources()
    monkeypatch.setattr(declaring, "sources", lambda: [*known, path])
    declaring.reset()
    try:
        with pytest.raises(BadDefinition, match=said):
            measures()
        assert _proved(None)
    finally:
        monkeypatch.undo()
        declaring.reset()
