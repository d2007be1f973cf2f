"""What a workbook brings in, who may bring in what, and that nothing comes in by halves."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.errors import Incomplete, NotYourPart
from fazhi.kernel.identifiers import make_uscc
from fazhi.people.actors import SYSTEM
from fazhi.people.models import Account, Credential, Organ, Person, Post, Unit
from fazhi.people.services.import_workbook import import_workbook
from fazhi.people.services.workbook_template import workbook_template
from fazhi.people.vocabulary import CredentialKind, CredentialStatus, PostKind
from tests.factories.people import AccountFactory, CredentialFactory, PersonFactory, PostFactory, id_no
from tests.people.services.workbooks import GOOD, good, put, workbook

pytestmark = pytest.mark.django_db


def _take(sheets, at, actor=SYSTEM, **more):
    return import_workbook(workbook(sheets), actor=actor, at=at, **more)


def _faults(sheets, at, actor=SYSTEM):
    with pytest.raises(Incomplete) as caught:
        _take(sheets, at, actor)
    return caught.value.faults


def test_everything_comes_in(country, at):
    summary = _take(GOOD, at)
    made = {sheet: count.made for sheet, count in summary.counts.items()}
    assert made == {"机关": 2, "内设机构": 1, "人员": 2, "账号": 1, "岗位": 2, "执法证": 1, "法律职业资格": 1}
    bureau = Organ.objects.get(doc_word="试新市监")
    assert (bureau.region, bureau.parent.name, bureau.domains) == (
        country.east,
        "东区人民政府",
        ["市场监管", "知识产权"],
    )
    person = Person.objects.get(name="甲试一")
    assert (person.id_no_tail, person.sex) == (id_no(1)[-4:], "male")
    post = Post.objects.get(person=person)
    assert (post.unit.name, post.kind, post.valid_from, post.valid_to) == (
        "新执法队",
        "officer",
        date(2024, 1, 2),
        None,
    )
    paper = Credential.objects.get(person=person)
    assert (paper.valid_to, paper.status, paper.domains) == (date(2028, 12, 31), "valid", ["市场监管"])
    account = Account.objects.get(person=person)
    assert (account.username, account.must_change_password) == ("jiashi", True)
    assert account.check_password("first-密码-2026")


def test_importing_again_changes_nothing(country, at):
    _take(GOOD, at)
    before = Person.objects.count(), Post.objects.count(), Credential.objects.count()
    again = _take(GOOD, at)
    assert all((count.made, count.changed) == (0, 0) for count in again.counts.values())
    assert before == (Person.objects.count(), Post.objects.count(), Credential.objects.count())


def test_importing_with_new_content_updates(country, at):
    _take(GOOD, at)
    sheets = good()
    put(sheets, "执法证", "状态", "暂扣")
    put(sheets, "岗位", "任职截止日", "2026-10-31")
    put(sheets, "机关", "机关简称", "新简称", row=2)
    done = _take(sheets, at)
    assert [done.counts[s].changed for s in ("执法证", "岗位", "机关")] == [1, 1, 1]
    assert Credential.objects.get(kind=CredentialKind.ENFORCEMENT).status == CredentialStatus.SUSPENDED
    assert Post.objects.get(person__name="甲试一").valid_to == date(2026, 10, 31)
    assert _take(sheets, at).counts["岗位"].same == 2


def test_an_absent_column_leaves_what_is_there(country, at):
    _take(GOOD, at)
    Credential.objects.update(status=CredentialStatus.SUSPENDED)
    head = ["身份证号", "证件编号", "有效期起"]
    _take({"执法证": [head, [id_no(1), "150202900001", "2024-01-01"]]}, at)
    paper = Credential.objects.get(number="150202900001")
    assert (paper.status, paper.valid_to) == (CredentialStatus.SUSPENDED, date(2028, 12, 31))


def test_a_blank_last_day_means_for_good(country, at):
    _take(GOOD, at)
    head = ["身份证号", "证件编号", "有效期起", "有效期止"]
    _take({"执法证": [head, [id_no(1), "150202900001", "2024-01-01", ""]]}, at)
    assert Credential.objects.get(number="150202900001").valid_to is None


def test_a_dry_run_writes_nothing_and_counts_the_same(country, at):
    tried = _take(GOOD, at, dry_run=True)
    assert tried.dry_run
    assert not Person.objects.filter(name="甲试一").exists()
    assert tried.counts == _take(GOOD, at).counts


def test_one_fault_keeps_everything_out(country, at):
    sheets = good()
    put(sheets, "法律职业资格", "有效期起", "2026-02-30")
    faults = _faults(sheets, at)
    assert [(f.sheet, f.row, f.column) for f in faults] == [("法律职业资格", 2, "有效期起")]
    assert not Organ.objects.filter(doc_word="试新市监").exists()
    assert not Person.objects.filter(name="甲试一").exists()
    assert not Unit.objects.filter(name="新执法队").exists()


def test_all_faults_are_told_at_once(country, at):
    sheets = good()
    for sheet, column, value in (
        ("机关", "统一社会信用代码", "11150203MB00000000"),
        ("内设机构", "机构类别", "不知道"),
        ("人员", "身份证号", "110105194912310021"),
        ("岗位", "机关全称", "没有的局"),
        ("执法证", "有效期起", "昨天"),
    ):
        put(sheets, sheet, column, value)
    places = {(f.sheet, f.row, f.column) for f in _faults(sheets, at)}
    assert places >= {
        ("机关", 2, "统一社会信用代码"),
        ("内设机构", 2, "机构类别"),
        ("人员", 2, "身份证号"),
        ("岗位", 2, "机关全称"),
        ("执法证", 2, "有效期起"),
    }


@pytest.mark.parametrize(
    ("sheet", "column", "value", "part"),
    [
        ("机关", "统一社会信用代码", "11150203MB00000000", "校验"),
        ("机关", "统一社会信用代码", "1115020", "应为18位"),
        ("机关", "区划代码", "150277", "没有登记的区划代码"),
        ("机关", "区划代码", "99", "行政区划代码应为"),
        ("机关", "机关类别", "大机关", "不在可选范围内，可填：人民政府"),
        ("机关", "机关全称", "", "必须填写"),
        ("机关", "机关代字", "试东市监", "已经属于“东区市场监督管理局”"),
        ("机关", "主管机关", "没有的政府", "没有名为“没有的政府”的机关"),
        ("内设机构", "机关全称", "没有的局", "没有名为“没有的局”的机关"),
        ("人员", "身份证号", "110105194912310021", "校验"),
        ("人员", "身份证号", 150203198503070017.0, "被存成了数字"),
        ("人员", "性别", "女", "与身份证号第17位不一致"),
        ("人员", "用户名", "有 空格", "2至60个"),
        ("人员", "初始密码", "12345", "至少10个字符"),
        ("人员", "姓名", "长" * 61, "不能超过60个字"),
        ("岗位", "岗位类别", "政府负责人", "只能任职于人民政府"),
        ("岗位", "岗位类别", "行政执法监督人员", "只能任职于司法行政机关"),
        ("岗位", "内设机构", "没有的队", "没有名为“没有的队”的内设机构"),
        ("岗位", "身份证号", id_no(900), "没有登记这个人员"),
        ("岗位", "姓名", "别人", "姓名不一致"),
        ("岗位", "任职截止日", "2023-12-31", "早于任职起始日"),
        ("执法证", "有效期起", "2026-02-29", "不是真实存在的日期"),
        ("执法证", "有效期起", "3026-01-01", "年份不合情理"),
        ("执法证", "有效期起", 45000, "不是日期"),
        ("执法证", "有效期起", True, "不能是“TRUE”"),
        ("执法证", "有效期止", "2020-01-01", "早于有效期起"),
        ("执法证", "状态", "作废", "可填：有效、暂扣、注销"),
    ],
)
def test_each_fault_has_its_place_and_a_sentence(country, at, sheet, column, value, part):
    sheets = good()
    put(sheets, sheet, column, value)
    found = [f for f in _faults(sheets, at) if (f.sheet, f.row, f.column) == (sheet, 2, column)]
    assert found, "no fault at the place"
    assert part in found[0].sentence
    assert found[0].sentence.startswith(f"“{sheet}”第2行“{column}”：")


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("机关", "机关全称"),
        ("内设机构", "机构名称"),
        ("人员", "身份证号"),
        ("岗位", "岗位类别"),
        ("执法证", "证件编号"),
    ],
)
def test_the_same_row_twice_is_refused(country, at, sheet, column):
    sheets = good()
    sheets[sheet].append(list(sheets[sheet][1]))
    last = len(sheets[sheet])
    assert any(
        (f.sheet, f.row, f.column) == (sheet, last, column) and "第2行重复" in f.sentence
        for f in _faults(sheets, at)
    )


def test_a_certificate_of_another_is_refused(country, at):
    CredentialFactory(number="150202900001")
    assert any("登记在另一人名下" in f.sentence for f in _faults(GOOD, at))


def test_a_second_open_post_at_the_same_seat_is_refused(country, at):
    _take(GOOD, at)
    sheets = good()
    put(sheets, "岗位", "任职起始日", "2025-05-05")
    assert any("自2024-01-02起已在该岗位" in f.sentence for f in _faults(sheets, at))


def test_user_names_and_accounts_are_not_taken_over(country, at):
    AccountFactory(username="jiashi")
    assert any("已经被使用" in f.sentence for f in _faults(GOOD, at))
    sheets = good()
    put(sheets, "人员", "用户名", "first")
    _take(sheets, at)
    put(sheets, "人员", "用户名", "second")
    assert any("一人只有一个账号" in f.sentence for f in _faults(sheets, at))


def test_a_circle_of_organs_is_refused(country, at):
    sheets = good()
    put(sheets, "机关", "主管机关", "东区新市场监督管理局")
    assert any("下属机关" in f.sentence for f in _faults(sheets, at))


def test_dates_are_read_in_the_ways_people_write_them(country, at):
    for text in ("2024-01-01", "2024/1/1", "2024.1.1", "2024年1月1日", "20240101", date(2024, 1, 1)):
        sheets = good()
        put(sheets, "执法证", "有效期起", text)
        _take(sheets, at)
        assert Credential.objects.get(number="150202900001").valid_from == date(2024, 1, 1)


def test_the_template_comes_back_in_without_a_row(country, at):
    summary = import_workbook(workbook_template(), actor=SYSTEM, at=at)
    assert summary.counts == {}


# Who may bring in what


def _own_people(country, n=50):
    return {
        "人员": [["姓名", "身份证号"], ["乙样一", id_no(n)]],
        "岗位": [
            ["身份证号", "机关全称", "内设机构", "岗位类别", "任职起始日"],
            [id_no(n), country.market.name, "一队", "执法人员", "2026-01-01"],
        ],
    }


def test_an_organ_s_administrator_brings_in_its_people(country, at):
    _take(_own_people(country), at, country.actor(PostKind.ADMIN, country.market))
    assert Post.objects.get(person__name="乙样一").unit == country.first


def test_but_not_those_of_another_organ_nor_organs(country, at):
    admin = country.actor(PostKind.ADMIN, country.farming)
    assert {f.sheet for f in _faults(_own_people(country), at, admin)} == {"岗位"}
    assert any("由本级政府或者司法行政机关" in f.sentence for f in _faults(GOOD, at, admin))


def test_a_county_supervisor_registers_organs_of_the_county_only(country, at):
    supervisor = country.actor(PostKind.SUPERVISOR, country.east_justice)
    sheets = {"机关": [row[:] for row in GOOD["机关"]]}
    _take(sheets, at, supervisor)
    sheets["机关"] = [sheets["机关"][0], ["西区新局", "", "政府部门", "", "150203", "", "", ""]]
    assert any("不在您的管理范围内" in f.sentence for f in _faults(sheets, at, supervisor))


def test_nobody_takes_over_a_person_who_sits_elsewhere(country, at):
    """Else an administrator could give himself the account of a leader by adding him to his own organ."""
    leader = PersonFactory(name="丙例一")
    leader.keep_id_no(id_no(60))
    leader.save()
    PostFactory(person=leader, organ=country.government, unit=None, kind=PostKind.LEADER)
    admin = country.actor(PostKind.ADMIN, country.market)
    seat = _own_people(country, 60)
    seat["人员"][1][0] = "丙例一"
    _take({"岗位": seat["岗位"]}, at, admin)
    for column, value in (("用户名", "taken"), ("联系电话", "1234")):
        sheet = {"人员": [["姓名", "身份证号", column], ["丙例一", id_no(60), value]]}
        assert any("管理范围之外任职" in f.sentence for f in _faults(sheet, at, admin))


def test_an_officer_may_not_import(country, at):
    with pytest.raises(NotYourPart):
        _take(GOOD, at, country.actor(PostKind.OFFICER, country.market, country.first))


def test_a_thousand_people_take_few_queries(country, at):
    people = [["甲试" + str(n), id_no(n % 1000, born=date(1980 + n // 1000, 5, 5))] for n in range(1000)]
    posts = [[i, country.market.name, "执法人员", "2026-01-01"] for _, i in people]
    sheets = {
        "人员": [["姓名", "身份证号"], *people],
        "岗位": [["身份证号", "机关全称", "岗位类别", "任职起始日"], *posts],
    }
    with CaptureQueriesContext(connection) as seen:
        _take(sheets, at)
    # The ledger takes one statement for each person whose record goes on, and no more.
    appended = sum("ledger_event" in query["sql"] for query in seen.captured_queries)
    assert appended == 1000
    assert len(seen) - appended <= 45
    assert Post.objects.filter(organ=country.market).count() == 1000


def test_a_valid_code_comes_in(country, at):
    sheets = good()
    code = make_uscc("1115020200007777")
    put(sheets, "机关", "统一社会信用代码", code.lower(), row=2)
    _take(sheets, at)
    assert Organ.objects.get(doc_word="试新市监").uscc == code
