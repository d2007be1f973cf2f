"""Whether a person fills a role of a matter, and who owns its next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fazhi.kernel.verdicts import Allowed, Refused, Verdict
from fazhi.people.actors import Actor
from fazhi.people.selectors import CredentialFact
from fazhi.procedures.definition import Definition, Found, Role, Within
from fazhi.procedures.engine.loaded import Loaded


def may_do(loaded: Loaded, actor: Actor, roles: tuple[str, ...]) -> bool:
    """Whether the actor fills one of the roles."""
    return any(fills(loaded, actor, loaded.definition.roles[key]) for key in roles)


def fills(loaded: Loaded, actor: Actor, role: Role) -> bool:
    """Whether the actor fills the role: found as the role says, and not one of those it excludes."""
    if role.found is Found.SYSTEM:
        return actor.is_system
    if actor.person_id is None:
        return False
    if any(actor.person_id in loaded.holders(other) for other in role.excludes):
        return False
    match role.key:
        case "assigned":
            return any(row.person_id == actor.person_id for row in loaded.assignments)
        case "asked_signer":
            return any(row.person_id == actor.person_id for row in loaded.signers)
        case "anyone_in_scope":
            return True
        case "stage_owner":
            return owns(loaded, actor)
        case "last_mover":
            return loaded.matter.last_actor_id == actor.person_id and bool(loaded.matter.trail.get("undo"))
    if role.found is Found.ASSIGNMENT:
        return actor.person_id in loaded.holders(role.key)
    return _post_reaches(loaded, actor, role)


def _post_reaches(loaded: Loaded, actor: Actor, role: Role) -> bool:
    if actor.post not in role.posts:
        return False
    matter = loaded.matter
    match role.within:
        case Within.UNIT:
            return actor.organ_id == matter.organ_id and actor.unit_id == matter.unit_id
        case Within.ORGAN:
            return actor.organ_id == matter.organ_id
        case Within.REGION:
            return matter.region_path.startswith(actor.region_path) and bool(actor.region_path)


def owns(loaded: Loaded, actor: Actor) -> bool:
    """Whether the next step is the actor's: as the person it lies with, or by a post it lies with."""
    matter = loaded.matter
    if matter.owner_person_id is not None:
        return matter.owner_person_id == actor.person_id
    return (
        f"|{actor.post}|" in matter.owner_posts
        and matter.owner_organ_id == actor.organ_id
        and matter.owner_unit_id in {None, actor.unit_id}
    )


def certified(loaded: Loaded, actor: Actor, roles: tuple[str, ...]) -> Verdict | None:
    """Whether the actor holds the credential that his role asks for on the day; None where no role asks for one."""
    needed = [
        role for key in roles if (role := loaded.definition.roles[key]).needs and fills(loaded, actor, role)
    ]
    if not needed or actor.person_id is None:
        return None
    role = needed[0]
    return holds_credential(loaded.credentials.get(actor.person_id, []), role, loaded, actor.name)


def holds_credential(credentials: Sequence[CredentialFact], role: Role, loaded: Loaded, name: str) -> Verdict:
    """Whether among the credentials one of the kind that the role needs is valid on the day.

    Basis: 《行政处罚法》第四十二条第一款（行政处罚应当由具有行政执法资格的执法人员实施）
    """
    of_kind = [c for c in credentials if c.kind == role.needs]
    for held in of_kind:
        if held.is_good_on(loaded.day):
            return Allowed(role.basis, f"{name}，证号{held.number}")
    if of_kind:
        return Refused(
            f"{name}的证件{of_kind[0].number}已被暂扣或者注销", role.basis, "由持有效证件的人员办理"
        )
    return Refused(
        f"{name}在办理当日没有有效的资格证件", role.basis, "由持有效证件的人员办理，或者先登记证件"
    )


@dataclass(frozen=True)
class Owner:
    """With whom the next step lies: one person, or whoever holds one of the posts."""

    role: str
    person_id: UUID | None
    posts: str
    organ_id: UUID | None
    unit_id: UUID | None


def owner_of(definition: Definition, loaded: Loaded, roles: tuple[str, ...]) -> Owner | None:
    """The owner of a step open to these roles: the first who is assigned, else the holders of the first post role."""
    for key in roles:
        if held := loaded.holders(key):
            return Owner(key, held[0], "", None, None)
    for key in roles:
        role = definition.roles[key]
        if role.found is Found.POST and role.within is not Within.REGION:
            unit = loaded.matter.unit_id if role.within is Within.UNIT else None
            return Owner(key, None, "|" + "|".join(role.posts) + "|", loaded.matter.organ_id, unit)
    return None
