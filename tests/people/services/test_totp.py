from datetime import timedelta

import pyotp
import pytest

from fazhi.kernel.errors import Incomplete
from fazhi.people.errors import LockedOut, LoginRefused
from fazhi.people.models import Account
from fazhi.people.services.login import log_in, log_in_second
from fazhi.people.services.totp import begin_totp, clear_totp, confirm_totp, end_totp, pending_totp
from tests.factories.people import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


def _code(secret, at):
    return pyotp.TOTP(secret).at(at)


def _enrolled(at):
    """An account that confirmed its telephone ten minutes ago, and the secret."""
    account = AccountFactory(username="zhao")
    secret = begin_totp(account).secret
    account.refresh_from_db()
    before = at - timedelta(minutes=10)
    confirm_totp(account, code=_code(secret, before), at=before)
    account.refresh_from_db()
    return account, secret


def _second(account, code, at):
    return log_in_second(account, code=code, ip=None, at=at)


def test_enrolling_shows_a_picture_and_counts_only_when_confirmed(at):
    account = AccountFactory()
    enrolment = begin_totp(account)
    assert enrolment.svg.startswith("<svg")
    account.refresh_from_db()
    assert not account.uses_totp
    assert enrolment.secret not in account.totp_secret
    assert pending_totp(account) == enrolment
    with pytest.raises(Incomplete):
        confirm_totp(account, code="000000", at=at)
    assert not Account.objects.get(pk=account.pk).uses_totp


def test_the_password_alone_no_longer_enters(at):
    account, secret = _enrolled(at)
    admitted = log_in(username="zhao", password=PASSWORD, ip=None, at=at)
    assert admitted.needs_code
    assert _second(account, _code(secret, at), at) == account


@pytest.mark.parametrize(("drift", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_one_step(at, drift, fits):
    account, secret = _enrolled(at)
    code = _code(secret, at + drift * STEP)
    if fits:
        assert _second(account, code, at) == account
    else:
        with pytest.raises(LoginRefused):
            _second(account, code, at)


def test_a_code_is_good_once_and_spends_those_before_it(at):
    account, secret = _enrolled(at)
    _second(account, _code(secret, at), at)
    for code in (_code(secret, at), _code(secret, at - STEP)):
        with pytest.raises(LoginRefused):
            _second(account, code, at)
    assert _second(account, _code(secret, at + STEP), at + STEP) == account


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_not_a_code_is_refused(at, code):
    account, _ = _enrolled(at)
    with pytest.raises(LoginRefused):
        _second(account, code, at)


def test_wrong_codes_lock_even_when_the_password_is_right_each_time(at):
    account, secret = _enrolled(at)
    for _ in range(4):
        log_in(username="zhao", password=PASSWORD, ip=None, at=at)
        with pytest.raises(LoginRefused):
            _second(account, "000000", at)
    with pytest.raises(LockedOut):
        _second(account, "000000", at)
    with pytest.raises(LockedOut):
        _second(account, _code(secret, at), at)


def test_ending_needs_the_password(at):
    account, _ = _enrolled(at)
    with pytest.raises(Incomplete):
        end_totp(account, password="wrong", ip=None, at=at)
    end_totp(account, password=PASSWORD, ip=None, at=at)
    account.refresh_from_db()
    assert (account.uses_totp, account.totp_secret) == (False, "")


def test_beginning_anew_while_in_use_is_refused_and_clearing_helps(at):
    account, _ = _enrolled(at)
    with pytest.raises(Incomplete):
        begin_totp(account)
    clear_totp(account)
    account.refresh_from_db()
    assert begin_totp(account).secret
