"""Suspend a person's paper, restore it, or cancel it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import Fault, Incomplete, MovedOn, OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.models import Credential
from fazhi.people.recording import Change, altered, tell
from fazhi.people.services.in_hand import person_kept
from fazhi.people.vocabulary import CredentialStatus, CredentialTurn

# From which states it may be done, and to which it leads. A cancelled paper stays cancelled: a new one is issued.
_TURNS = {
    CredentialTurn.SUSPEND: ({CredentialStatus.VALID}, CredentialStatus.SUSPENDED),
    CredentialTurn.RESTORE: ({CredentialStatus.SUSPENDED}, CredentialStatus.VALID),
    CredentialTurn.CANCEL: ({CredentialStatus.VALID, CredentialStatus.SUSPENDED}, CredentialStatus.CANCELLED),
}


@transaction.atomic
def turn_credential(
    person_id: UUID, *, credential_id: UUID, turn: str, actor: Actor, at: datetime
) -> Credential:
    """The paper in its new state, from this moment on.

    Raises Incomplete when it cannot be done in the state the paper is in, NotYourPart, OutOfScope, or MovedOn.
    Basis: none (house practice)
    """
    person = person_kept(actor, person_id, day=timezone.localdate(at))
    paper = Credential.objects.filter(pk=credential_id, person=person).first()
    if paper is None:
        raise OutOfScope("没有这个证件，或者不归您管理。")
    if turn not in CredentialTurn.values:
        raise Incomplete([Fault("turn", "请选择暂扣、恢复或者注销。")])
    before, after = _TURNS[CredentialTurn(turn)]
    if paper.status not in before:
        done = CredentialTurn(turn).label
        raise Incomplete([Fault("turn", f"该证件现在的状态是“{paper.get_status_display()}”，不能{done}。")])
    if not Credential.objects.filter(pk=paper.pk, status=paper.status).update(status=after):
        raise MovedOn("该证件刚被他人修改，请查看后再办。")
    paper.status = after
    told = (altered(paper, ["status"], number=paper.number),)
    tell([Change(person.pk, f"people.credential_{after.value}", told)], actor=actor, at=at)
    return paper
