"""Codes from the telephone (RFC 6238): enrol, confirm, use, end."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno

from fazhi.kernel.errors import Fault, Incomplete
from fazhi.people import sealing
from fazhi.people.models import Account
from fazhi.people.services import attempts
from fazhi.people.vocabulary import LoginOutcome

_ISSUER = "法治平台"
_STEP = 30
# One step earlier or later: a telephone's clock may be off by half a minute.
_DRIFT = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is shown once while enrolling: the secret for typing, and the same as a QR code in SVG."""

    secret: str
    svg: str


def begin_totp(account: Account) -> Enrolment:
    """Make a new secret for the account; it asks for nothing until it is confirmed with a code.

    Raises Incomplete when codes are already in use.
    """
    if account.uses_totp:
        raise Incomplete([Fault("code", "动态口令已启用，请先停用再重新绑定。")])
    secret = pyotp.random_base32()
    Account.objects.filter(pk=account.pk, totp_since=None).update(
        totp_secret=sealing.seal(secret), totp_last_step=0
    )
    return _shown(account, secret)


def pending_totp(account: Account) -> Enrolment | None:
    """The enrolment that was begun and not yet confirmed, to be shown again after a wrong code."""
    if account.uses_totp or not account.totp_secret:
        return None
    return _shown(account, sealing.unseal(account.totp_secret))


def confirm_totp(account: Account, *, code: str, at: datetime) -> None:
    """Put codes into use, after one proves that the telephone has the secret.

    Raises Incomplete when the code does not fit.
    """
    if account.uses_totp or not account.totp_secret or not use_code(account, code, at):
        raise Incomplete([Fault("code", "动态口令不正确，请核对手机时间后输入当前显示的六位数字。")])
    Account.objects.filter(pk=account.pk).update(totp_since=at)


def end_totp(account: Account, *, password: str, ip: str | None, at: datetime) -> None:
    """Stop asking for codes; needs the password, and wrong ones count towards the lock.

    Raises Incomplete or LockedOut.
    """
    attempts.claim(account, ip=ip, at=at)
    if not account.check_password(password):
        attempts.fail(account, LoginOutcome.WRONG, ip=ip, at=at)
        raise Incomplete([Fault("password", "密码不正确。")])
    attempts.succeed(account)
    clear_totp(account)


def clear_totp(account: Account) -> None:
    """Forget the secret, as when a telephone was lost."""
    Account.objects.filter(pk=account.pk).update(totp_secret="", totp_since=None, totp_last_step=0)


def use_code(account: Account, code: str, at: datetime) -> bool:
    """Whether the code fits the moment and is used for the first time. A used step and those before it are spent."""
    digits = "".join(code.split())
    if not account.totp_secret or len(digits) != 6 or not digits.isascii():
        return False
    totp = pyotp.TOTP(sealing.unseal(account.totp_secret))
    now = int(at.timestamp()) // _STEP
    for step in (now + drift for drift in _DRIFT):
        if secrets.compare_digest(totp.generate_otp(step), digits):
            spent = Account.objects.filter(pk=account.pk, totp_last_step__lt=step).update(totp_last_step=step)
            return spent == 1
    return False


def _shown(account: Account, secret: str) -> Enrolment:
    address = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=_ISSUER)
    svg = segno.make(address, error="m", micro=False).svg_inline(scale=5, title="动态口令二维码")
    return Enrolment(secret, svg)
