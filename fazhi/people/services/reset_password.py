"""Give an account a new first password, which its holder must change when he enters."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import NotYourPart
from fazhi.people.actors import Actor
from fazhi.people.models import Account
from fazhi.people.recording import Change, altered, tell
from fazhi.people.services.change_password import set_password, weaknesses
from fazhi.people.services.in_hand import account_managed
from fazhi.people.services.totp import clear_totp

# Letters and digits that are not taken for one another when they are read out or copied by hand.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 14


@transaction.atomic
def reset_password(person_id: UUID, *, clear_codes: bool, actor: Actor, at: datetime) -> tuple[Account, str]:
    """The account and its new password, told here and never again. All sessions of the account end.

    Raises NotYourPart for one's own account, whose old password is asked for elsewhere, or OutOfScope.
    """
    account = account_managed(actor, person_id, day=timezone.localdate(at))
    if account.person_id == actor.person_id:
        raise NotYourPart("本人的密码请在“账号与岗位”中凭原密码修改。")
    new = _password()
    while weaknesses(account, new):
        new = _password()
    put_password(account, new, must_change=True, clear_codes=clear_codes, actor=actor, at=at)
    return account, new


@transaction.atomic
def put_password(
    account: Account, new: str, *, must_change: bool, clear_codes: bool, actor: Actor, at: datetime
) -> None:
    """Set this password for another, open the account, and tell that it was done, never what it is.

    Raises Incomplete when it is too weak.
    """
    set_password(account, new, must_change=must_change)
    if clear_codes:
        clear_totp(account)
    told = altered(account, ["must_change_password"], password_set=True, codes_cleared=clear_codes)
    tell([Change(account.person_id, "people.password_reset", (told,))], actor=actor, at=at)


def _password() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
