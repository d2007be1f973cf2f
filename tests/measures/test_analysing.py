"""Facts leave as Parquet, and two engines give one answer: that of the roll-ups."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from fazhi.kernel.errors import BrokenFile
from fazhi.measures import analysing, exporting, figures
from fazhi.measures.analysing import Line
from fazhi.measures.counting import Within
from fazhi.measures.declaring import measure
from fazhi.measures.periods import Period
from fazhi.people.models import Region
from tests.measures.errands import finished, opened
from tests.procedures.conftest import Office

pytestmark = pytest.mark.django_db
KEYS = ("sample.opened", "sample.in_time", "sample.fees", "sample.mean_days", "sample.in_hand")
TODAY = date(2026, 7, 1)


@pytest.fixture
def folder(office: Office, tmp_path: Path) -> Path:
    """Errands of several months, exported."""
    for day, ended, fee in (
        ("2026-01-05", "2026-02-02", "0.10"), ("2026-01-06", "2026-02-03", "0.20"), ("2026-03-02", "2026-05-29", "99.99"),
    ):  # fmt: skip
        finished(office, day, ended, fee=fee)
    opened(office, "2026-06-01")
    exporting.export([measure(key) for key in KEYS], tmp_path, TODAY)
    return tmp_path


def by_figures(key: str) -> list[Line]:
    """The same from the records: region by region, month by month."""
    found = []
    for region in Region.objects.order_by("code"):
        place = figures.Place(region.name, Within(region.path), region.code)
        for month in Period.parse("2026-12").back(12):
            amounts = [
                a
                for p, a in figures.sums(measure(key), place.within, month.first, month.last).items()
                if p.region_path == region.path
            ]
            total = figures.total(amounts)
            if amounts:
                found.append(Line(region.code, month.key, total.numerator, total.denominator))
    return found


@pytest.mark.parametrize("key", KEYS[:-1])
def test_the_embedded_engine_says_what_the_figures_say(folder: Path, key: str) -> None:
    lines = analysing.analyse(measure(key), folder, "duckdb")
    assert lines
    assert lines == by_figures(key)


def test_the_cluster_engine_says_what_the_embedded_one_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        with pytest.raises(exporting.NotInstalled, match="Java"):
            analysing.analyse(measure(KEYS[0]), folder, "spark")
        return
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    for key in KEYS[:2]:
        assert analysing.analyse(measure(key), folder, "spark") == analysing.analyse(
            measure(key), folder, "duckdb"
        )


def test_exported_anew_nothing_old_is_left(folder: Path) -> None:
    before = sorted(p.relative_to(folder) for p in folder.rglob("*.parquet"))
    again = exporting.export([measure("sample.in_time")], folder, TODAY)
    after = sorted(p.relative_to(folder) for p in folder.rglob("*.parquet"))
    assert set(after) < set(before)
    assert again.files == len(after)
    assert again.rows == 3
    assert analysing.analyse(measure("sample.opened"), folder, "duckdb") == []


def test_what_stands_is_told_as_of_the_day(folder: Path) -> None:
    (line,) = analysing.analyse(measure("sample.in_hand"), folder, "duckdb")
    assert (line.region, line.month, line.denominator) == ("150203", "2026-07", 1)


def test_an_empty_folder_is_told_so(tmp_path: Path, db: None) -> None:
    with pytest.raises(BrokenFile, match="fazhi measures export"):
        analysing.analyse(measure("sample.opened"), tmp_path, "duckdb")
