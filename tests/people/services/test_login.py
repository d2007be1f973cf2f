from datetime import timedelta

import pytest

from fazhi.people.errors import LockedOut, LoginRefused
from fazhi.people.models import Account, LoginRecord
from fazhi.people.services.login import log_in
from fazhi.people.vocabulary import LoginOutcome
from tests.factories.people import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db
HERE = "10.1.2.3"


def _try(username, password, at, ip=HERE):
    return log_in(username=username, password=password, ip=ip, at=at)


def _fail(username, at, times, ip=HERE):
    for _ in range(times):
        with pytest.raises(LoginRefused):
            _try(username, "wrong", at, ip)


def test_the_right_password_enters_and_is_recorded(at):
    account = AccountFactory(username="zhao")
    admitted = _try(" ｚｈａｏ ", PASSWORD, at)
    assert (admitted.account, admitted.needs_code) == (account, False)
    record = LoginRecord.objects.get()
    assert (record.account, record.outcome, record.ip, record.at) == (account, LoginOutcome.ENTERED, HERE, at)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(at):
    AccountFactory(username="zhao")
    answers = []
    for username in ("zhao", "nobody"):
        with pytest.raises(LoginRefused) as caught:
            _try(username, "wrong", at)
        answers.append(caught.value.sentence)
    assert answers == ["用户名或者密码不正确。"] * 2
    assert list(LoginRecord.objects.values_list("outcome", flat=True)) == [LoginOutcome.WRONG] * 2


@pytest.mark.parametrize("username", ["zhao", "nobody"])
def test_the_fifth_failure_locks_for_fifteen_minutes_and_tells_the_time(at, username):
    """The same for a name that nobody bears, so that the lock tells nobody who exists."""
    AccountFactory(username="zhao")
    _fail(username, at, 4)
    with pytest.raises(LockedOut) as caught:
        _try(username, "wrong", at)
    assert caught.value.until == at + timedelta(minutes=15)
    assert caught.value.sentence == "连续5次失败，账号已锁定，请在10:15之后再试。"
    with pytest.raises(LockedOut):
        _try(username, PASSWORD, at + timedelta(minutes=14, seconds=59))
    outcomes = list(LoginRecord.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [LoginOutcome.WRONG] * 5 + [LoginOutcome.LOCKED]


def test_the_lock_opens_by_itself_and_counting_starts_anew(at):
    AccountFactory(username="zhao")
    with pytest.raises(LockedOut):
        _fail("zhao", at, 5)
    later = at + timedelta(minutes=15)
    _fail("zhao", later, 4)
    assert _try("zhao", PASSWORD, later).account.username == "zhao"


def test_a_success_forgives_earlier_failures(at):
    AccountFactory(username="zhao")
    _fail("zhao", at, 4)
    _try("zhao", PASSWORD, at)
    _fail("zhao", at, 4)
    account = Account.objects.get(username="zhao")
    assert (account.failed_count, account.locked_until) == (4, None)


def test_failures_far_apart_do_not_add_up(at):
    AccountFactory(username="zhao")
    for n in range(8):
        _fail("zhao", at + n * timedelta(minutes=16), 1)
    assert Account.objects.get(username="zhao").locked_until is None


def test_attempts_made_at_once_cannot_outrun_the_limit(at):
    """Five attempts were claimed by others and none has been judged yet."""
    account = AccountFactory(username="zhao")
    Account.objects.filter(pk=account.pk).update(failed_count=5, failed_at=at)
    with pytest.raises(LockedOut):
        _try("zhao", PASSWORD, at)


def test_thirty_failures_from_one_address_close_it_for_everybody(at):
    AccountFactory(username="zhao")
    for n in range(15):
        _fail(f"guess{n}", at, 2)
    with pytest.raises(LockedOut) as caught:
        _try("zhao", PASSWORD, at + timedelta(minutes=1))
    assert "本地址登录失败次数过多" in caught.value.sentence
    assert _try("zhao", PASSWORD, at + timedelta(minutes=1), ip="10.9.9.9").account.username == "zhao"
    assert _try("zhao", PASSWORD, at + timedelta(minutes=15)).account.username == "zhao"


@pytest.mark.parametrize("closed", ["account", "person"])
def test_a_closed_account_says_so_only_to_who_knows_the_password(at, closed):
    account = AccountFactory(username="zhao")
    target = account if closed == "account" else account.person
    target.is_active = False
    target.save()
    with pytest.raises(LoginRefused) as caught:
        _try("zhao", PASSWORD, at)
    assert caught.value.sentence == "账号已停用，请联系本单位系统管理员。"
    with pytest.raises(LoginRefused) as caught:
        _try("zhao", "wrong", at)
    assert caught.value.sentence == "用户名或者密码不正确。"


def test_an_account_without_a_password_lets_nobody_in(at):
    account = AccountFactory(username="zhao")
    account.set_unusable_password()
    account.save()
    with pytest.raises(LoginRefused):
        _try("zhao", "", at)
