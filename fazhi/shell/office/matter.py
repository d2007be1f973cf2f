"""The page of one matter, and its panels."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from fazhi.kernel.errors import Refusals
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused
from fazhi.people.actors import Actor
from fazhi.procedures import editions, selectors
from fazhi.procedures.definition import STAY, ClockKind
from fazhi.procedures.drawing import svg
from fazhi.procedures.engine import ActionPreview, preview
from fazhi.procedures.engine.judging import Line
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.models import ClockRow, Matter
from fazhi.procedures.models.clock import ClockState
from fazhi.shell.doors import signed_in
from fazhi.shell.office import panels
from fazhi.shell.office.clocks import brief, chip, day_text, open_sum
from fazhi.shell.office.wording import holder_sentence, outcome_label, printed

LIVE = (ClockState.RUNNING, ClockState.PAUSED)


@signed_in
def page(request: HttpRequest, actor: Actor, matter_id: UUID) -> HttpResponse:
    """What it is, where it stands, who has it, how long is left, what can be done now."""
    now = timezone.now()
    today = timezone.localdate(now)
    matter = selectors.visible_to(actor, matter_id)
    loaded, actions = preview(matter, actor, now)
    forward, shown = _forward(loaded, actions), facts(loaded)
    context = {
        "m": head(matter),
        "today": today,
        "clocks": clock_chips(loaded, today),
        "stages": _stages(loaded),
        "exits": [
            {"label": p.action.title, "url": act_url(matter, p.action.key)}
            for p in actions
            if p.can and p.action.exit
        ],
        "now": _now(loaded, actions, forward),
        "cannot": _cannot(loaded, actions),
        "verdict_panel": _verdicts(forward),
        "sums": [open_sum(c, today, loaded.calendar) for c in _shown_clocks(loaded)],
        "timeline": panels.timeline(matter, limit=12),
        "timeline_more": {"url": f"/matters/{matter.pk}/timeline/", "text": f"再看较早的{matter.seq - 12}条"}
        if matter.seq > 12
        else None,
        "ledger_line": {"count": matter.seq, "ok": None, "verify_url": f"/matters/{matter.pk}/verify/"},
        "papers": panels.papers(matter) + panels.papers_above(matter),
        "evidence": panels.evidence(matter) + panels.evidence_above(matter),
        "people": panels.people(loaded),
        "subs": _subs(loaded, today),
        "facts": shown[:SHOWN_AT_ONCE],
        "links": {
            label: address.format(id=matter.pk)
            for label, address in loaded.domain.links.get(matter.procedure, {}).items()
        },
        "facts_more": shown[SHOWN_AT_ONCE:],
        "diagram_svg": diagram(loaded),
        "dossier_url": f"/matters/{matter.pk}/dossier.zip",
        "data_at": now,
    }
    return render(request, "shell/matter.html", context)


def head(matter: Matter) -> dict[str, Any]:
    """The head of every page about the matter."""
    parent = matter.parent
    return {
        "title_party": matter.title,
        "title_cause": matter.cause,
        "number": matter.number,
        "organ": matter.organ.name,
        "holder_sentence": holder_sentence(matter),
        "url": f"/matters/{matter.pk}/",
        "list_url": f"/matters/?procedure={matter.procedure}",
        "procedure_title": editions.of(matter.edition_id).title,
        "is_closed": not matter.is_open,
        "outcome_label": outcome_label(matter),
        "parent": {"title": parent.number or f"{parent.title}{parent.cause}", "url": f"/matters/{parent.pk}/"}
        if parent
        else None,
    }


def act_url(matter: Matter, action: str) -> str:
    """The address of one action's form."""
    return f"/matters/{matter.pk}/act/{action}/"


