"""Doing an act: all of it or none.

1. Load the matter within the actor's scope, its edition and facts.
2. Judge stage, part, time and conditions; refuse with the first obstacle.
3. Check the form; keep its files in the archive.
4. In one transaction: effects, stage, clocks, sub-matters, numbers, papers, event, tally, notices.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.errors import Fault, FazhiError, Incomplete, MovedOn, NotYourPart, Refusals, WrongStage
from fazhi.kernel.ids import new_id
from fazhi.kernel.periods import WorkCalendar
from fazhi.kernel.verdicts import Refused
from fazhi.ledger import selectors as events
from fazhi.ledger import services as ledger
from fazhi.ledger.vocabulary import EventKind
from fazhi.people.actors import SYSTEM, Actor
from fazhi.people.models import Organ, Unit
from fazhi.procedures import editions, registry, selectors
from fazhi.procedures.definition import STAY, Action, Definition, Opens
from fazhi.procedures.engine import forms
from fazhi.procedures.engine.claiming import all_or_nothing, claim
from fazhi.procedures.engine.forms import Upload
from fazhi.procedures.engine.judging import Judgement, judge
from fazhi.procedures.engine.loaded import Loaded, load, model_of
from fazhi.procedures.engine.step import Step, bucket, faults_of
from fazhi.procedures.models import Matter
from fazhi.procedures.watching import PARENT_LEFT
from fazhi.statements import Fixed, insert

FUTURE = timedelta(minutes=5)


@dataclass(frozen=True)
class Done:
    """What an act came to: the matter as it stands, the event's number, and what to tell the actor."""

    matter: Matter
    seq: int
    message: str
    repeated: bool = False


def perform(
    matter_id: UUID,
    action: str,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    files: Sequence[Upload] = (),
    *,
    at: datetime,
    occurred_at: datetime | None = None,
    seq: int | None = None,
    idem: str | None = None,
) -> Done:
    """Do one action on a matter.

    `at` is when it is recorded, `occurred_at` when it was done (the same if not told); terms run by the latter. `seq`
    is the number of records the actor saw; `idem` makes a repeated sending give the first answer again.

    Raises OutOfScope, MovedOn, WrongStage, NotYourPart, TooLate, Refusals, Incomplete; then nothing has changed.
    """
    key = _idempotency(actor, idem)
    return _once(
        key, actor, lambda: _perform(matter_id, action, actor, data or {}, files, at, occurred_at, seq, key)
    )


def _perform(
    matter_id: UUID,
    action: str,
    actor: Actor,
    data: Mapping[str, Any],
    files: Sequence[Upload],
    at: datetime,
    occurred_at: datetime | None,
    seq: int | None,
    key: str | None,
) -> Done:
    matter = selectors.visible_to(actor, matter_id, joined=("unit",))
    if seq is not None and seq != matter.seq:
        raise MovedOn("事项已有新的办理记录，请看过再办。", since(matter, seq))
    when = _moment(at, occurred_at, matter)
    loaded = load(matter, actor, timezone.localdate(when))
    wanted = loaded.definition.actions.get(action)
    if wanted is None or action == loaded.definition.opens_with:
        raise WrongStage(f"{loaded.definition.title}没有“{action}”这一步。")
    judgement = judge(loaded, wanted, actor, when)
    if judgement.obstacle is not None:
        raise judgement.obstacle
    values = _form(loaded, wanted, actor, data, files, when)
    seen = matter.seq
    try:
        with all_or_nothing():
            claim(matter)
            step = _do(loaded, judgement, actor, values, when, at, idem=key)
    except MovedOn as overtaken:
        raise MovedOn(overtaken.sentence, since(matter, seen)) from overtaken
    return Done(step.matter, step.matter.seq, wanted.message or f"已{wanted.title}。")


_ORGAN: Fixed[Organ] = Fixed(lambda *, pk: Organ.objects.select_related("region").filter(pk=pk))


def open_matter(
    procedure: str,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    files: Sequence[Upload] = (),
    *,
    at: datetime,
    occurred_at: datetime | None = None,
    idem: str | None = None,
) -> Done:
    """Bring a new matter into being in the actor's organ and unit. Raises as `perform` does."""
    key = _idempotency(actor, idem)
    return _once(key, actor, lambda: _open(procedure, actor, data or {}, files, at, occurred_at, key))


