"""Entries by edition, the narrowest that holds, tables in and out with faults by row, and who may keep them."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.errors import BrokenFile, Incomplete, NotYourPart, OutOfScope, WrongStage
from fazhi.people.actors import SYSTEM
from fazhi.people.models import Organ, Region
from fazhi.registers import selectors, services
from fazhi.registers.models import Entry, Register
from fazhi.registers.rules.kinds import BENCHMARK, CATALOGUE, every
from tests.procedures.conftest import Office, at, office

__all__ = ["office"]
pytestmark = pytest.mark.django_db
NOW = at("2026-03-02")
SAMPLE = Path(__file__).resolve().parents[2] / "fazhi/domains/enforcement/data/benchmarks.yaml"


def data(low: str = "50000", high: str = "100000", **more: Any) -> dict[str, Any]:
    grade = {
        "key": "ordinary",
        "label": "一般",
        "condition": "一般情节",
        "min": low,
        "max": high,
        "kind": "yuan",
    }
    return {
        "domain": "market",
        "act": "销售超过保质期的食品",
        "law_basis": "《食品安全法》第一百二十四条",
        "grades": [grade],
        "source": "测试",
        "sample": True,
        **more,
    }


@pytest.fixture
def register(office: Office) -> Register:
    return services.open_register(BENCHMARK.key, owner=office.organ, region=office.organ.region, at=NOW)


@pytest.fixture
def keep(register: Register, office: Office) -> Callable[..., Entry]:
    def make(code: str = "SJ-1", to: Register | None = None, **more: Any) -> Entry:
        given = {"title": "样例", "data": data(), "valid_from": date(2026, 1, 1), **more}
        row = services.add_entry(to or register, code=code, actor=SYSTEM, at=NOW, **given)
        services.put_in_force(row, actor=SYSTEM)
        return row

    return make


def test_one_register_of_a_kind_for_an_owner(register: Register, office: Office) -> None:
    again = services.open_register(BENCHMARK.key, owner=office.organ, region=office.organ.region, at=NOW)
    assert again == register


def test_a_change_makes_a_new_edition_and_the_old_one_stays(
    keep: Callable[..., Entry], office: Office
) -> None:
    first = keep()
    second = services.revise_entry(
        first, data=data("60000"), valid_from=date(2026, 7, 1), actor=office.legal, at=NOW, note="提高下限"
    )
    path = office.organ.region.path

    def low(day: date) -> str:
        found = selectors.entry(BENCHMARK.key, "SJ-1", day, region_path=path)
        assert found is not None
        return str(found.data["grades"][0]["min"])

    assert (low(date(2026, 6, 30)), low(date(2026, 7, 1))) == ("50000", "60000")
    first.refresh_from_db()
    assert (first.valid_to, first.data["grades"][0]["min"]) == (date(2026, 6, 30), "50000")
    assert list(selectors.editions(second)) == [second, first]
    with pytest.raises(WrongStage, match="最新版次"):
        services.revise_entry(first, data=data(), valid_from=date(2026, 9, 1), actor=office.legal, at=NOW)
    with pytest.raises(Incomplete, match="晚于现行版次"):
        services.revise_entry(second, data=data(), valid_from=date(2026, 7, 1), actor=office.legal, at=NOW)


def test_the_narrowest_entry_in_force_wins(office: Office, keep: Callable[..., Entry]) -> None:
    city = Region.objects.get(code="150200")
    above = services.open_register(BENCHMARK.key, owner=None, region=city, at=NOW)
    wide = keep(to=above)
    day, county = date(2026, 3, 1), office.organ.region.path

    def found(**where: Any) -> Entry | None:
        return selectors.entry(BENCHMARK.key, "SJ-1", day, **where)

    assert found(region_path=county) == wide
    local = keep()
    assert found(region_path=county) == local
    assert found(region_path=city.path) == wide
    own = keep(
        "SJ-1",
        to=services.open_register(BENCHMARK.key, owner=other_organ(), region=city, at=NOW),
        organ=other_organ(),
    )
    assert found(region_path=county, organ_id=other_organ().pk) == own
    assert found(region_path=county, organ_id=office.organ.pk) == local
    services.repeal_entry(local, last_day=date(2026, 2, 1), note="废止", actor=office.legal)
    assert found(region_path=county) == wide
    assert found(region_path="002") is None
    many = selectors.entries_for(BENCHMARK.key, day, region_path=county, organ_id=other_organ().pk)
    assert many == {"SJ-1": own}


def other_organ() -> Organ:
    return Organ.objects.get(name="旁边局")


def test_a_draft_does_not_hold_and_is_not_published(register: Register, office: Office) -> None:
    row = services.add_entry(
        register, code="D", title="草", data=data(), valid_from=date(2026, 1, 1), actor=office.legal, at=NOW
    )
    assert selectors.entry(BENCHMARK.key, "D", date(2026, 3, 1), region_path=register.region_path) is None
    with pytest.raises(WrongStage):
        services.publish_entry(row, actor=office.legal)
    services.put_in_force(row, actor=office.legal)
    with pytest.raises(WrongStage):
        services.put_in_force(row, actor=office.legal)
    assert not selectors.published_registers()
    services.publish_entry(row, actor=office.legal)
    assert [r.entry_count for r in selectors.published_registers()] == [1]
    assert selectors.published_entries(register, day=date(2026, 3, 1)).rows == [row]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grades": []}, "档次不能为空"),
        ({"act": ""}, "违法行为不能为空"),
        ({"surprise": 1}, "不认识的项"),
        ({"sample": "yes"}, "样例的类型不对"),
        ({"law_min": "200000", "law_max": "100000"}, "法定下限200000大于法定上限100000"),
        ({"law_max": "90000"}, "超过法定上限"),
        ({"law_min": "60000"}, "只有减轻处罚"),
    ],
)
def test_data_that_do_not_fit_are_refused(
    register: Register, office: Office, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(Incomplete, match=said):
        services.add_entry(
            register,
            code="X",
            title="x",
            data=data() | change,
            valid_from=NOW.date(),
            actor=office.legal,
            at=NOW,
        )
    assert not Entry.objects.exists()


def test_who_keeps_a_register(register: Register, office: Office) -> None:
    new = {"title": "x", "data": data(), "valid_from": NOW.date(), "at": NOW}
    for actor in (office.officer, office.stranger, office.clerk_of_other_unit):
        with pytest.raises(NotYourPart):
            services.add_entry(register, code="X", actor=actor, **new)
        with pytest.raises(NotYourPart):
            services.import_entries(register, b"", "a.csv", actor=actor, at=NOW)
    for n, actor in enumerate((office.legal, office.head, office.supervisor)):
        services.add_entry(register, code=f"X{n}", actor=actor, **new)
    elsewhere = Region.objects.create(code="150300", name="他市", path="002", level=2)
    far = Organ.objects.create(name="他市局", kind="department", region=elsewhere, doc_word="他")
    theirs = services.open_register(BENCHMARK.key, owner=far, region=elsewhere, at=NOW)
    with pytest.raises(OutOfScope):
        selectors.register_of(office.legal, theirs.pk)


HEAD = [c.header for c in BENCHMARK.columns]
ROWS = [
    ["SJ-1", "过期食品", "2026-01-01", "", "market", "销售过期食品", "《食品安全法》第一百二十四条", "50000", "100000", "",
     "测试", "是", "ordinary", "一般", "一般情节", "50000", "80000", "元", "一般"],
    ["", "", "", "", "", "", "", "", "", "", "", "", "heavier", "从重", "再次违法", "80,000", "100000", "元", "从重"],
    ["SJ-2", "无照经营", "2026年1月1日", "2026/12/31", "market", "无照经营", "《无证无照经营查处办法》第十三条", "", "", "",
     "", "", "ordinary", "一般", "一般情节", "0", "10000", "yuan", ""],
]  # fmt: skip


def as_csv(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_comes_in_whole(register: Register, office: Office, encoding: str) -> None:
    done = services.import_entries(register, as_csv(ROWS, encoding), "a.CSV", actor=office.legal, at=NOW)
    assert (done.made, done.revised, done.same) == (2, 0, 0)
    first = Entry.objects.get(code="SJ-1")
    assert [g["max"] for g in first.data["grades"]] == ["80000", "100000"]
    assert first.status == "in_force"
    assert Entry.objects.get(code="SJ-2").valid_to == date(2026, 12, 31)


def test_out_and_in_again_changes_nothing_and_a_change_is_a_new_edition(
    register: Register, office: Office
) -> None:
    services.import_entries(register, as_csv(ROWS), "a.csv", actor=office.legal, at=NOW)
    book = services.export_entries(register, selectors.latest(register))
    again = services.import_entries(register, book, "b.xlsx", actor=office.legal, at=NOW)
    assert (again.made, again.revised, again.same) == (0, 0, 2)
    changed = [row[:] for row in ROWS]
    changed[0][2], changed[0][16] = "2026-08-01", "70000"
    done = services.import_entries(register, as_csv(changed), "a.csv", actor=office.legal, at=NOW)
    assert (done.made, done.revised, done.same) == (0, 1, 1)
    assert [e.edition_no for e in selectors.latest(register)] == [2, 1]


def test_yaml_comes_in_by_headers(register: Register, office: Office) -> None:
    text = """