def _shown_clocks(loaded: Loaded) -> list[ClockRow]:
    """Running clocks first, duties before the rest, the nearest first; ended ones after them."""
    rank = {ClockKind.DUTY: 0, ClockKind.NOTICE: 1, ClockKind.WINDOW: 2, ClockKind.WAIT: 3}
    return sorted(
        loaded.clocks.values(),
        key=lambda c: (
            c.state not in LIVE,
            rank[ClockKind(c.kind)],
            -c.length if c.state not in LIVE else 0,
            c.due_on or date.max,
            c.key,
        ),
    )


def clock_chips(loaded: Loaded, today: date) -> list[Any]:
    """At most two clocks beside the title."""
    url = f"/matters/{loaded.matter.pk}/"
    live = [c for c in _shown_clocks(loaded) if c.state in LIVE]
    return [chip(c, today, loaded.calendar, url) for c in live[:2]]


def _stages(loaded: Loaded) -> list[dict[str, str]]:
    """The stage bar: the main line, side stages only where the matter has been or is."""
    matter, trail = loaded.matter, loaded.matter.trail
    visited, since = trail.get("visited", []), trail.get("since", {})
    here = loaded.definition.stages[matter.stage]
    line = [s for s in loaded.definition.main_line() if s.key in visited or not (s.side or s.final)]
    if here.exit:
        line = [*(s for s in line if s.key in visited), here]
    order = list(loaded.definition.stages)
    found = []
    for stage in line:
        passed = stage.key in visited and (here.exit or order.index(stage.key) < order.index(here.key))
        state = "now" if stage.key == here.key else "done" if passed else "ahead"
        on = since.get(stage.key)
        day = date.fromisoformat(on) if on and state != "ahead" else None
        when = f"{day.month}月{day.day}日" if day else ""
        when = f"{when}起" if when and state == "now" and not stage.final else when
        found.append({"title": stage.title, "state": state, "when": when})
    return found


def _forward(loaded: Loaded, actions: list[ActionPreview]) -> ActionPreview | None:
    """The action that should come next, as it stands for this actor."""
    wanted = loaded.matter.next_action
    return next((p for p in actions if p.action.key == wanted), None)


FEW = 5


def _now(
    loaded: Loaded, actions: list[ActionPreview], forward: ActionPreview | None
) -> dict[str, Any] | None:
    matter = loaded.matter
    can = [p for p in actions if p.can and not p.action.exit]
    own = [p for p in can if not p.action.universal]
    if not can or (not matter.is_open and not own):
        return None
    peers = _peers(own, forward)
    primary = forward if forward is not None and forward.can and not peers else None
    shown = [primary] if primary else peers
    rest = [p for p in own if p not in shown] + [p for p in can if p.action.universal]
    title = primary.action.title if primary else loaded.definition.stages[matter.stage].title
    return {
        "title": title if own else "本步骤现在不由您办理",
        "text": (primary.action.help if primary else "") or ("" if own else f"{holder_sentence(matter)}。"),
        "primary": _button(matter, primary) if primary else None,
        "peers": [_button(matter, p) for p in peers],
        "others": [_button(matter, p) for p in rest[:FEW]],
        "more": [_button(matter, p) for p in rest[FEW:]],
    }


def _peers(own: list[ActionPreview], forward: ActionPreview | None) -> list[ActionPreview]:
    """Answers of equal standing: actions that ask the same form of the same people, such as 同意 and 退回."""
    if forward is None or not forward.can or not forward.action.form:
        return []
    asked = (forward.action.form, forward.action.by, forward.action.sources)
    moving = [p for p in own if p.action.to != STAY]
    alike = [p for p in moving if (p.action.form, p.action.by, p.action.sources) == asked]
    return alike if len(alike) > 1 else []


def _button(matter: Matter, p: ActionPreview) -> dict[str, str]:
    return {"label": p.action.title, "url": act_url(matter, p.action.key)}


def _cannot(loaded: Loaded, actions: list[ActionPreview]) -> list[dict[str, str]]:
    """Own actions of this stage whose conditions are not met, each with its first reason and article."""
    found = []
    for p in actions:
        if p.can or p.action.universal or p.obstacle is None or not p.is_mine:
            continue
        reason = p.obstacle.sentence
        if isinstance(p.obstacle, Refusals):
            reason = p.obstacle.verdicts[0].reason
        found.append({"title": p.action.title, "reason": reason, "basis": printed(p.obstacle.basis)})
    return found


