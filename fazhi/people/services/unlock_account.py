"""Open a locked account before its time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.people.actors import Actor
from fazhi.people.models import Account
from fazhi.people.recording import Change, altered, tell
from fazhi.people.services import attempts
from fazhi.people.services.in_hand import account_managed


@transaction.atomic
def unlock_account(person_id: UUID, *, actor: Actor, at: datetime) -> Account:
    """The account, with its failures forgotten; its password stays. Raises NotYourPart or OutOfScope."""
    account = account_managed(actor, person_id, day=timezone.localdate(at))
    attempts.succeed(account)
    tell(
        [Change(account.person_id, "people.account_unlocked", (altered(account, [], unlocked=True),))],
        actor=actor,
        at=at,
    )
    return account
