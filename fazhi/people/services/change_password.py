"""Change a password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fazhi.kernel.errors import Fault, Incomplete
from fazhi.people.models import Account
from fazhi.people.services import attempts
from fazhi.people.vocabulary import LoginOutcome

# Django's own sentences are not all in Chinese.
_SENTENCES = {
    "password_too_short": "密码至少{min_length}个字符。",
    "password_too_similar": "密码与用户名太相近。",
    "password_too_common": "这是常用密码，容易被猜到，请换一个。",
    "password_entirely_numeric": "密码不能全是数字。",
}


def change_password(
    account: Account, *, old: str, new: str, again: str, ip: str | None, at: datetime
) -> None:
    """Set the person's own new password; ends his other sessions, since their hash no longer fits.

    Raises Incomplete with every fault, or LockedOut when the old password was wrong too often.
    """
    attempts.claim(account, ip=ip, at=at)
    if not account.check_password(old):
        attempts.fail(account, LoginOutcome.WRONG, ip=ip, at=at)
        raise Incomplete([Fault("old", "原密码不正确。")])
    attempts.succeed(account)
    faults = []
    if new != again:
        faults.append(Fault("again", "两次输入的新密码不一致。"))
    if new == old:
        faults.append(Fault("new", "新密码不能与原密码相同。"))
    faults += [Fault("new", sentence) for sentence in weaknesses(account, new)]
    if faults:
        raise Incomplete(faults)
    _keep(account, new)


def set_password(account: Account, new: str, *, must_change: bool) -> None:
    """Set a password for another, as an administrator does; opens a locked account.

    Raises Incomplete when it is too weak.
    """
    if faults := [Fault("new", sentence) for sentence in weaknesses(account, new)]:
        raise Incomplete(faults)
    attempts.succeed(account)
    _keep(account, new, must_change=must_change)


def weaknesses(account: Account, new: str) -> list[str]:
    """What is wrong with a password, each as a sentence."""
    try:
        validate_password(new, account)
    except ValidationError as error:
        return [_SENTENCES[str(fault.code)].format(**(fault.params or {})) for fault in error.error_list]
    return []


def _keep(account: Account, new: str, *, must_change: bool = False) -> None:
    account.set_password(new)
    account.must_change_password = must_change
    Account.objects.filter(pk=account.pk).update(password=account.password, must_change_password=must_change)
