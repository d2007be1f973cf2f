"""The form page of one action, and starting a matter."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fazhi.kernel.acts import PersonFact
from fazhi.kernel.errors import Fault, FazhiError, Incomplete, MovedOn, OutOfScope, Refusals
from fazhi.people.actors import Actor
from fazhi.people.selectors import seats
from fazhi.people.vocabulary import PostKind
from fazhi.procedures import registry, selectors
from fazhi.procedures.definition import STAY, Action, Definition, Field, Route
from fazhi.procedures.engine import Done, Upload, open_matter, perform, preview
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.engine.performing import room_of
from fazhi.shell.doors import signed_in
from fazhi.shell.office import matter as pages
from fazhi.shell.office import starting
from fazhi.shell.office.wording import printed

ACCEPT = ".docx,.doc,.xlsx,.xls,.pdf,.ofd,.png,.jpg,.jpeg,.webp,.mp4,.mov,.mp3,.wav,.m4a,.txt,.csv"


@signed_in
def act(request: HttpRequest, actor: Actor, matter_id: UUID, key: str) -> HttpResponse:
    """Fill in and do one action."""
    now = timezone.now()
    matter = selectors.visible_to(actor, matter_id)
    loaded, actions = preview(matter, actor, now, only=key)
    if not actions:
        raise OutOfScope(f"本事项没有“{key[:60]}”这一步。")
    found = actions[0]
    context: dict[str, Any] = {
        "m": pages.head(matter),
        "clocks": pages.clock_chips(loaded, timezone.localdate(now)),
        "action": {
            "title": found.action.title,
            "basis": printed(found.action.basis),
            "url": pages.act_url(matter, key),
        },
        "verdicts": pages.verdict_rows(found.lines),
        "after": _after(loaded.definition, found.action),
        "idem": secrets.token_urlsafe(12),
        "late": _late(request),
        "seq": matter.seq,
    }
    if request.method != "POST":
        if found.obstacle is not None:
            return _refused(request, context, found.obstacle)
        context["fields"] = _fields(loaded, found.action, actor, now, _prefilled(loaded, found.action), {})
        return render(request, "shell/act.html", context)
    return _submit(
        request,
        context,
        lambda data, files, idem, when: perform(
            matter_id,
            key,
            actor,
            data,
            files,
            at=now,
            occurred_at=when,
            seq=_seen(request),
            idem=idem,
        ),
        lambda values, faults: _fields(loaded, found.action, actor, now, values, faults),
        found.action,
    )


@signed_in
def begin(request: HttpRequest, actor: Actor, procedure: str) -> HttpResponse:
    """Fill in and start a new matter."""
    now = timezone.now()
    definition = next((d for d in starting.openable(actor) if d.key == procedure), None)
    if definition is None:
        raise OutOfScope("没有这种事项，或者您的岗位不能启动。")
    opening = definition.opening
    context: dict[str, Any] = {
        "m": {"procedure_title": definition.title},
        "action": {"title": opening.title, "basis": printed(opening.basis), "url": f"/open/{procedure}/"},
        "after": _after(definition, opening),
        "idem": secrets.token_urlsafe(12),
        "late": _late(request),
        "cancel_url": "/",
    }
    blank = _blank_fields(definition, opening, actor, now)
    if request.method != "POST":
        context["fields"] = blank({}, {})
        return render(request, "shell/act.html", context)
    return _submit(
        request,
        context,
        lambda data, files, idem, when: open_matter(
            procedure, actor, data, files, at=now, occurred_at=when, idem=idem
        ),
        blank,
        opening,
    )


@signed_in
def openings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the actor's post lets him start."""
    rows = [
        {
            "title": d.title,
            "text": d.opening.help,
            "url": f"/open/{d.key}/",
            "label": d.opening.title,
            "basis": printed(d.opening.basis),
        }
        for d in starting.openable(actor)
    ]
    return render(request, "shell/opening.html", {"rows": rows})


