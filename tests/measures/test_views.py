"""Pages of figures: a figure opens down to exactly what it counts, as far as the reader may see it."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from fazhi.measures import recounting
from fazhi.people.models import Account
from tests.factories.cases import entered
from tests.measures.errands import finished, opened
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db
YEAR = "period=2026"


@pytest.fixture
def people(office: Office) -> Office:
    for n, actor in enumerate((office.officer, office.head, office.supervisor, office.stranger)):
        Account.objects.create(username=f"u{n}", person_id=actor.person_id)
    finished(office, "2026-03-02", "2026-03-20")
    opened(office, "2026-04-01", subject="<b>甲</b>")
    recounting.rebuild(recounting.stale(), at("2026-04-02"))
    return office


def test_the_supervisor_sees_the_region(people: Office) -> None:
    page = entered(people.supervisor).get(f"/measures/?{YEAR}&region=150200").content.decode()
    assert "测试市指标" in page
    assert "登记的差事" in page
    assert "/measures/sample.opened/records/?period=" in page


def test_a_figure_opens_down_to_its_records(people: Office) -> None:
    client = entered(people.supervisor)
    page = client.get(f"/measures/sample.opened/records/?{YEAR}&region=150203").content.decode()
    assert "共2件" in page
    assert "&lt;b&gt;甲" in page
    assert "<b>甲" not in page
    page = client.get(f"/measures/sample.in_time/records/?{YEAR}&part=unmet").content.decode()
    assert "共0件" in page


def test_others_see_their_own_organ_only(people: Office) -> None:
    stranger = entered(people.stranger)
    assert "共0件" in stranger.get(f"/measures/sample.opened/records/?{YEAR}").content.decode()
    assert stranger.get(f"/measures/?{YEAR}&region=150200").status_code == 404
    assert stranger.get(f"/measures/?organ={people.organ.pk}").status_code == 404
    officer = entered(people.officer)
    assert officer.get(f"/measures/?organ={people.organ.pk}").status_code == 200
    assert "共2件" in officer.get(f"/measures/sample.opened/records/?{YEAR}").content.decode()


@pytest.mark.parametrize("bad", ["period=abc", "region=1%27", "organ=xyz", "region=999999"])
def test_what_is_not_there_is_not_found(people: Office, bad: str) -> None:
    assert entered(people.supervisor).get(f"/measures/sample.opened/?{bad}").status_code == 404
    assert entered(people.supervisor).get("/measures/no.such/").status_code == 404


def test_one_measure_has_a_chart_and_the_table_beside_it(people: Office) -> None:
    page = entered(people.supervisor).get(f"/measures/sample.in_time/?{YEAR}").content.decode()
    assert '<script id="chart-data" type="application/json">' in page
    assert "期间内办结的差事中没有超期的件数" in page
    assert re.search(r"2026年", page)
    assert "测试区" in page


def test_every_table_goes_out_as_workbook_and_document(people: Office) -> None:
    client = entered(people.supervisor)
    book = client.get(f"/measures/?{YEAR}&table=测试&format=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert ["登记的差事", 2.0] in [row[:2] for row in rows]
    word = client.get(f"/measures/sample.in_time/?{YEAR}&table=periods&format=docx")
    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "100.00%" in text
    assert client.get(f"/measures/sample.opened/records/?{YEAR}&format=xlsx").status_code == 200
    assert client.get(f"/measures/?{YEAR}&table=没有&format=xlsx").status_code == 404
