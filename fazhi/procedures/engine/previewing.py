"""What can be done now, what cannot and why: the page is drawn from this, by the code that also judges the act."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from fazhi.kernel.errors import FazhiError, NotYourPart, WrongStage
from fazhi.people.actors import Actor
from fazhi.procedures.definition import Action
from fazhi.procedures.engine.judging import Line, judge
from fazhi.procedures.engine.loaded import Loaded, load
from fazhi.procedures.models import Matter


@dataclass(frozen=True)
class ActionPreview:
    """One action as it stands for one actor. `obstacle` is None when only the form is left to fill."""

    action: Action
    lines: tuple[Line, ...]
    obstacle: FazhiError | None

    @property
    def can(self) -> bool:
        """Whether the actor may do it now."""
        return self.obstacle is None

    @property
    def is_mine(self) -> bool:
        """Whether the action is at its stage and the actor has a part in it, whatever conditions are missing."""
        return not isinstance(self.obstacle, WrongStage | NotYourPart)


def preview(matter: Matter, actor: Actor, at: datetime, only: str = "") -> tuple[Loaded, list[ActionPreview]]:
    """Every action of the matter, own ones first, or the one of that key, as it stands for the actor.

    Nothing is touched.
    """
    loaded = load(matter, actor, timezone.localdate(at))
    found = []
    for action in loaded.definition.actions.values():
        if action.key == loaded.definition.opens_with:
            continue
        if action.by == ("system",) or (only and action.key != only):
            continue
        judgement = judge(loaded, action, actor, at)
        found.append(ActionPreview(action, judgement.lines, judgement.obstacle))
    return loaded, found
