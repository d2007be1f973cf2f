"""`fazhi measures`: figures at the command line."""

import json
from pathlib import Path

import pytest

from fazhi.config.command import main
from fazhi.measures.models import Rollup
from tests.measures.errands import opened
from tests.procedures.conftest import Office

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


def test_a_value(office: Office, capsys: Said) -> None:
    opened(office, "2026-03-02")
    assert (
        main(["measures", "value", "sample.opened", "--region", "150200", "--period", "2026-03", "--json"])
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["denominator"], told["first"]) == ("1", None, "2026-03-01")
    assert (
        main(["measures", "value", "sample.in_time", "--organ", str(office.organ.pk), "--period", "2026"])
        == 0
    )
    assert "测试局 2026年 按时办结率：无此类事项（0 ÷ 0）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["sample.nothing"], "没有名为 sample.nothing 的指标"),
        (["sample.opened", "--period", "去年"], "期间写作"),
        (["sample.opened", "--region", "999"], "没有代码为 999 的区域"),
        (["sample.opened", "--organ", "x"], "机关编号的写法不对"),
    ],
)
def test_what_cannot_be_told_is_refused(office: Office, capsys: Said, args: list[str], said: str) -> None:
    assert main(["measures", "value", *args]) == 1
    assert said in capsys.readouterr().err


def test_definitions_are_told(db: None, capsys: Said) -> None:
    assert main(["measures", "list"]) == 0
    assert "enforcement.fines\t罚没金额（元，合计）" in capsys.readouterr().out
    assert main(["measures", "show", "enforcement.decided_in_time"]) == 0
    assert "依据：《行政处罚法》第六十条" in capsys.readouterr().out


def test_a_recount_names_the_difference_and_mends_it(office: Office, capsys: Said) -> None:
    opened(office, "2026-03-02")
    assert main(["measures", "recount", "--repair"]) == 0
    Rollup.objects.filter(measure="sample.opened").update(numerator=5)
    Rollup.objects.create(
        measure="gone", organ=office.organ, region_path="001", day="2026-01-01", numerator=1, denominator=0
    )
    capsys.readouterr()
    assert main(["measures", "recount"]) == 1
    assert "登记的差事（sample.opened）" in (said := capsys.readouterr().out)
    assert "汇总为5/0，逐件核算为1/0" in said
    assert main(["measures", "recount", "--repair"]) == 0
    assert main(["measures", "recount"]) == 0
    assert not Rollup.objects.filter(measure="gone").exists()
    assert "一致" in capsys.readouterr().out


def test_facts_leave_and_are_analysed(office: Office, capsys: Said, tmp_path: Path) -> None:
    opened(office, "2026-03-02")
    folder = str(tmp_path / "facts")
    assert main(["measures", "analyse", "sample.opened", "--from", folder]) == 1
    assert main(["measures", "export", folder, "--key", "sample.opened"]) == 0
    capsys.readouterr()
    assert main(["measures", "analyse", "sample.opened", "--from", folder]) == 0
    assert capsys.readouterr().out == "150203\t2026-03\t1件\t\n"
    assert main(["measures", "analyse", "sample.opened", "--from", folder, "--sql"]) == 0
    assert "SUM" in capsys.readouterr().out
