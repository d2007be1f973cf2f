"""The list of matters: filters in the address, paging by key, saved views, export of what is shown."""

import io
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from fazhi.kernel.ids import new_id
from fazhi.procedures.models import Matter
from fazhi.shell.models import SavedView
from fazhi.shell.office.listing import PAGE
from tests.factories.cases import entered
from tests.shell import reading
from tests.shell.conftest import City

pytestmark = pytest.mark.django_db
MOST_QUERIES = 9


def rows(page: Any) -> list[str]:
    return [str(row["id"]) for row in page.context["rows"]]


def copies(city: City, count: int) -> None:
    """More rows of a list: the same clue over and over, several due on each day."""
    clue = Matter.objects.get(pk=city.cases["clue"].matter.pk)
    made = []
    for n in range(count):
        pk = new_id()
        due = timezone.localdate() + timezone.timedelta(days=n // 7)
        made.append(_copy(clue, pk, due if n % 5 else None))
    Matter.objects.bulk_create(made)


def _copy(of: Matter, pk: Any, due: Any) -> Matter:
    values = {f.attname: getattr(of, f.attname) for f in Matter._meta.concrete_fields}
    return Matter(**values | {"id": pk, "root_id": pk, "number": "", "due_on": due, "near_on": due})


@pytest.fixture
def officer(city: City) -> Client:
    return entered(city.team["officer"])


def seen(city: City, who: str = "officer") -> list[Matter]:
    return [m for m in Matter.objects.all() if reading.sees(m, city.team[who])]


def test_states_show_what_a_recount_finds(city: City, officer: Client) -> None:
    today, mine = timezone.localdate(), seen(city)
    counted = {
        "": {m.pk for m in mine if m.is_open},
        "closed": {m.pk for m in mine if not m.is_open},
        "over": {m.pk for m in mine if m.is_open and m.due_on and m.due_on < today},
        "near": {
            m.pk for m in mine if m.is_open and m.due_on and m.near_on and m.near_on <= today <= m.due_on
        },
        "all": {m.pk for m in mine},
    }
    assert len(counted["all"]) > len(counted[""]) > 0
    for state, wanted in counted.items():
        assert set(rows(officer.get("/matters/", {"state": state}))) == set(map(str, wanted)), state


def test_filters_narrow_together(city: City, officer: Client) -> None:
    page = officer.get("/matters/", {"procedure": "enforcement.penalty", "q": "保质期", "state": "all"})
    assert rows(page) == [str(city.cases["hearing"].matter.pk)]
    assert len(page.context["chips"]) == 3
    clue = city.cases["clue"].matter
    found = officer.get(
        "/matters/", {"since": clue.opened_on.isoformat(), "procedure": "enforcement.penalty"}
    )
    assert rows(found) == [str(clue.pk)]
    both = officer.get("/matters/", {"organ": str(clue.organ_id), "main": "1"})
    assert set(rows(both)) == {str(c.matter.pk) for c in city.cases.values()}


def test_what_the_bar_has_no_field_for_stays_when_it_is_used(city: City, officer: Client) -> None:
    organ = str(city.cases["clue"].matter.organ_id)
    page = officer.get("/matters/", {"organ": organ, "main": "1", "sort": "due"})
    assert dict(page.context["hidden"]) == {"organ": organ, "main": "1", "sort": "due"}


@pytest.mark.parametrize("sort", ["", "due"])
def test_pages_forth_and_back_are_the_same_and_miss_nothing(city: City, officer: Client, sort: str) -> None:
    copies(city, 2 * PAGE + 20)
    wanted = {str(m.pk) for m in seen(city) if m.is_open and (m.due_on or not sort)}
    forth, page = [], officer.get("/matters/", {"sort": sort})
    while True:
        forth.append(rows(page))
        if not page.context["pager"]["next"]:
            break
        page = officer.get(page.context["pager"]["next"])
    assert [len(p) for p in forth[:-1]] == [PAGE] * (len(forth) - 1)
    assert len(forth) >= 3
    flat = [pk for p in forth for pk in p]
    assert len(flat) == len(set(flat))
    assert set(flat) == wanted
    back = [rows(page)]
    while page.context["pager"]["prev"]:
        page = officer.get(page.context["pager"]["prev"])
        back.append(rows(page))
    assert back[::-1] == forth


def test_the_list_asks_no_more_with_more_rows(city: City, officer: Client) -> None:
    officer.get("/matters/")
    with CaptureQueriesContext(connection) as few:
        officer.get("/matters/")
    copies(city, PAGE + 5)
    with CaptureQueriesContext(connection) as many:
        officer.get("/matters/")
    assert len(many) == len(few)
    assert len(few) <= MOST_QUERIES, [q["sql"][:90] for q in few]


@pytest.mark.parametrize("query", [{}, {"sort": "due"}, {"state": "closed"}, {"q": "示例", "state": "all"}])
def test_the_export_is_what_is_shown(city: City, officer: Client, query: dict[str, str]) -> None:
    copies(city, PAGE + 10)
    shown: list[Any] = []
    page = officer.get("/matters/", query)
    heads = [c["label"] for c in page.context["columns"]]
    export = page.context["export_url"]
    while True:
        shown += page.context["rows"]
        if not page.context["pager"]["next"]:
            break
        page = officer.get(page.context["pager"]["next"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(officer.get(export).content))
    head, *body = book.get_sheet_by_index(0).to_python()
    assert head == heads
    assert [line[0] for line in body] == [row["cells"]["number"] for row in shown]
    assert [line[1] for line in body] == [" ".join(row["cells"]["title"]).strip() for row in shown]


def test_a_cell_that_looks_like_a_formula_stays_text(city: City, officer: Client) -> None:
    clue = city.cases["clue"].matter
    Matter.objects.filter(pk=clue.pk).update(title='=HYPERLINK("http://x.invalid","赵某例")')
    content = officer.get("/matters/?export=xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert any("=HYPERLINK" in str(line[1]) for line in book.get_sheet_by_index(0).to_python())


NOBODY = "00000000-0000-7000-8000-000000000000"
ODD = [
    {"q": "\x00"}, {"q": "' OR 1=1 --"}, {"q": "%" * 300}, {"q": "<script>alert(1)</script>"},
    {"procedure": "no.such"}, {"state": "unknown"}, {"region": "'; DROP TABLE"}, {"region": "٣٣"}, {"region": "9" * 400},
    {"organ": "not-a-uuid"}, {"organ": NOBODY}, {"since": "2026-02-30"}, {"since": "99999-01-01"}, {"until": "明天"},
    {"closed_since": "2026-13-01"}, {"main": "yes"}, {"own": "1"}, {"sort": "id; --"}, {"col": "password"},
    {"after": "~"}, {"after": "x~y"}, {"after": f"~{NOBODY}"}, {"before": f"2026-02-30~{NOBODY}"},
    {"after": f"2026-01-01~{NOBODY}", "sort": "due"}, {"before": "garbage", "sort": "due"}, {"export": "exe"},
]  # fmt: skip


@pytest.mark.parametrize("query", ODD, ids=lambda q: urlencode(q)[:40])
def test_odd_values_in_the_address_are_left_out(officer: Client, query: dict[str, str]) -> None:
    page = officer.get("/matters/", query)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_a_filter_never_shows_what_is_out_of_scope(city: City) -> None:
    other = entered(city.people.team("150204")["chief"])
    organ = city.cases["clue"].matter.organ_id
    for query in ({"organ": organ}, {"region": "150203"}, {"q": "示例"}, {"state": "all"}):
        assert rows(other.get("/matters/", query)) == [], query


def test_views_are_saved_by_name_and_are_ones_own(city: City, officer: Client) -> None:
    answer = officer.post("/matters/views/save/?state=over&q=示例", {"name": "我的超期"})
    assert answer.url == "/matters/?" + urlencode({"q": "示例", "state": "over"})
    page = officer.get(answer.url)
    (mine,) = [v for v in page.context["views"] if v["label"] == "我的超期"]
    assert mine["current"]
    officer.post("/matters/views/save/?state=near", {"name": "我的超期"})
    assert SavedView.objects.get().query == "state=near"
    labels = [v["label"] for v in entered(city.team["officer2"]).get("/matters/").context["views"]]
    assert "我的超期" not in labels
    officer.post("/matters/views/save/", {"name": " "})
    assert SavedView.objects.count() == 1
    assert officer.get("/matters/views/save/").status_code == 405


def test_the_longest_filters_can_be_kept(officer: Client) -> None:
    query = urlencode({"q": "例" * 100, "organ": str(uuid4()), "region": "150203", "since": "2026-01-01"})
    officer.post(f"/matters/views/save/?{query}", {"name": "长" * 20})
    kept = SavedView.objects.get()
    kept.full_clean()
    assert len(kept.query) > 900
