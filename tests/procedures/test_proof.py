"""A sound definition is proved; each way of breaking one is found, with its line and a sentence."""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fazhi.kernel.errors import BadDefinition
from fazhi.procedures import proof, registry
from fazhi.procedures.commands import procedures as command
from fazhi.procedures.definition import parse
from fazhi.procedures.loading import DefinitionFault, parse_text

ERRAND = Path(__file__).parents[1] / "sample/procedures/errand.yaml"
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def faults(text: str) -> list[DefinitionFault]:
    source, wrong = parse_text(text, ERRAND)
    if source is None or wrong:
        return wrong
    domain = next(d for d in registry.domains() if d.name == "sample")
    return proof.faults(source, parse(source.body), domain, registry.definitions(), TODAY)


def test_the_sample_is_proved() -> None:
    assert faults(ERRAND.read_text(encoding="utf-8")) == []


BROKEN = {
    "not yaml": ("key: sample.errand", "key: [", "YAML"),
    "unknown key": ("law: 测试法", "law: 测试法\nlaww: x", "不认识的键"),
    "unknown kind of clock": ("kind: duty", "kind: dutyy", "只能是"),
    "unknown role": ("by: head\n    form", "by: boss\n    form", "没有名为 boss 的角色"),
    "unknown stage": ("from: fresh\n    to: running", "from: fresh\n    to: runing", "没有名为 runing"),
    "unknown guard": ("guards: has_been_told", "guards: has_been_toldd", "没有写成函数"),
    "unknown effect": ("effects: stamp_told, basis", "effects: stamp_it, basis", "没有写成函数"),
    "unknown choices": ("choices: Colour", "choices: Color", "选项 Color 不存在"),
    "unknown column": ("column: is_hard", "column: is_harder", "is_harder"),
    "unknown kind of file": ("enclosure: evidence", "enclosure: service", "类别 service 不存在"),
    "unknown term": ("term: errand.object", "term: errand.objects", "terms.toml"),
    "unknown child": ("procedure: sample.check", "procedure: sample.chek", "子程序 sample.chek 不存在"),
    "outcome without a way": (
        "{agreed: closing, refused: running, ended: check}",
        "{agreed: closing, ended: check}",
        "“复核”等待的子程序“复核”可能以 refused（不同意）终结",
    ),
    "outcome that cannot be": ("ended: check}", "ended: check, lost: done}", "不会以 lost 终结"),
    "way out without a way": (
        "refused: running, ended: check}",
        "refused: running}",
        "“复核”等待的子程序“复核”可能以 ended（终止）终结，没有写本事项随后去哪里",
    ),
    "outcome after which nobody has a next step": ("ended: check}", "ended: stay}", "没有写下一步"),
    "clock left running": ("stops: [finish]", "stops: [extend]", "仍在计算"),
    "window without an end": ("    ends: [drop]\n    expiry", "    ends: [extend]\n    expiry", "仍在计算"),
    "way out of a final stage": (
        "from: [running, told], to: dropped",
        "from: [running, done], to: dropped",
        "reopens",
    ),
    "stage out of reach": (
        "from: told, to: check, by: system",
        "from: told, to: running, by: system",
        "走不到“复核”",
    ),
    "stage without an end": ("from: closing", "from: told", "走不到任何终结阶段"),
    "role that excludes itself": ("not: [runner]}\nforms", "not: [runner, head]}\nforms", "排除了自己"),
    "nobody responsible": ("next: tell, owner: runner", "basis: none", "必须有人负责"),
    "condition without basis": ('    basis: "#9"\n    owner', "    owner", "必须写明依据"),
    "opening of a child by people only": ("procedure: sample.check", "procedure: sample.errand", "system"),
    "expiry by nobody": ("expiry: no_objection", "expiry: drop", "由系统办理"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_found_with_its_line(name: str) -> None:
    old, new, said = BROKEN[name]
    text = ERRAND.read_text(encoding="utf-8")
    assert old in text
    found = faults(text.replace(old, new, 1))
    assert any(said in fault.sentence for fault in found), [str(f) for f in found]
    assert all(fault.line >= 1 for fault in found)


def test_one_person_alone_is_refused() -> None:
    text = ERRAND.read_text(encoding="utf-8")
    alone = text.replace(
        "posts: [organ_head, deputy_head], within: organ, not: [runner]", "posts: [officer], within: organ"
    )
    assert any("一人就能" in fault.sentence for fault in faults(alone))


def test_the_line_is_that_of_the_fault() -> None:
    text = ERRAND.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("  tell: {title: 告知"))
    found = faults(text.replace("effects: stamp_told, basis", "effects: stamp_it, basis"))
    assert found[0].line == line


WAITING = [
    (key, stage.key, outcome)
    for key, d in registry.definitions().items()
    for stage in d.stages.values()
    for opens in stage.opens
    if opens.wait
    for outcome in sorted({end.outcome for end in registry.definitions()[opens.procedure].finals()})
]


@pytest.mark.parametrize(("key", "stage", "outcome"), WAITING, ids=str)
def test_each_end_of_a_sub_matter_must_be_answered(key: str, stage: str, outcome: str) -> None:
    path, domain = next((p, d) for p, d in registry.sources() if registry._source(p).body["key"] == key)
    known = registry.definitions()
    whole = known[key]
    (opens,) = whole.stages[stage].opens
    silent = replace(opens, outcomes=tuple(row for row in opens.outcomes if row[0] != outcome))
    broken = replace(whole, stages={**whole.stages, stage: replace(whole.stages[stage], opens=(silent,))})
    source = registry._source(path)
    (fault,) = proof.unsound(source, broken, domain, known)
    child = known[opens.procedure]
    assert f"“{whole.stages[stage].title}”等待的子程序“{child.title}”可能以 {outcome}（" in fault.sentence
    assert (fault.path, fault.line) == (path, source.line("stages", stage, "opens", "outcomes"))


def test_a_way_out_is_needed_when_the_stage_is_left() -> None:
    known = dict(registry.definitions())
    check = known["sample.check"]
    known["sample.check"] = replace(check, stages={k: s for k, s in check.stages.items() if not s.exit})
    source, _ = parse_text(ERRAND.read_text(encoding="utf-8"), ERRAND)
    assert source is not None
    domain = next(d for d in registry.domains() if d.name == "sample")
    found = proof.unsound(source, known["sample.errand"], domain, known)
    assert any("没有依法转出的终结阶段" in fault.sentence for fault in found)


@pytest.fixture
def unanswered(tmp_path: Path) -> Iterator[Path]:
    """The sample domain with a definition in which one end of the sub-matter leads nowhere."""
    folder = tmp_path / "procedures"
    shutil.copytree(ERRAND.parent, folder)
    errand = folder / "errand.yaml"
    text = errand.read_text(encoding="utf-8")
    errand.write_text(text.replace("refused: running, ended: check}", "refused: running}"), encoding="utf-8")
    sample = next(d for d in registry.domains() if d.name == "sample")
    registry.plug(replace(sample, folder=tmp_path))
    yield errand
    registry.plug(sample)


def test_it_is_refused_at_load(unanswered: Path) -> None:
    with pytest.raises(BadDefinition) as refused:
        registry.definitions()
    line = next(
        n for n, row in enumerate(unanswered.read_text(encoding="utf-8").splitlines(), 1) if "opens:" in row
    )
    assert f"{unanswered}:{line}: “复核”等待的子程序“复核”可能以 ended（终止）终结" in refused.value.sentence


def test_the_command_says_so_too(unanswered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command._check(argparse.Namespace(files=[], on=None)) == 1
    said = capsys.readouterr().err
    assert f"{unanswered}:" in said
    assert "可能以 ended（终止）终结" in said