def _open(
    procedure: str,
    actor: Actor,
    data: Mapping[str, Any],
    files: Sequence[Upload],
    at: datetime,
    occurred_at: datetime | None,
    key: str | None,
) -> Done:
    if actor.organ_id is None:
        raise NotYourPart("只有机关工作人员可以登记。")
    organ = _ORGAN.first(pk=actor.organ_id)
    if organ is None:
        raise NotYourPart("本机关已不在名录中。")
    when = _moment(at, occurred_at, None)
    definition = editions.current(procedure, organ.doc_word, organ.region.path, timezone.localdate(when))
    loaded = _blank(definition, organ, actor.unit_id, when, calendars.current())
    judgement = judge(loaded, definition.opening, actor, when)
    if judgement.obstacle is not None:
        raise judgement.obstacle
    values = _form(loaded, definition.opening, actor, data, files, when)
    with all_or_nothing():
        step = _begin(loaded, judgement, actor, values, when, at, idem=key)
    return Done(step.matter, step.matter.seq, definition.opening.message or f"已{definition.opening.title}。")


def since(matter: Matter, seq: int) -> list[str]:
    """What has happened after the record that the actor saw, in words."""
    return [
        f"{timezone.localtime(e.recorded_at):%m月%d日 %H:%M} {e.actor_name}：{_title(matter, e.action)}"
        for e in events.chain(matter.pk).filter(seq__gt=seq)[:10]
    ]


def _title(matter: Matter, action: str) -> str:
    known = editions.of(matter.edition_id).actions.get(action)
    return known.title if known else action


def _idempotency(actor: Actor, idem: str | None) -> str | None:
    return f"{actor.person_id or actor.kind}:{idem}"[:100] if idem else None


def _once(key: str | None, actor: Actor, act: Callable[[], Done]) -> Done:
    """Do the act; if the same key has been answered, before or while this one tried, give that answer again."""
    if key and (first := ledger.answered(key)):
        return _again(first.matter_id, first.seq, actor)
    try:
        return act()
    except FazhiError:
        if key and (first := ledger.answered(key)):
            return _again(first.matter_id, first.seq, actor)
        raise


def _again(matter_id: UUID, seq: int, actor: Actor) -> Done:
    return Done(
        selectors.visible_to(actor, matter_id), seq, "这一步此前已经办好，没有重复办理。", repeated=True
    )


def _moment(at: datetime, occurred_at: datetime | None, matter: Matter | None) -> datetime:
    when = occurred_at or at
    if when > at + FUTURE:
        raise Incomplete([Fault("occurred_at", "办理时间不能晚于现在。")])
    if matter is not None and timezone.localdate(when) < matter.opened_on:
        raise Incomplete([Fault("occurred_at", f"办理时间不能早于本事项开始之日（{matter.opened_on}）。")])
    return when


def room_of(loaded: Loaded, at: datetime) -> forms.Room:
    """What the matter's forms are checked against."""
    definition = loaded.definition
    passed = [k for k in loaded.matter.trail.get("visited", []) if k != loaded.matter.stage]
    return forms.Room(
        organ_id=loaded.matter.organ_id,
        day=timezone.localdate(at),
        at=at,
        choices=loaded.domain.choices,
        roles={
            k: r.title for k, r in definition.roles.items() if r.found == "assignment" and k not in _PSEUDO
        },
        passed={k: definition.stages[k].title for k in passed if k in definition.stages},
    )


_PSEUDO = frozenset({"assigned", "asked_signer", "anyone_in_scope", "stage_owner", "last_mover"})


def _form(
    loaded: Loaded,
    action: Action,
    actor: Actor,
    data: Mapping[str, Any],
    files: Sequence[Upload],
    when: datetime,
) -> dict[str, Any]:
    values, faults = forms.normalise(action.form, data, files, room_of(loaded, when))
    if faults:
        raise Incomplete(faults)
    act = loaded.act(action.key, actor, when, values)
    refused = []
    for name in action.checks:
        verdict = registry.rule(loaded.domain, name)(loaded.facts, act)
        if isinstance(verdict, Refused):
            if not verdict.field:
                raise Refusals([verdict])
            refused += faults_of(verdict, name)
    if refused:
        raise Incomplete(refused)
    return values