- 编号: SJ-1
  名称: 过期食品
  施行日期: 2026-01-01
  领域: market
  违法行为: 销售过期食品
  处罚依据: 《食品安全法》第一百二十四条
  明细:
    - {档次代号: ordinary, 档次: 一般, 适用条件: 一般情节, 下限: 50000, 上限: 100000, 计算单位: 元}
"""
    assert services.import_entries(register, text.encode(), "a.yaml", actor=office.legal, at=NOW).made == 1


def broken(row: int, column: str, value: str) -> bytes:
    rows = [r[:] for r in ROWS]
    rows[row][HEAD.index(column)] = value
    return as_csv(rows)


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (broken(0, "下限", "五万"), "第2行“下限”", "不是数字"),
        (broken(1, "上限", ""), "第3行“上限”", "必须填写"),
        (broken(2, "施行日期", "2026-02-30"), "第4行“施行日期”", "不是有这一天的日期"),
        (broken(2, "失效日期", "2025-01-01"), "第4行“失效日期”", "早于施行日期"),
        (broken(1, "计算单位", "吨"), "第3行“计算单位”", "可填：元、倍、百分比"),
        (broken(0, "样例", "也许"), "第2行“样例”", "是"),
        (broken(2, "编号", "SJ-1"), "第4行“名称”", "与同一编号的第一行不一致"),
        (broken(1, "下限", "200000"), "第2行", "大于上限"),
        (as_csv(ROWS).replace("下限".encode(), "最低".encode()), "第1行“下限”", "缺少这一列"),
    ],
)  # fmt: skip
def test_faults_are_named_by_row_and_nothing_is_half_imported(
    register: Register, office: Office, content: bytes, place: str, said: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        services.import_entries(register, content, "a.csv", actor=office.legal, at=NOW)
    assert any(place in f.field and said in f.sentence for f in refused.value.faults), refused.value.faults
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.xlsx"), (b"PK\x03\x04", "a.xlsx"), (b"x", "a.pdf"), (b"\x00\x01", "a.csv"), (b"a: [", "a.yaml"),
     (b"a: 1", "a.yaml"), (b"- 1", "a.yml"), (b"x" * (11 * 1024 * 1024), "a.csv"), (b'"a', "a.csv")],
)  # fmt: skip
def test_what_is_no_table_is_refused(register: Register, office: Office, content: bytes, name: str) -> None:
    with pytest.raises((BrokenFile, Incomplete)):
        services.import_entries(register, content, name, actor=office.legal, at=NOW)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), max_size=22), max_size=5))
def test_no_table_crashes(rows: list[list[str]]) -> None:
    from fazhi.registers.services.importing import _entries, _rows

    content = (
        as_csv([[c.replace("\x00", "") for c in row] for row in rows], "utf-8") if _encodable(rows) else b""
    )
    faults: list[Any] = []
    try:
        _entries(BENCHMARK, _rows(content, "a.csv"), faults)
    except BrokenFile:
        return
    assert all(f.sentence.endswith("。") for f in faults)


def _encodable(rows: list[list[str]]) -> bool:
    try:
        "".join(c for r in rows for c in r).encode()
    except UnicodeEncodeError:
        return False
    return True


def test_the_samples_load_once_and_say_that_they_are_samples(office: Office) -> None:
    made = services.load_sample(SAMPLE, NOW)
    assert made > 3
    assert services.load_sample(SAMPLE, NOW) == 0
    assert services.load_sample(Path("/nowhere.yaml"), NOW) == 0
    found = selectors.entries_for(BENCHMARK.key, date(2026, 3, 1), region_path=office.organ.region.path)
    assert found["SJ-001"].data["sample"] is True
    assert found["SJ-001"].data["grades"][0]["label"] == "轻微"


def test_every_kind_has_a_template_that_its_own_schema_understands() -> None:
    assert {k.key for k in every()} >= {BENCHMARK.key, CATALOGUE.key}
    for kind in every():
        inner = kind.schema["properties"]
        for column in kind.columns:
            place = inner[kind.lines]["items"]["properties"] if column.of_line else inner
            assert column.key in place or column.key in {"code", "title", "valid_from", "valid_to"}, column
        assert services.sheet_template(kind).startswith(b"PK")


def test_looking_one_up_is_one_query(keep: Callable[..., Entry], office: Office) -> None:
    keep()
    with CaptureQueriesContext(connection) as seen:
        selectors.entries_for(BENCHMARK.key, date(2026, 3, 1), region_path="001001", organ_id=office.organ.pk)
    assert len(seen) == 1
