"""Who may do what, read from the definitions by hand: a second opinion, made without the engine's own code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import fazhi
from fazhi.people.actors import Actor
from fazhi.procedures.models import Assignment, Matter, SignRequest

HOUSE = Path(fazhi.__file__).parent
UNIVERSAL = yaml.load(
    (HOUSE / "procedures" / "universal.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
IN_UNIT = {"officer", "unit_head", "clerk", "cashier"}
IN_ORGAN = {"legal_officer", "organ_head", "deputy_head"}


def _read_all() -> dict[str, dict[str, Any]]:
    found = {}
    for path in HOUSE.glob("**/procedures/*.yaml"):
        body = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        # Without a key: what every procedure shares, and `X.forms.yaml`, the forms of X.
        if "key" not in body:
            continue
        forms = path.with_name(f"{path.stem}.forms.yaml")
        if forms.exists():
            body.setdefault("forms", {}).update(
                yaml.load(forms.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            )
        found[body["key"]] = body
    return found


WRITTEN = _read_all()


@dataclass
class Book:
    """One procedure as its file says it, what every procedure can do included."""

    body: dict[str, Any]

    def actions(self) -> dict[str, dict[str, Any]]:
        """Actions that a page can offer: not the opening one, and none that only the system does."""
        narrowed, forbidden = self.body.get("universal", {}), self.body.get("forbid", {})
        found = {}
        for key, action in UNIVERSAL["actions"].items():
            whole = action | narrowed.get(key, {})
            if key not in forbidden and (key not in {"suspend", "resume"} or whole["basis"]):
                found[key] = whole
        found |= self.body["actions"]
        return {
            key: action
            for key, action in found.items()
            if key != self.body["opens_with"] and action["by"] != ["system"]
        }

    def every_action(self) -> dict[str, dict[str, Any]]:
        """The same with what only the system does, and the opening one."""
        return self.actions() | self.body["actions"]

    def stages(self) -> set[str]:
        """Where a matter of this procedure can rest; `ended` where an action of everybody's leads to it."""
        ends = {
            key for key in UNIVERSAL["stages"] if any(a.get("to") == key for a in self.actions().values())
        }
        return set(self.body["stages"]) | ends

    def stands_at(self, action: Mapping[str, Any], stage: str) -> bool:
        """Whether the action may be done at that stage."""
        sources = action.get("from", [])
        sources = sources if isinstance(sources, list) else [sources]
        final = (self.body["stages"] | UNIVERSAL["stages"])[stage].get("final", False)
        return stage in sources or ("any" in sources and not final)

    def fields(self, action: Mapping[str, Any]) -> list[dict[str, Any]]:
        form = action.get("form", [])
        return self.body["forms"][form] if isinstance(form, str) else form

    def role(self, key: str) -> dict[str, Any]:
        return (UNIVERSAL["roles"] | self.body["roles"])[key]


def book(matter: Matter) -> Book:
    """The definition of the matter's procedure."""
    return Book(WRITTEN[matter.procedure])


class Standing:
    """Who stands how to one matter: its assignments and signers, read once."""

    def __init__(self, matter: Matter) -> None:
        self.matter, self.book = matter, book(matter)
        rows = Assignment.objects.filter(root_id=matter.root_id, until__isnull=True)
        self.assigned = list(rows.values_list("matter_id", "role", "person_id"))
        asked = SignRequest.objects.filter(matter=matter, signed_at__isnull=True)
        self.signers = set(asked.values_list("person_id", flat=True))

    def holders(self, role: str) -> set[Any]:
        """Who is assigned a role: in the matter, or in its parent for `parent.ROLE`."""
        of = self.matter.pk
        if role.startswith("parent."):
            of, role = self.matter.parent_id, role.removeprefix("parent.")
        return {person for matter, held, person in self.assigned if (matter, held) == (of, role)}

    def sees(self, actor: Actor) -> bool:
        """Own part, own step, own unit, own organ, or the region below; an administrator sees no matters."""
        matter = self.matter
        if any(person == actor.person_id for _, _, person in self.assigned):
            return True
        if matter.owner_person_id == actor.person_id or next_lies_with(matter, actor):
            return True
        if actor.post in IN_UNIT:
            return (matter.organ_id, matter.unit_id) == (actor.organ_id, actor.unit_id)
        if actor.post in IN_ORGAN:
            return matter.organ_id == actor.organ_id
        if actor.post in {"supervisor", "leader"}:
            return matter.region_path.startswith(actor.region_path)
        return False

    def may(self, actor: Actor, action: Mapping[str, Any]) -> bool:
        """Whether one of the roles that the action names is the actor's."""
        by = action["by"] if isinstance(action["by"], list) else [action["by"]]
        return any(self._fills(actor, key) for key in by)

    def answer(self, actor: Actor, action: Mapping[str, Any]) -> str:
        """What the definition promises: out of scope, wrong stage, not his part, or that he may."""
        if not self.sees(actor):
            return "OutOfScope"
        if not self.book.stands_at(action, self.matter.stage):
            return "WrongStage"
        return "may" if self.may(actor, action) else "NotYourPart"

    def _fills(self, actor: Actor, key: str) -> bool:
        role, matter = self.book.role(key), self.matter
        if any(actor.person_id in self.holders(other) for other in role.get("not", [])):
            return False
        match key:
            case "assigned":
                return any((m, p) == (matter.pk, actor.person_id) for m, _, p in self.assigned)
            case "asked_signer":
                return actor.person_id in self.signers
            case "anyone_in_scope":
                return True
            case "stage_owner":
                return next_lies_with(matter, actor)
            case "last_mover":
                return matter.last_actor_id == actor.person_id and bool(matter.trail.get("undo"))
        match role["found"]:
            case "assignment":
                return actor.person_id in self.holders(key)
            case "post":
                unit = role.get("within", "organ") == "unit"
                where = (actor.organ_id, actor.unit_id) if unit else (actor.organ_id,)
                there = (matter.organ_id, matter.unit_id)[: len(where)]
                return actor.post in role["posts"] and where == there
        return False


def next_lies_with(matter: Matter, actor: Actor) -> bool:
    """Whether the next step waits for this person, or for whoever holds his post."""
    if matter.owner_person_id:
        return matter.owner_person_id == actor.person_id
    return (
        actor.post in matter.owner_posts.strip("|").split("|")
        and matter.owner_organ_id == actor.organ_id
        and matter.owner_unit_id in (None, actor.unit_id)
    )


def sees(matter: Matter, actor: Actor) -> bool:
    """Whether the actor may know of the matter."""
    return Standing(matter).sees(actor)
