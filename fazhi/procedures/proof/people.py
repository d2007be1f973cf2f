"""Can the roles be filled by some people, and not by one alone?"""

from collections.abc import Iterator

from fazhi.people.vocabulary import PostKind
from fazhi.procedures.definition import Definition, Found, Role
from fazhi.procedures.loading import DefinitionFault, Source
from fazhi.procedures.proof.paths import edges, entries


def faults(source: Source, d: Definition) -> list[DefinitionFault]:
    """Roles nobody can fill, and procedures that one person could carry from beginning to end."""
    return [DefinitionFault(source.path, source.line(*at), said) for at, said in [*_unfilled(d), *_alone(d)]]


Finding = tuple[tuple[str | int, ...], str]


def _unfilled(d: Definition) -> Iterator[Finding]:
    given = {role for action in d.actions.values() for role, _ in action.assigns}
    assignable = "assign" in d.actions
    for role in d.roles.values():
        used = any(role.key in action.by for action in d.actions.values() if not action.universal)
        if used and role.found is Found.ASSIGNMENT and role.key not in given and not assignable:
            yield ("roles", role.key), f"角色“{role.title}”没有任何动作指派，没有人能担任"


def _alone(d: Definition) -> Iterator[Finding]:
    """A matter that people open must need two: no single holder of a post can take it to its regular end.

    Basis: none (house practice); the statutes that ask for two persons stand in the definitions
    """
    if d.opening.by == ("system",):
        return
    for post in PostKind.values:
        roles = {role.key for role in d.roles.values() if _could_hold(role, post)}
        if not roles & set(d.opening.by):
            continue
        held = _without_clashes(d, roles)
        reached, queue = set(entries(d)), list(entries(d))
        while queue:
            here = queue.pop()
            for edge in edges(d):
                action = d.actions.get(edge.trigger)
                if edge.source == here and edge.target not in reached and action and set(action.by) & held:
                    reached.add(edge.target)
                    queue.append(edge.target)
        regular = [d.stages[key].title for key in reached if d.stages[key].final and not d.stages[key].exit]
        if regular:
            who = PostKind(post).label
            yield ("roles",), f"{who}一人就能从开始办到“{regular[0]}”：请以 not 写明哪些角色不得由同一人担任"


def _could_hold(role: Role, post: str) -> bool:
    if role.found is Found.POST:
        return post in role.posts
    return role.found is Found.ASSIGNMENT and (not role.assign_from or post in role.assign_from)


def _without_clashes(d: Definition, roles: set[str]) -> set[str]:
    """The roles one person could hold at once: a role that excludes another of them falls out."""
    return {key for key in roles if not set(d.roles[key].excludes) & roles}