def _submit(
    request: HttpRequest,
    context: dict[str, Any],
    do: Callable[[dict[str, Any], Sequence[Upload], str, datetime | None], Done],
    fields: Callable[[dict[str, Any], dict[str, str]], list[dict[str, Any]]],
    action: Action,
) -> HttpResponse:
    data = sent(request, action.form)
    files = [
        Upload(name, f.name or "未命名", f) for name in request.FILES for f in request.FILES.getlist(name)
    ]
    idem = request.POST.get("idem", "")[:60]
    try:
        done = do(data, files, idem, _occurred(request))
    except Incomplete as error:
        said = {f.field: f.sentence for f in error.faults}
        late = _late(request, said.get("occurred_at", ""))
        context |= {"faults": error.faults, "fields": fields(data, said), "idem": idem, "late": late}
        return render(request, "shell/act.html", context, status=422)
    except MovedOn as error:
        context |= {
            "moved_on": {"sentence": error.sentence, "since": error.since},
            "fields": fields(data, {}),
        }
        return render(request, "shell/act.html", context, status=409)
    except Refusals as error:
        return _refused(request, context | {"fields": fields(data, {})}, error)
    messages.success(request, _said(done))
    return redirect(f"/matters/{done.matter.pk}/")


def _seen(request: HttpRequest) -> int | None:
    """How many records the actor saw. Not sent under the name `seq`: a form may have a field of that name."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _occurred(request: HttpRequest) -> datetime | None:
    """When the act was really done, where a step done on paper is entered later. Raises Incomplete."""
    raw = request.POST.get("occurred_at", "").strip()
    if not raw:
        return None
    try:
        moment = parse_datetime(raw)
    except ValueError:
        moment = None
    if moment is None or not 1950 <= moment.year <= 2199:
        raise Incomplete(
            [Fault("occurred_at", "实际办理时间不是有效的时间，请按 2026-11-22 09:30 的样式填写。")]
        )
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _late(request: HttpRequest, error: str = "") -> dict[str, Any]:
    """The field for a step that was done before it is entered."""
    return {
        "name": "occurred_at",
        "label": "实际办理时间",
        "type": "datetime",
        "required": False,
        "help": "补录已经在线下办好的步骤时才填；期限按这一时间计算，账本同时记下录入时间。",
        "value": request.POST.get("occurred_at", ""),
        "error": error,
        "choices": [],
    }


def _said(done: Done) -> str:
    if done.matter.is_open and done.matter.next_title and not done.repeated:
        return f"{done.message.rstrip('。')}。下一步：{done.matter.next_title}。"
    return done.message


def _refused(request: HttpRequest, context: dict[str, Any], error: FazhiError) -> HttpResponse:
    rows = []
    if isinstance(error, Refusals):
        rows = [
            {"state": "unmet", "title": v.reason, "note": v.cure, "basis": v.basis} for v in error.verdicts
        ]
    context["refusal"] = {"sentence": error.sentence, "rows": rows}
    return render(request, "shell/act.html", context, status=error.status)


def sent(request: HttpRequest, fields: Sequence[Field]) -> dict[str, Any]:
    """What the form sent, by field: a list where a field may hold several."""
    data: dict[str, Any] = {}
    for item in fields:
        if item.type in {"choices", "persons"}:
            data[item.name] = request.POST.getlist(item.name)
        elif item.name in request.POST:
            data[item.name] = request.POST[item.name]
    return data


def _after(definition: Definition, action: Action) -> list[str]:
    """What will happen when the action has been done, in sentences."""
    lines = []
    if isinstance(action.to, Route):
        titles = [definition.stages[key].title for key in action.to.among if key in definition.stages]
        if not action.universal:
            lines.append(f"视情形进入{'、'.join(titles)}阶段")
    elif action.to != STAY:
        stage = definition.stages[action.to]
        lines.append(f"事项进入{stage.title}阶段" if not stage.final else f"事项以{stage.title}终结")
        if stage.when:
            lines.append(f"不需要{stage.title}的，直接进入{definition.stages[stage.otherwise].title}阶段")
    made = [definition.papers[key] for key in action.papers]
    papers = [f"{paper.title}（自动编号）" if paper.series else paper.title for paper in made]
    if papers:
        lines.append(f"生成{'、'.join(papers)}")
    started = [c.title for c in definition.clocks.values() if action.key in c.starts]
    if started:
        lines.append(f"开始计算{'、'.join(started)}的期限")
    lines.append("本次办理记入账本，不能修改或者删除")
    return lines


def _prefilled(loaded: Loaded, action: Action) -> dict[str, Any]:
    """What the platform already knows of the form, from the matter's own columns."""
    return {item.name: getattr(loaded.row, item.column) for item in action.form if item.column}