def _do(
    loaded: Loaded,
    judgement: Judgement,
    actor: Actor,
    values: dict[str, Any],
    when: datetime,
    at: datetime,
    *,
    idem: str | None = None,
) -> Step:
    action = judgement.action
    before = bucket(loaded.matter)
    step = Step(loaded, action, actor, loaded.act(action.key, actor, when, values), at, judgement.lines)
    target = step.target()
    step.apply()
    loaded.read_facts()
    step.act = loaded.act(action.key, actor, when, values)
    old = loaded.matter.stage
    if target != STAY:
        step.enter(target)
    step.opened.extend(action.opens)
    if loaded.matter.stage != old:
        _close_children(loaded, old, when, at)
    _open_children(step, when, at)
    step.move_clocks()
    step.draw_papers()
    kind = EventKind.ENDED if not loaded.matter.is_open else _KINDS.get(action.key, EventKind.ACTED)
    step.commit(before, idem=idem, kind=kind, extra={})
    if not loaded.matter.is_open and loaded.matter.parent_id:
        _tell_parent(loaded.matter, when, at)
    return step


_KINDS = {
    "assign": EventKind.ASSIGNED,
    "hand_over": EventKind.ASSIGNED,
    "recuse": EventKind.ASSIGNED,
    "attach": EventKind.ATTACHED,
    "correct": EventKind.CORRECTED,
}


def _blank(
    definition: Definition,
    organ: Organ,
    unit_id: UUID | None,
    when: datetime,
    calendar: WorkCalendar,
    parent: Matter | None = None,
) -> Loaded:
    new = new_id()
    day = timezone.localdate(when)
    matter = Matter(
        id=new,
        procedure=definition.key,
        edition_id=definition.digest,
        title=parent.title if parent else definition.title,
        cause=parent.cause if parent else "",
        region_path=organ.region.path,
        organ=organ,
        unit_id=unit_id,
        stage="",
        stage_title="",
        stage_since=when,
        opened_on=day,
        law_day=parent.law_day if parent else day,
        parent=parent,
        root_id=parent.root_id if parent else new,
        parent_stage=parent.stage if parent else "",
        trail={},
    )
    loaded = Loaded(
        matter=matter,
        definition=definition,
        domain=registry.domain_of(definition.key),
        row=model_of(definition)(matter=matter),
        day=day,
        calendar=calendar,
    )
    loaded.read_facts()
    return loaded


def _begin(
    loaded: Loaded,
    judgement: Judgement,
    actor: Actor,
    values: dict[str, Any],
    when: datetime,
    at: datetime,
    *,
    idem: str | None = None,
) -> Step:
    action = judgement.action
    editions.store(loaded.definition, at)
    step = Step(loaded, action, actor, loaded.act(action.key, actor, when, values), at, judgement.lines)
    step.apply()
    insert([loaded.row])
    loaded.read_facts()
    step.act = loaded.act(action.key, actor, when, values)
    step.enter(step.target())
    step.opened.extend(action.opens)
    _open_children(step, when, at)
    step.move_clocks()
    step.draw_papers()
    step.commit(None, idem=idem, kind=EventKind.OPENED, extra={})
    return step


def _open_children(step: Step, when: datetime, at: datetime) -> None:
    for opens in step.opened:
        if opens.when:
            verdict = registry.rule(step.loaded.domain, opens.when)(step.loaded.facts, step.act)
            if isinstance(verdict, Refused):
                continue
        child = _open_child(step, opens, when, at)
        step.loaded.children.append(child)
        step.matter.trail["children"] = step.matter.trail.get("children", 0) + 1
        step.children.append({"procedure": opens.procedure, "id": str(child.pk)})


_UNIT: Fixed[UUID] = Fixed(
    lambda *, organ_id, kind: (
        Unit.objects.filter(organ_id=organ_id, kind=kind).order_by("pk").values_list("pk", flat=True)[:1]
    )
)


