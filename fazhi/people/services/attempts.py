"""Counting of failed attempts: five in a row close an account, thirty an address, for fifteen minutes."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from fazhi.people.errors import LockedOut
from fazhi.people.models import Account, LoginRecord
from fazhi.people.vocabulary import LoginOutcome

FAILURES = 5
IP_FAILURES = 30
PAUSE = timedelta(minutes=15)
_FAILED = (LoginOutcome.WRONG, LoginOutcome.WRONG_SECOND)


def record(
    username: str, outcome: LoginOutcome, *, ip: str | None, at: datetime, account: Account | None
) -> None:
    """Keep one attempt."""
    LoginRecord.objects.create(account=account, username=username, at=at, ip=ip, outcome=outcome)


def claim(account: Account, *, ip: str | None, at: datetime) -> None:
    """Count an attempt as failed before it is looked at, so that attempts made at once cannot outrun the limit.

    Failures that lie more than fifteen minutes apart do not add up. `succeed` or `give_back` takes the count away.
    Raises LockedOut when the account is closed.
    """
    open_now = Q(locked_until__isnull=True) | Q(locked_until__lte=at)
    starts_over = Q(locked_until__isnull=False) | Q(failed_at__isnull=True) | Q(failed_at__lt=at - PAUSE)
    Account.objects.filter(open_now, pk=account.pk).update(
        failed_count=Case(When(starts_over, then=Value(1)), default=F("failed_count") + 1),
        failed_at=at,
        locked_until=None,
    )
    account.refresh_from_db(fields=["failed_count", "failed_at", "locked_until"])
    until = account.locked_until
    if until is None and account.failed_count > FAILURES:
        until = at + PAUSE
    if until is not None and until > at:
        record(account.username, LoginOutcome.LOCKED, ip=ip, at=at, account=account)
        raise locked(until)


def fail(account: Account, outcome: LoginOutcome, *, ip: str | None, at: datetime) -> None:
    """The claimed attempt was wrong; the fifth closes the account.

    Raises LockedOut when this was the fifth.
    """
    record(account.username, outcome, ip=ip, at=at, account=account)
    if account.failed_count >= FAILURES:
        Account.objects.filter(pk=account.pk).update(locked_until=at + PAUSE)
        raise locked(at + PAUSE)


def give_back(account: Account) -> None:
    """The claimed attempt was right so far: it no longer counts, those before it do."""
    Account.objects.filter(pk=account.pk, failed_count__gt=0).update(failed_count=F("failed_count") - 1)


def succeed(account: Account) -> None:
    """The person is in: nothing counts against the account any more."""
    Account.objects.filter(pk=account.pk).update(failed_count=0, failed_at=None, locked_until=None)


def refuse_crowded(username: str, *, ip: str | None, at: datetime) -> None:
    """Raises LockedOut when too many attempts from this address have failed of late."""
    if ip is None:
        return
    failed = LoginRecord.objects.filter(ip=ip, at__gt=at - PAUSE, outcome__in=_FAILED).order_by("-at")
    moments = list(failed.values_list("at", flat=True)[:IP_FAILURES])
    if len(moments) == IP_FAILURES:
        record(username, LoginOutcome.CROWDED, ip=ip, at=at, account=None)
        until = moments[-1] + PAUSE
        raise LockedOut(f"本地址登录失败次数过多，请在{_clock(until)}之后再试。", until)


def refuse_as_if_locked(username: str, *, at: datetime) -> None:
    """For a name that nobody bears: lock it as an account would be, so that the lock does not tell who exists.

    Raises LockedOut.
    """
    failed = LoginRecord.objects.filter(username=username, outcome=LoginOutcome.WRONG, account=None)
    moments = list(failed.order_by("-at").values_list("at", flat=True)[:FAILURES])
    in_a_row = all(later - earlier <= PAUSE for later, earlier in pairwise(moments))
    if len(moments) == FAILURES and in_a_row and moments[0] + PAUSE > at:
        raise locked(moments[0] + PAUSE)


def locked(until: datetime) -> LockedOut:
    """The answer to a closed account."""
    return LockedOut(f"连续{FAILURES}次失败，账号已锁定，请在{_clock(until)}之后再试。", until)


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    # The minute is rounded up, so that who waits until then is not refused again.
    if local.second or local.microsecond:
        local += timedelta(minutes=1)
    return f"{local:%H:%M}"
