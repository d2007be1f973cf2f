"""Acts: what can be done, and what came of it."""

from ninja import Schema

from fazhi.shell.api.schemas.definitions import FieldOut
from fazhi.shell.api.schemas.matters import MatterBrief
from fazhi.shell.api.schemas.problems import Problem


class Condition(Schema):
    """One condition of an action: `met`, `unmet`, or `not_applicable`, why, and what would cure it."""

    key: str
    title: str
    answer: str
    why: str
    basis: str
    cure: str


class ActionPreviewOut(Schema):
    """An action as it stands for the asker: `can`, `cannot` (a condition or the time), `not_yours`, `wrong_stage`."""

    key: str
    title: str
    state: str
    primary: bool
    universal: bool
    basis: str
    help: str
    obstacle: Problem | None
    conditions: list[Condition]
    form: list[FieldOut]


class ActionList(Schema):
    """Send `seq` along with the act: it is refused when somebody was faster."""

    seq: int
    actions: list[ActionPreviewOut]


class DoneOut(Schema):
    """What an act came to. `repeated` says that the same idempotency key had been answered before."""

    matter: MatterBrief
    seq: int
    message: str
    repeated: bool
