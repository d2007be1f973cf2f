"""Sentences about matters that several pages say alike."""

from fazhi.people.actors import Actor
from fazhi.people.vocabulary import PostKind
from fazhi.procedures import editions
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
        return f"等候{matter.waits_for}"
    step = matter.next_title or matter.stage_title
    if matter.owner_person_id is not None and matter.owner_person is not None:
        return f"现由{matter.owner_person.name}（{role_title(matter, matter.owner_role)}）{step}"
    posts = [
        PostKind(post).label for post in matter.owner_posts.strip("|").split("|") if post in PostKind.values
    ]
    return f"现待{'、'.join(posts)}{step}" if posts else f"现在{matter.stage_title}阶段"


def outcome_label(matter: Matter) -> str:
    """How the matter ended, in the words of its procedure."""
    stage = editions.of(matter.edition_id).stages.get(matter.stage)
    return stage.title if stage else ""