def _fields(
    loaded: Loaded,
    action: Action,
    actor: Actor,
    now: datetime,
    values: dict[str, Any],
    faults: dict[str, str],
) -> list[dict[str, Any]]:
    room = room_of(loaded, now)
    choices = {
        name: [(value, str(label)) for value, label in options.choices]
        for name, options in room.choices.items()
    }
    choices |= {"role": list(room.roles.items()), "passed_stage": list(room.passed.items())}
    people = _people(action, loaded.matter.organ_id, now)
    known = (
        set() if faults else {name for name, value in values.items() if value not in (None, "", [], False)}
    )
    return [
        _field(item, values.get(item.name), faults.get(item.name, ""), choices, people, item.name in known)
        for item in action.form
    ]


def _blank_fields(
    definition: Definition, action: Action, actor: Actor, now: datetime
) -> Callable[[dict[str, Any], dict[str, str]], list[dict[str, Any]]]:
    domain = registry.domain_of(definition.key)
    choices = {
        name: [(value, str(label)) for value, label in options.choices]
        for name, options in domain.choices.items()
    }
    people = _people(action, actor.organ_id, now)

    def fields(values: dict[str, Any], faults: dict[str, str]) -> list[dict[str, Any]]:
        return [
            _field(item, values.get(item.name), faults.get(item.name, ""), choices, people, False)
            for item in action.form
        ]

    return fields


def _people(action: Action, organ_id: UUID | None, now: datetime) -> list[tuple[str, str, frozenset[str]]]:
    """Who can be named in the form: people seated in the organ, with their posts, one query."""
    if organ_id is None or not any(item.type in {"person", "persons"} for item in action.form):
        return []
    posts: dict[str, tuple[str, set[str]]] = {}
    for seat in seats(organ_id, PostKind.values, day=timezone.localdate(now)).order_by(
        "unit", "person__name"
    ):
        _, kinds = posts.setdefault(str(seat.person_id), (seat.person.name, set()))
        kinds.add(seat.kind)
    return [
        (key, f"{name}（{'、'.join(PostKind(kind).label for kind in sorted(kinds))}）", frozenset(kinds))
        for key, (name, kinds) in posts.items()
    ]


def _field(
    item: Field,
    value: Any,
    error: str,
    choices: dict[str, list[tuple[str, str]]],
    people: list[tuple[str, str, frozenset[str]]],
    known: bool,
) -> dict[str, Any]:
    options: list[tuple[str, str]] = []
    if item.type in {"person", "persons"}:
        options = [(key, label) for key, label, kinds in people if not item.posts or kinds & set(item.posts)]
    elif item.type in {"role", "passed_stage"}:
        options = choices.get(item.type, [])
    elif item.choices:
        options = choices[item.choices]
    if isinstance(value, PersonFact | UUID):
        value = str(value.id if isinstance(value, PersonFact) else value)
    return {
        "name": item.name,
        "label": item.label,
        "type": "choice" if item.type in {"role", "passed_stage"} else item.type,
        "required": item.required,
        "help": item.help,
        "unit": item.unit,
        "value": value,
        "error": error,
        "choices": options,
        "when": item.when,
        "source": "本案已有记录" if known else "",
        "accept": ACCEPT,
    }
