"""`fazhi calendars show` and `import` as they are typed."""

import json
from datetime import date

import pytest

from fazhi import calendars
from fazhi.calendars.models import CalendarEdition, CalendarYear

pytestmark = pytest.mark.django_db
GOOD = "date,kind,name\n2027-10-04,rest,国庆节\n2027-10-05,rest,国庆节\n2027-10-09,working,国庆节\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="2027.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_show_a_published_year(command):
    code, out, _ = command("calendars", "show", "2026")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "2026年  已公布"
    assert "2026-10-10  周六  上班  国庆节" in lines
    assert "2026-10-01  周四  休息  国庆节" in lines


def test_show_a_computed_year(command):
    assert command("calendars", "show", "2027")[1].splitlines()[0] == "2027年  未公布，按规则推算"


def test_show_as_json(command):
    answer = json.loads(command("calendars", "show", "2026", "--json")[1])
    assert answer["published"] is True
    assert {"date": "2026-10-10", "kind": "working", "name": "国庆节"} in answer["days"]


@pytest.mark.parametrize(("year", "code"), [("abc", 2), ("26", 2), ("１９９９", 2), ("1990", 1)])
def test_show_a_year_that_is_none(command, year, code):
    found, out, err = command("calendars", "show", year)
    assert (found, out) == (code, "")
    assert "年" in err


def test_import_tells_what_changed(command, file):
    code, out, err = command("calendars", "import", file(GOOD), "--source", "国办发明电（示例）")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "2027年：已采用，共3行"
    assert "  2027-10-09 周六 休息改为上班" in lines
    assert calendars.current().is_working(date(2027, 10, 9))
    assert CalendarYear.objects.get().source == "国办发明电（示例）"
    assert command("calendars", "show", "2027")[1].startswith("2027年  已公布")


def test_import_twice(command, file):
    command("calendars", "import", file(GOOD))
    assert "未作改动" in command("calendars", "import", file(GOOD))[1]
    assert CalendarEdition.objects.count() == 1


def test_dry_run(command, file):
    assert "预演" in command("calendars", "import", file(GOOD), "--dry-run")[1]
    assert not CalendarYear.objects.exists()


def test_amend(command, file):
    command("calendars", "import", file("date,kind,name\n2026-10-08,rest,国庆节\n"), "--amend")
    assert calendars.current().is_rest(date(2026, 10, 8))
    assert calendars.current().is_working(date(2026, 10, 10))


def test_one_bad_row_keeps_all_out(command, file):
    text = GOOD + "2028-01-01,rest,元旦\n2028-13-01,rest,元旦\n"
    code, out, err = command("calendars", "import", file(text))
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith("第6行：")
    assert "没有导入任何内容" in err
    assert not CalendarYear.objects.exists()


def test_files_that_are_none(command, file, tmp_path):
    assert command("calendars", "import", tmp_path / "none.csv")[0] == 2
    code, _, err = command("calendars", "import", file("x\n"))
    assert code == 1
    assert "列名" in err
