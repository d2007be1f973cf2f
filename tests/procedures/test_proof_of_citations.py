"""A definition is held against the law of the days in question: an amendment that drops an article makes it unsound."""

from datetime import date, datetime
from pathlib import Path

import pytest

from fazhi.law.services.import_folder import import_folder
from fazhi.procedures import proof, registry
from fazhi.procedures.definition import parse
from fazhi.procedures.loading import DefinitionFault, parse_file

ERRAND = Path(__file__).parents[1] / "sample/procedures/errand.yaml"
AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
ARTICLES = "\n\n".join(f"第{number}条 第{number}件事。" for number in "一二三四五六七八九")
OLD = f"# 测试法\n\n2019年3月1日 虚构大会通过\n\n<!-- INFO END -->\n\n{ARTICLES}\n\n第十条 本法自2019年7月1日起施行。\n"
NEW = (
    "# 测试法\n\n2019年3月1日 虚构大会通过\n\n2026年9月1日 虚构大会修订\n\n<!-- INFO END -->\n\n"
    + ARTICLES.replace("第九条 第九件事。", "第十条 另一件事。")
    + "\n\n第十一条 本法自2027年1月1日起施行。\n"
)
pytestmark = pytest.mark.django_db


def faults(on: date) -> list[DefinitionFault]:
    source, wrong = parse_file(ERRAND)
    assert source is not None
    assert not wrong
    domain = next(d for d in registry.domains() if d.name == "sample")
    return proof.faults(source, parse(source.body), domain, registry.definitions(), on)


@pytest.fixture
def amended(db: None, tmp_path: Path) -> None:
    (tmp_path / "旧.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "新.md").write_text(NEW, encoding="utf-8")
    import_folder(tmp_path, at=AT)


def test_it_is_sound_as_long_as_the_article_stands(amended: None) -> None:
    assert faults(date(2026, 11, 22)) == []
    assert faults(date(2026, 12, 31)) == []


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2030, 6, 1)])
def test_it_is_refused_from_the_day_on_which_the_article_is_gone(amended: None, day: date) -> None:
    found = faults(day)
    assert [f.sentence for f in found] == [f"“复核”引用的《测试法》第九条在{day}有效的文本里没有"]
    line = ERRAND.read_text(encoding="utf-8").split("\n")[found[0].line - 1]
    assert "check:" in line


def test_the_command_checks_for_a_day_to_come(amended: None, capsys: pytest.CaptureFixture[str]) -> None:
    from fazhi.config.command import main

    assert main(["procedures", "check", str(ERRAND), "--on", "2026-11-22"]) == 0
    assert main(["procedures", "check", str(ERRAND), "--on", "2027-01-01"]) == 1
    assert "第九条在2027-01-01有效的文本里没有" in capsys.readouterr().err
