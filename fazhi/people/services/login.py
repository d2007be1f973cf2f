"""Come in: by name and password, then by a code where the account asks for one."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from fazhi.people.errors import LockedOut, LoginRefused
from fazhi.people.models import Account
from fazhi.people.services import attempts
from fazhi.people.services.totp import use_code
from fazhi.people.vocabulary import LoginOutcome

_WRONG = "用户名或者密码不正确。"


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who may come in. While `needs_code` nobody is in yet."""

    account: Account
    needs_code: bool


def log_in(*, username: str, password: str, ip: str | None, at: datetime) -> Admitted:
    """Check name and password and record the attempt.

    A name that nobody bears costs the same time and is locked alike, so that names cannot be found out.
    Raises LoginRefused, or LockedOut after five failures in a row or thirty from one address in fifteen minutes.
    """
    username = unicodedata.normalize("NFKC", username.strip())[:60]
    attempts.refuse_crowded(username, ip=ip, at=at)
    account = Account.objects.select_related("person").filter(username=username).first()
    if account is None:
        _turn_away_stranger(username, password, ip=ip, at=at)
        raise LoginRefused(_WRONG)
    attempts.claim(account, ip=ip, at=at)
    if not account.check_password(password):
        attempts.fail(account, LoginOutcome.WRONG, ip=ip, at=at)
        raise LoginRefused(_WRONG)
    if not account.is_active or not account.person.is_active:
        attempts.give_back(account)
        attempts.record(username, LoginOutcome.INACTIVE, ip=ip, at=at, account=account)
        raise LoginRefused("账号已停用，请联系本单位系统管理员。")
    if account.uses_totp:
        attempts.give_back(account)
        return Admitted(account, needs_code=True)
    _enter(account, ip=ip, at=at)
    return Admitted(account, needs_code=False)


def _turn_away_stranger(username: str, password: str, *, ip: str | None, at: datetime) -> None:
    try:
        attempts.refuse_as_if_locked(username, at=at)
    except LockedOut:
        attempts.record(username, LoginOutcome.LOCKED, ip=ip, at=at, account=None)
        raise
    make_password(password)
    attempts.record(username, LoginOutcome.WRONG, ip=ip, at=at, account=None)
    attempts.refuse_as_if_locked(username, at=at)


def log_in_second(account: Account, *, code: str, ip: str | None, at: datetime) -> Account:
    """Check the code after the password was right; wrong codes count like wrong passwords.

    Raises LoginRefused or LockedOut.
    """
    attempts.refuse_crowded(account.username, ip=ip, at=at)
    attempts.claim(account, ip=ip, at=at)
    if not account.is_active or not use_code(account, code, at):
        attempts.fail(account, LoginOutcome.WRONG_SECOND, ip=ip, at=at)
        raise LoginRefused("动态口令不正确或者已经用过，请等待下一个口令。")
    _enter(account, ip=ip, at=at)
    return account


def _enter(account: Account, *, ip: str | None, at: datetime) -> None:
    attempts.succeed(account)
    attempts.record(account.username, LoginOutcome.ENTERED, ip=ip, at=at, account=account)


def log_out(account: Account, *, ip: str | None, at: datetime) -> None:
    """Record that the person left by his own act."""
    attempts.record(account.username, LoginOutcome.LEFT, ip=ip, at=at, account=account)
