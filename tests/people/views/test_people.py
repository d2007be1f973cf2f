from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from fazhi.people.models import Person
from fazhi.people.vocabulary import PostKind
from tests.factories.people import CredentialFactory, PersonFactory, PostFactory, id_no
from tests.people.services.workbooks import GOOD, good, put, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(country):
    return country.post(PostKind.ORGAN_HEAD, country.market)


def _people(country, count, start=0):
    for n in range(start, start + count):
        person = PersonFactory(name=f"丁试{n:03d}")
        PostFactory(person=person, organ=country.market, unit=country.first)
        CredentialFactory(person=person, number=f"D{n:05d}")


def _queries(client, address):
    """How many queries a page makes on people's tables, and the page; the frame's own counts are not ours."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    return sum('FROM "people_' in query["sql"] for query in seen.captured_queries), answer.content.decode()


def test_the_list_takes_the_same_queries_however_long_it_is(enter, country, head):
    client = enter(head)
    _people(country, 3)
    # actor, organs of the filter, people, posts, papers
    assert _queries(client, "/people/")[0] <= 5
    few, _ = _queries(client, "/people/")
    _people(country, 47, start=3)
    many, page = _queries(client, "/people/")
    assert many == few
    assert page.count('class="key"') == 50


def test_pages_follow_each_other_and_come_back(enter, country, head):
    client = enter(head)
    _people(country, 120)
    names = list(
        Person.objects.filter(posts__organ=country.market)
        .order_by("name", "pk")
        .values_list("name", flat=True)
    )
    seen, address, addresses = [], "/people/", []
    while address:
        answer = client.get(address)
        seen += [person.name for person in answer.context["page"].people]
        addresses.append(address)
        after = answer.context["page"].after
        address = f"/people/?after={after}" if after else ""
    assert seen == names
    assert len(addresses) == 3
    back = client.get("/people/", {"before": answer.context["page"].before})
    assert [person.name for person in back.context["page"].people] == names[50:100]
    first = client.get("/people/", {"before": back.context["page"].before}).context["page"]
    assert ([person.name for person in first.people], first.before) == (names[:50], "")
    assert first.after


@pytest.mark.parametrize("key", ["x", "' OR 1=1", "0" * 32 + "丁", "%00"])
def test_a_key_that_makes_no_sense_does_no_harm(enter, head, key):
    client = enter(head)
    assert (
        client.get("/people/", {"after": key, "before": key, "organ": key, "state": key}).status_code == 200
    )


def test_filters_find_by_name_number_organ_and_state(enter, country):
    client = enter(country.post(PostKind.SUPERVISOR, country.city_justice))
    seat = {"organ": country.market, "unit": country.first}
    for name, trait in (
        ("好", {}),
        ("到期", {"expired": True}),
        ("快到期", {"expiring": True}),
        ("停", {"suspended": True}),
    ):
        person = PersonFactory(name=f"戊{name}")
        PostFactory(person=person, **seat)
        CredentialFactory(person=person, number=f"N-{name}", **trait)
    PostFactory(person=PersonFactory(name="己无"), organ=country.west_market, unit=None)

    def found(**query):
        return {p.name for p in client.get("/people/", query).context["page"].people if p.name[0] in "戊己"}

    assert found(text="戊快") == {"戊快到期"}
    assert found(text="N-停") == {"戊停"}
    assert found(organ=str(country.west_market.pk)) == {"己无"}
    assert found(state="expired") == {"戊到期"}
    assert found(state="expiring") == {"戊快到期"}
    assert found(state="valid") == {"戊好", "戊快到期"}
    assert found(state="suspended") == {"戊停"}
    assert found(state="none") == {"己无"}
    assert "没有符合条件的人员" in client.get("/people/", {"text": "没有"}).content.decode()


def test_the_card_shows_what_the_list_may_and_nothing_sideways(enter, country, head):
    client = enter(head)
    own = country.post(PostKind.OFFICER, country.market, country.first)
    own.person.keep_id_no(id_no(7))
    own.person.save()
    PostFactory(person=own.person, organ=country.farming, unit=None)
    CredentialFactory(person=own.person, number="C-1", suspended=True)
    made, page = _queries(client, f"/people/{own.person_id}/")
    assert made <= 4
    assert "C-1" in page
    assert "暂扣" in page
    assert "东区农牧局" not in page
    assert id_no(7) not in page
    stranger = country.post(PostKind.OFFICER, country.farming).person
    assert client.get(f"/people/{stranger.pk}/").status_code == 404


def test_export_holds_exactly_what_is_listed(enter, country, head):
    client = enter(head)
    _people(country, 3)
    PostFactory(person=PersonFactory(name="=1+1"), organ=country.market, unit=country.second)
    answer = client.get("/people/export/", {"text": "丁试"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["姓名", "丁试000", "丁试001", "丁试002"]
    assert rows[1][1:4] == ["东区市场监督管理局", "一队", "执法人员"]
    assert (rows[1][6], rows[1][10]) == ("D00000", "有效")
    whole = client.get("/people/export/")
    assert b"<f>" not in whole.content
    assert "attachment" in whole["Content-Disposition"]


def _upload(client, content, **more):
    return client.post("/people/import/", {"workbook": SimpleUploadedFile("a.xlsx", content), **more})


@pytest.fixture
def admin(enter, country):
    return enter(country.post(PostKind.ADMIN, country.east_justice))


def test_an_upload_comes_in_and_tells_what(admin):
    page = _upload(admin, workbook(GOOD)).content.decode()
    assert "已导入" in page
    assert Person.objects.filter(name="甲试一").exists()


def test_a_try_brings_nothing_in(admin):
    page = _upload(admin, workbook(GOOD), dry_run="on").content.decode()
    assert "检查通过，尚未导入" in page
    assert not Person.objects.filter(name="甲试一").exists()


def test_faults_are_listed_with_their_places(admin):
    sheets = good()
    put(sheets, "人员", "身份证号", "123")
    put(sheets, "执法证", "有效期起", "昨天")
    answer = _upload(admin, workbook(sheets))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有导入任何内容" in page
    assert "公民身份号码应为18位，现为3位。" in page
    assert "“昨天”不是日期" in page


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken"])
def test_a_broken_file_is_told_at_the_field(admin, content):
    answer = _upload(admin, content)
    assert answer.status_code == 422
    assert 'href="#id_workbook"' in answer.content.decode()


def test_others_may_not_import_and_are_not_shown_the_button(enter, country, head):
    client = enter(head)
    assert "/people/import/" not in client.get("/people/").content.decode()
    answer = client.get("/people/import/")
    assert (answer.status_code, "行政机关主要负责人" in answer.content.decode()) == (403, True)


def test_the_template_is_a_workbook(admin):
    answer = admin.get("/people/template/")
    names = CalamineWorkbook.from_filelike(BytesIO(answer.content)).sheet_names
    assert names == ["机关", "内设机构", "人员", "岗位", "执法证", "法律职业资格", "填表说明"]
