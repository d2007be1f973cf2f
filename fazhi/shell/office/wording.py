"""Sentences about matters that several pages say alike."""

from fazhi.law import cite
from fazhi.people.actors import Actor
from fazhi.procedures import editions
from fazhi.procedures.definition import HOUSE_PRACTICE
from fazhi.procedures.models import Matter


def role_title(matter: Matter, role: str) -> str:
    """The title of a role in the matter's procedure."""
    known = editions.of(matter.edition_id).roles.get(role)
    return known.title if known else ""


def why_mine(matter: Matter, actor: Actor) -> str:
    """Why the next step lies with the actor, and what the matter is."""
    role = role_title(matter, matter.owner_role)
    number = matter.number or editions.of(matter.edition_id).title
    return f"您是{role} · {number}" if role else number


def holder_sentence(matter: Matter) -> str:
    """With whom the matter lies now."""
    if not matter.is_open:
        return ""
    if matter.is_suspended:
        return "已中止"
    if matter.is_waiting:
        return f"等候：{matter.waits_for}"
    step = matter.next_title or matter.stage_title
    if matter.owner_person_id is not None and matter.owner_person is not None:
        return f"现由{matter.owner_person.name}（{role_title(matter, matter.owner_role)}）办理：{step}"
    role = role_title(matter, matter.owner_role)
    return f"现待{role}办理：{step}" if role else f"现在{matter.stage_title}阶段"


def holder(matter: Matter) -> str:
    """With whom the matter lies, in a word for lists."""
    if not matter.is_open:
        return "已办结"
    if matter.is_suspended:
        return "已中止"
    if matter.is_waiting:
        return f"等候{matter.waits_for}"
    if matter.owner_person_id is not None and matter.owner_person is not None:
        return matter.owner_person.name
    return role_title(matter, matter.owner_role) or "—"


def printed(basis: str) -> str:
    """A basis as readers read it: `行政处罚法#60` becomes 《行政处罚法》第六十条; house practice is not shown."""
    parts = basis.split() if "#" in basis else [basis]
    return "、".join(cite.label(part) if "#" in part else part for part in parts if part != HOUSE_PRACTICE)


def outcome_label(matter: Matter) -> str:
    """How the matter ended, in the words of its procedure."""
    stage = editions.of(matter.edition_id).stages.get(matter.stage)
    return stage.title if stage else ""