def _open_child(step: Step, opens: Opens, when: datetime, at: datetime) -> Matter:
    parent = step.matter
    organ = parent.organ
    definition = editions.current(opens.procedure, organ.doc_word, organ.region.path, step.act.day)
    unit_id = parent.unit_id
    if opens.unit:
        # Without such a unit the matter lies with the organ as a whole.
        unit_id = _UNIT.first(organ_id=organ.pk, kind=opens.unit)
    child = _blank(definition, organ, unit_id, when, step.loaded.calendar, parent)
    child.family = [*step.loaded.assignments, *step.loaded.family]
    child.read_facts()
    given = registry.effect(step.loaded.domain, opens.gives)(step.loaded.row, step.act) if opens.gives else {}
    judgement = judge(child, definition.opening, SYSTEM, when)
    values = _form(child, definition.opening, SYSTEM, given, (), when)
    return _begin(child, judgement, SYSTEM, values, when, at).matter


def _close_children(loaded: Loaded, left: str, when: datetime, at: datetime) -> None:
    """End the sub-matters that the stage just left was waiting for: there is nothing any more to wait for."""
    waited = {o.procedure for o in loaded.definition.stages[left].opens if o.wait} if left else set()
    for child in loaded.children:
        if child.is_open and child.parent_stage == left and child.procedure in waited:
            inner = load(selectors.one(child.pk), SYSTEM, timezone.localdate(when))
            step = Step(inner, _ended_by_parent(inner), SYSTEM, inner.act(PARENT_LEFT, SYSTEM, when, {}), at)
            before = bucket(inner.matter)
            step.enter(step.target())
            step.move_clocks()
            step.commit(before, idem=None, kind=EventKind.ENDED, extra={"left": left})
            child.is_open, child.outcome = False, inner.matter.outcome


def _ended_by_parent(inner: Loaded) -> Action:
    return Action(
        key=PARENT_LEFT,
        title="上级事项离开该阶段，本事项终止",
        sources=("any",),
        to=next(s.key for s in inner.definition.finals() if s.exit),
        by=("system",),
        basis="none",
    )


def _tell_parent(child: Matter, when: datetime, at: datetime) -> None:
    """Let the parent go on when its sub-matter has ended: by outcome to a stage, or staying where it is."""
    assert child.parent_id is not None
    loaded = load(selectors.one(child.parent_id), SYSTEM, timezone.localdate(when))
    if not loaded.matter.is_open:
        return
    opens = _opening_of(loaded, child)
    if opens is None:
        return
    action = Action(
        key=f"child_{child.procedure.replace('.', '_')}",
        title=f"{editions.of(child.edition_id).title}终结",
        sources=("any",),
        to=dict(opens.outcomes).get(child.outcome, STAY)
        if child.parent_stage == loaded.matter.stage
        else STAY,
        by=("system",),
        basis=loaded.definition.stages[loaded.matter.stage].basis or "none",
        effects=opens.takes,
    )
    before = bucket(loaded.matter)
    step = Step(loaded, action, SYSTEM, loaded.act(action.key, SYSTEM, when, {"outcome": child.outcome}), at)
    step.on_behalf = child.last_actor_id
    step.apply()
    loaded.read_facts()
    step.act = loaded.act(action.key, SYSTEM, when, {"outcome": child.outcome})
    if action.to != STAY:
        step.enter(str(action.to))
    elif _unanswered(loaded, opens, child):
        step.opened.append(opens)
    _open_children(step, when, at)
    step.move_clocks([f"child:{child.procedure}"])
    step.commit(
        before,
        idem=None,
        kind=EventKind.SYSTEM if loaded.matter.is_open else EventKind.ENDED,
        extra={"child": {"id": child.pk, "procedure": child.procedure, "outcome": child.outcome}},
    )
    if not step.matter.is_open and step.matter.parent_id:
        _tell_parent(step.matter, when, at)


def _unanswered(loaded: Loaded, opens: Opens, child: Matter) -> bool:
    """Whether the stage still needs what the sub-matter did not bring: it was called off or ended without an answer.

    Then it is opened anew, for nothing else leads on from there.
    """
    stage = loaded.definition.stages[loaded.matter.stage]
    asked_here = child.parent_stage == stage.key and opens in stage.opens and opens.wait
    return asked_here and child.outcome not in dict(opens.outcomes) and not stage.next


def _opening_of(loaded: Loaded, child: Matter) -> Opens | None:
    stage = loaded.definition.stages.get(child.parent_stage)
    named = [
        *(stage.opens if stage else ()),
        *(o for a in loaded.definition.actions.values() for o in a.opens),
    ]
    return next((opens for opens in named if opens.procedure == child.procedure), None)
