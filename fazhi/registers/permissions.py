"""Who may change which registers."""

from fazhi.people.actors import Actor
from fazhi.people.scope import manages_region, sees_region
from fazhi.people.vocabulary import PostKind
from fazhi.registers.models import Register

_KEEPERS = frozenset({PostKind.LEGAL_OFFICER, PostKind.DEPUTY_HEAD, PostKind.ORGAN_HEAD, PostKind.ADMIN})


def may_change(actor: Actor, register: Register) -> bool:
    """Whether the actor keeps the register: for its owner, or for the whole region that it holds for.

    Basis: none (house practice)
    """
    if actor.is_system:
        return True
    if register.owner_id is not None and actor.organ_id == register.owner_id:
        return actor.post in _KEEPERS
    covers = bool(actor.region_path) and register.region_path.startswith(actor.region_path)
    return covers and actor.post != PostKind.LEADER and (sees_region(actor) or manages_region(actor))
