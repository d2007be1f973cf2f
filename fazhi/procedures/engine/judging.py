"""May it be done? Stage, part, time and conditions of an action, by the same code for the page and for the act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fazhi.kernel.acts import Act
from fazhi.kernel.errors import FazhiError, NotYourPart, Refusals, TooLate, WrongStage
from fazhi.kernel.verdicts import Allowed, Refused, Verdict
from fazhi.people.actors import Actor
from fazhi.procedures import registry
from fazhi.procedures.definition import Action, Clock, ClockKind
from fazhi.procedures.engine import clocking
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.engine.roles import certified, may_do
from fazhi.procedures.models import ClockRow
from fazhi.procedures.models.clock import ClockState

WHILE_SUSPENDED = frozenset({"resume", "comment", "attach", "end_party"})


@dataclass(frozen=True)
class Line:
    """One condition of an action with its answer: what the page's list of conditions shows."""

    key: str
    title: str
    verdict: Verdict


@dataclass(frozen=True)
class Judgement:
    """Everything that decides whether an action may be done now. `obstacle` is why not, in the order of the engine."""

    action: Action
    lines: tuple[Line, ...]
    obstacle: FazhiError | None

    @property
    def allowed(self) -> bool:
        """Whether nothing stands in the way but the form."""
        return self.obstacle is None


def judge(
    loaded: Loaded, action: Action, actor: Actor, at: datetime, form: Mapping[str, Any] | None = None
) -> Judgement:
    """Judge an action: wrong stage before wrong person before too late before conditions not met.

    Every condition is asked, so that the whole list can be shown.
    """
    act = loaded.act(action.key, actor, at, dict(form or {}))
    lines = tuple(_conditions(loaded, action, actor, act))
    return Judgement(action, lines, _obstacle(loaded, action, actor, act, lines))


def _obstacle(
    loaded: Loaded, action: Action, actor: Actor, act: Act, lines: tuple[Line, ...]
) -> FazhiError | None:
    stage = loaded.definition.stages.get(loaded.matter.stage)
    if stage is not None and not action.starts_at(stage):
        wanted = "、".join(
            loaded.definition.stages[s].title for s in action.sources if s in loaded.definition.stages
        )
        return WrongStage(
            f"“{action.title}”须在{wanted or '在办'}阶段办理，本事项现在{stage.title}阶段。", action.basis
        )
    if loaded.matter.is_suspended and action.key not in WHILE_SUSPENDED:
        return WrongStage(f"本事项已中止，恢复后才能{action.title}。")
    if not may_do(loaded, actor, action.by):
        who = "、".join(loaded.definition.roles[key].title for key in action.by)
        return NotYourPart(f"“{action.title}”由{who}办理。", action.basis)
    for clock in loaded.definition.clocks.values():
        row = loaded.clocks.get(clock.key)
        if clock.kind is ClockKind.WINDOW and action.key in clock.stops and row is not None:
            gone = row.state == ClockState.LAPSED or (row.due_on is not None and act.day > row.due_on)
            if gone:
                return TooLate(
                    f"{clock.title}的期限已于{row.due_on}届满，不能再{action.title}。", clock.basis
                )
    refused = [line.verdict for line in lines if isinstance(line.verdict, Refused)]
    return Refusals(refused) if refused else None


def _conditions(loaded: Loaded, action: Action, actor: Actor, act: Act) -> list[Line]:
    lines: list[Line] = []
    held = certified(loaded, actor, action.by)
    if held is not None:
        lines.append(Line("credential", "办理人资格证件有效", held))
    if loaded.signers and action.to != "stay":
        names = "、".join(s.reason for s in loaded.signers)
        lines.append(
            Line("signatures", "会签已完成", Refused(f"还有会签未完成：{names}", "", "等会签完成后再办理"))
        )
    for clock in loaded.definition.clocks.values():
        row = loaded.clocks.get(clock.key)
        if action.key in clock.protects:
            lines.append(Line(f"clock.{clock.key}", clock.title, _waited(clock.title, clock.basis, row, act)))
        if any(action.key in pause.ends for pause in clock.pauses):
            lines.append(Line(f"clock.{clock.key}", f"{clock.title}正在扣除", _paused(clock, row)))
        if any(e.action == action.key for e in clock.extensions):
            lines.append(
                Line(f"clock.{clock.key}", f"{clock.title}可以延长", _extendable(clock, row, action, act))
            )
    for name in action.guards:
        verdict: Verdict = registry.rule(loaded.domain, name)(loaded.facts, act)
        lines.append(Line(name, loaded.definition.conditions.get(name, name), verdict))
    return lines


def _waited(title: str, basis: str, row: ClockRow | None, act: Act) -> Verdict:
    if row is None:
        return Refused(f"尚未开始计算{title}", basis, "先办理起算该期限的步骤")
    if row.state in clocking.LIVE and (row.due_on is None or act.day <= row.due_on):
        return Refused(f"{title}到{row.due_on}届满，届满后才能办理", basis)
    return Allowed(basis, f"{title}已于{row.due_on}届满")


def _paused(clock: Clock, row: ClockRow | None) -> Verdict:
    if row is None or row.state != ClockState.PAUSED:
        return Refused(f"{clock.title}现在没有扣除时间", clock.basis)
    return Allowed(clock.basis, f"自{row.paused_on}起扣除")


def _extendable(clock: Clock, row: ClockRow | None, action: Action, act: Act) -> Verdict:
    if row is None or not clocking.extension_left(clock, row, action.key):
        return Refused(f"{clock.title}没有在计算，或者已经延长过法定次数", clock.basis)
    if row.due_on is not None and act.day > row.due_on:
        return Refused(f"{clock.title}已于{row.due_on}届满，届满后不能再延长", clock.basis)
    return Allowed(clock.basis, f"现届满日{row.due_on}")
