"""Change what is registered of a person: name, telephone, in use or not."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import Fault, Incomplete
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.people.recording import Change, altered, tell
from fazhi.people.services.in_hand import person_managed

_PHONE = re.compile(r"[0-9+() -]{3,20}")


@transaction.atomic
def edit_person(
    person_id: UUID, *, name: str, phone: str, is_active: bool, actor: Actor, at: datetime
) -> bool:
    """Set what differs, and say whether anything did. Who is out of use can no longer enter or be chosen.

    Raises Incomplete with every fault, NotYourPart, or OutOfScope.
    """
    person = person_managed(actor, person_id, day=timezone.localdate(at))
    wanted: dict[str, str | bool] = {
        "name": " ".join(name.split()),
        "phone": " ".join(phone.split()),
        "is_active": is_active,
    }
    differing = {key: value for key, value in wanted.items() if getattr(person, key) != value}
    if faults := _faults(person, differing, actor):
        raise Incomplete(faults)
    if not differing:
        return False
    for key, value in differing.items():
        setattr(person, key, value)
    person.save(update_fields=sorted(differing))
    tell([Change(person.pk, "people.edited", (altered(person, differing),))], actor=actor, at=at)
    return True


def _faults(person: Person, differing: dict[str, str | bool], actor: Actor) -> list[Fault]:
    faults = []
    name, phone = str(differing.get("name", person.name)), str(differing.get("phone", ""))
    if not name or len(name) > 60:
        faults.append(Fault("name", "请填写姓名，不超过60个字。"))
    if phone and not _PHONE.fullmatch(phone):
        faults.append(Fault("phone", "联系电话为3至20位，只能有数字、空格、“+”、“-”和括号。"))
    if differing.get("is_active") is False and person.pk == actor.person_id:
        faults.append(Fault("is_active", "不能停用本人，请由其他管理员办理。"))
    return faults