def verdict_row(line: Line) -> dict[str, str]:
    """One condition as the page lists it."""
    verdict = line.verdict
    basis = printed(verdict.basis)
    match verdict:
        case Refused():
            note = verdict.reason + (f"。{verdict.cure}" if verdict.cure else "")
            return {"state": "unmet", "title": line.title, "note": note, "basis": basis}
        case NotApplicable():
            return {"state": "na", "title": line.title, "note": verdict.reason, "basis": basis}
        case Allowed():
            state = "care" if verdict.caution else "met"
            return {"state": state, "title": line.title, "note": verdict.note, "basis": basis}


_ORDER = {"unmet": 0, "care": 1, "wait": 2, "met": 3, "na": 4}


def verdict_rows(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    """Conditions with what is missing first."""
    return sorted((verdict_row(line) for line in lines), key=lambda row: _ORDER[row["state"]])


def _verdicts(forward: ActionPreview | None) -> dict[str, Any]:
    if forward is None:
        return {"rows": []}
    rows = verdict_rows(forward.lines)
    met = sum(1 for row in rows if row["state"] in {"met", "care", "na"})
    return {"title": f"{forward.action.title}的条件", "total": len(rows), "met": met, "rows": rows}


def _subs(loaded: Loaded, today: date) -> list[dict[str, Any]]:
    return [
        {
            "title": editions.of(child.edition_id).title,
            "url": f"/matters/{child.pk}/",
            "state": child.stage_title,
            "meta": child.number or f"{day_text(child.opened_on, today)}开始",
            "clock": brief(child, today, loaded.calendar) if child.is_open else None,
        }
        for child in reversed(loaded.children)
    ]


SHOWN_AT_ONCE = 12


def facts(loaded: Loaded) -> list[dict[str, Any]]:
    """What the forms that were filled have put into the domain's columns, and the days and sums that followed.

    In the order of the model, words in place of stored values. What nobody has entered yet is not shown.
    """
    words = _words(loaded)
    found = []
    filled = _filled(loaded)
    for column in loaded.row._meta.concrete_fields:
        dated = isinstance(column, models.DateField | models.DecimalField)
        if not column.editable or not (column.name in filled or (dated and column.name not in words)):
            continue
        value = getattr(loaded.row, column.attname)
        if value not in (None, "", False, [], {}):
            said = _said(column, value, words.get(column.name, {}))
            found.append({"label": str(column.verbose_name), "value": said})
    return found


def _filled(loaded: Loaded) -> set[str]:
    """Columns that the forms of the acts done so far fill."""
    done = {*loaded.matter.trail.get("done", {}), loaded.definition.opens_with}
    return {
        item.column
        for action in loaded.definition.actions.values()
        if action.key in done
        for item in action.form
        if item.column
    }


def _words(loaded: Loaded) -> dict[str, dict[str, str]]:
    """Labels of the choices that fill a column, by column: taken from the forms."""
    return {
        item.column: {value: str(label) for value, label in loaded.domain.choices[item.choices].choices}
        for action in loaded.definition.actions.values()
        for item in action.form
        if item.column and item.choices
    }


def _said(column: Any, value: Any, words: dict[str, str]) -> str:
    if isinstance(value, list):
        return "、".join(str(words.get(row, row)) for row in value)
    if words or column.choices:
        return str(words.get(value) or dict(column.flatchoices).get(value, value))
    match value:
        case True:
            return "是"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case Decimal():
            return f"{value:,.2f}元"
        case _:
            return str(value)


def diagram(loaded: Loaded) -> SafeString:
    """The procedure's picture with the current stage marked."""
    visited = loaded.matter.trail.get("visited", [])
    return mark_safe(svg.draw(loaded.definition, loaded.matter.stage, visited))  # noqa: S308 - drawn by us, escaped
