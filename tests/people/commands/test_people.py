import io

import pytest

from fazhi.config.command import main
from fazhi.people.models import Account, ApiToken, Person, Region
from fazhi.people.selectors import actor_for_token
from fazhi.people.services.workbook_template import workbook_template
from tests.factories.people import AccountFactory, PostFactory
from tests.people.services.workbooks import GOOD, good, put, workbook

pytestmark = pytest.mark.django_db


def _run(*words):
    return main(["people", *map(str, words)])


def test_import_says_what_it_did_and_dry_run_does_not(country, tmp_path, capsys):
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(GOOD))
    assert _run("import", file, "--dry-run") == 0
    assert "尚未导入" in capsys.readouterr().out
    assert not Person.objects.filter(name="甲试一").exists()
    assert _run("import", file) == 0
    out = capsys.readouterr().out
    assert "人员：新增2，更新0，无变化0" in out
    assert out.endswith("已导入。\n")


def test_import_lists_faults_and_refuses(country, tmp_path, capsys):
    sheets = good()
    put(sheets, "人员", "身份证号", "1")
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(sheets))
    assert _run("import", file) == 1
    err = capsys.readouterr().err
    assert "“人员”第2行“身份证号”：" in err
    assert "没有导入任何内容" in err


@pytest.mark.parametrize("content", [None, b"a,b\n"])
def test_import_of_what_is_not_there_or_not_a_workbook(tmp_path, capsys, content):
    file = tmp_path / "people.xlsx"
    if content:
        file.write_bytes(content)
    assert _run("import", file) == 1
    assert capsys.readouterr().err.strip().endswith("。")


def test_template_writes_the_empty_workbook(tmp_path):
    file = tmp_path / "empty.xlsx"
    assert _run("template", file) == 0
    assert len(file.read_bytes()) > 5000
    assert workbook_template().startswith(b"PK")


def test_password_from_standard_input(capsys, monkeypatch):
    account = AccountFactory(username="zhao", failed_count=5)
    monkeypatch.setattr("sys.stdin", io.StringIO("一个很长的新密码2026\n"))
    assert _run("password", "zhao", "--stdin") == 0
    stored = Account.objects.get(pk=account.pk)
    assert stored.check_password("一个很长的新密码2026")
    assert (stored.must_change_password, stored.failed_count) == (True, 0)
    monkeypatch.setattr("sys.stdin", io.StringIO("123\n"))
    assert _run("password", "zhao", "--stdin") == 1
    assert _run("password", "nobody", "--stdin") == 1
    assert "没有用户名为“nobody”的账号" in capsys.readouterr().err


def test_a_token_is_printed_once_and_only_its_digest_kept(country, at, capsys):
    account = AccountFactory(username="zhao")
    post = PostFactory(person=account.person, unit=country.first)
    assert _run("token", country.market.name, "双公示报送", "--username", "zhao") == 0
    raw = capsys.readouterr().out.strip()
    stored = ApiToken.objects.get()
    assert raw not in stored.digest
    assert actor_for_token(raw, at).post_id == post.pk
    assert _run("token", country.farming.name, "x", "--username", "zhao") == 1
    assert _run("token", "没有的局", "x", "--username", "zhao") == 1


def test_regions_are_loaded(capsys):
    assert _run("regions") == 0
    assert Region.objects.filter(code="150203").exists()
    assert capsys.readouterr().out.startswith("区域：新增")
