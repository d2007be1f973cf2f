import pytest

from fazhi.kernel.errors import Incomplete
from fazhi.people.errors import LockedOut
from fazhi.people.models import Account
from fazhi.people.services.change_password import change_password, set_password
from tests.factories.people import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db
NEW = "另一个很长的密码2026"


def _change(account, at, old=PASSWORD, new=NEW, again=None):
    change_password(account, old=old, new=new, again=new if again is None else again, ip=None, at=at)


def test_a_good_new_password_is_kept(at):
    account = AccountFactory(must_change_password=True)
    _change(account, at)
    stored = Account.objects.get(pk=account.pk)
    assert stored.check_password(NEW)
    assert not stored.must_change_password


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        ({"old": "wrong"}, "old", "原密码不正确"),
        ({"again": "another"}, "again", "不一致"),
        ({"new": PASSWORD}, "new", "不能与原密码相同"),
        ({"new": "short1"}, "new", "至少10个字符"),
        ({"new": "12345678901234"}, "new", "数字"),
        ({"new": "password123"}, "new", "常用密码"),
    ],
)
def test_a_bad_one_is_refused_with_a_chinese_sentence_at_its_field(at, given, field, part):
    account = AccountFactory()
    with pytest.raises(Incomplete) as caught:
        _change(account, at, **given)
    assert any(fault.field == field and part in fault.sentence for fault in caught.value.faults)
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


def test_a_password_like_the_user_name_is_refused(at):
    account = AccountFactory(username="kundulun-market")
    with pytest.raises(Incomplete):
        _change(account, at, new="kundulun-market1")


def test_guessing_the_old_password_locks_the_account(at):
    account = AccountFactory()
    for _ in range(4):
        with pytest.raises(Incomplete):
            _change(account, at, old="wrong")
    with pytest.raises(LockedOut):
        _change(account, at, old="wrong")


def test_an_administrator_sets_a_first_password_and_opens_the_lock(at):
    account = AccountFactory(failed_count=5, locked_until=at)
    set_password(account, NEW, must_change=True)
    stored = Account.objects.get(pk=account.pk)
    assert (stored.must_change_password, stored.locked_until, stored.failed_count) == (True, None, 0)
    with pytest.raises(Incomplete):
        set_password(account, "1", must_change=True)
