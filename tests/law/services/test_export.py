"""One edition as a file, chosen by its day."""

import json
from pathlib import Path

import pytest

from fazhi.config.command import main
from fazhi.law.editions import law_named
from fazhi.law.errors import NoSuchEdition
from fazhi.law.models import Edition, Law
from fazhi.law.services.export import edition_for, export_edition
from fazhi.law.services.source import Report
from tests.law.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_the_edition_of_the_day_or_the_one_asked_for(texts: Report) -> None:
    law = law_named("虚构测试法")
    assert edition_for(law, "", TODAY).adopted_on.year == 2024
    assert edition_for(law, "2019-03-01", TODAY).adopted_on.year == 2019
    with pytest.raises(NoSuchEdition, match="2019-03-01"):
        edition_for(law, "1999-01-01", TODAY)


@pytest.mark.parametrize(("form", "begins"), [("akn", b"<?xml"), ("json", b"{"), ("csv", b"\xef\xbb\xbfid")])
def test_each_form(texts: Report, form: str, begins: bytes) -> None:
    law = Law.objects.get(key="虚构测试法")
    edition = Edition.objects.get(law=law, adopted_on="2024-05-06")
    made = export_edition(law, edition, form, on=TODAY)
    assert made.content.startswith(begins)
    assert "测试应当一律公开" in made.content.decode()
    assert made.name.startswith("虚构测试法（2024-05-06）.")


def test_the_command_writes_files(texts: Report, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "law.json"
    assert main(["law", "export", "虚构测试法", "--format", "json", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["law"] == "虚构测试法"
    assert main(["law", "export", "--format", "csv"]) == 0
    assert capfd.readouterr().out.count("虚构旧办法") >= 2
    assert main(["law", "export", "--format", "akn"]) == 2
    assert main(["law", "export", "没有这部法"]) == 1
    assert "没有收入" in capfd.readouterr().err
