"""Local overlays: a region or an organ may make a procedure stricter, never looser.

An overlay is a YAML file `<domain>/overlays/*.yaml`, or in `FAZHI_HOME/overlays` for one installation:

    overlay: enforcement.penalty
    applies: {organ: 包昆市监}          # 机关代字; or {region: "001001"}, a region's path
    basis: 《…实施办法》第×条
    changes:
      clocks: {decide: {length: 60}}
      actions: {decide: {papers: [extra_paper], guards: [extra_guard]}}

Maps are joined key by key, and lists added to what the definition has; `by`, `posts` and `pauses` replace.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from fazhi.kernel.errors import BadDefinition
from fazhi.kernel.terms import Term, TermBook
from fazhi.procedures import registry
from fazhi.procedures.definition import Action, Clock, ClockKind, Definition, parse
from fazhi.procedures.loading import DefinitionFault, Source, parse_text

ADDED = frozenset({"papers", "guards", "checks", "effects", "not", "opens", "form"})


@dataclass(frozen=True)
class Overlay:
    """One overlay file: whom it holds for, and what it changes."""

    source: Source
    procedure: str
    organ: str
    region: str
    changes: Mapping[str, Any]

    def applies(self, organ: str, region_path: str) -> bool:
        """Whether it holds for an organ with that 机关代字 in a region with that path."""
        return (
            self.organ == organ if self.organ else bool(self.region) and region_path.startswith(self.region)
        )


def is_overlay(source: Source) -> bool:
    """Whether a file is an overlay and not a definition."""
    return "overlay" in source.body


def paths() -> list[Path]:
    """Every overlay file: those of the domains, then those of this installation."""
    folders = [domain.folder / "overlays" for domain in registry.domains()]
    return [
        path
        for folder in [*folders, Path(settings.FAZHI_HOME) / "overlays"]
        for path in sorted(folder.glob("*.yaml"))
    ]


@cache
def _loaded(stamps: tuple[tuple[str, int], ...]) -> tuple[Overlay, ...]:
    found = []
    for name, _ in stamps:
        source, wrong = parse_text(Path(name).read_text(encoding="utf-8"), Path(name))
        if source is None or wrong:
            raise BadDefinition("\n".join(map(str, wrong)))
        found.append(_overlay(source))
    return tuple(found)


def overlays() -> tuple[Overlay, ...]:
    """Every overlay, the wider first, so that the narrower has the last word."""
    found = _loaded(tuple((str(path), path.stat().st_mtime_ns) for path in paths()))
    return tuple(sorted(found, key=lambda o: (bool(o.organ), len(o.region))))


def _overlay(source: Source) -> Overlay:
    body = source.body
    applies = body["applies"]
    return Overlay(
        source, body["overlay"], applies.get("organ", ""), applies.get("region", ""), body["changes"]
    )


def applied(definition: Definition, organ: str, region_path: str, day: date) -> Definition:
    """The definition as it holds for an organ in a region. Raises BadDefinition for an overlay that loosens it."""
    for overlay in overlays():
        if overlay.procedure == definition.key and overlay.applies(organ, region_path):
            definition = _tightened(definition, overlay, day)
    return definition


def _tightened(definition: Definition, overlay: Overlay, day: date) -> Definition:
    merged = parse(merge(definition.raw, overlay.changes))
    terms = registry.domain_of(definition.key).terms
    looser = list(loosened(definition, merged, terms, day))
    if looser:
        raise BadDefinition("\n".join(f"{overlay.source.path}: {said}" for _, said in looser))
    return merged


def merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping with the changes joined in."""
    merged = copy.deepcopy(dict(base))
    for key, value in changes.items():
        held = merged.get(key)
        if isinstance(value, Mapping) and isinstance(held, Mapping):
            merged[key] = merge(held, value)
        elif key in ADDED and held is not None:
            merged[key] = [*_listed(held), *(row for row in _listed(value) if row not in _listed(held))]
        else:
            merged[key] = copy.deepcopy(value)
    return merged


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def faults(wanted: set[Path] | None, day: date) -> list[DefinitionFault]:
    """What is wrong with the overlays, each by file and line."""
    found: list[DefinitionFault] = []
    for path in paths() if wanted is None else [p for p in sorted(wanted) if p.is_file()]:
        source, wrong = parse_text(path.read_text(encoding="utf-8"), path)
        if source is None or not is_overlay(source):
            continue
        found += wrong
        if wrong:
            continue
        overlay = _overlay(source)
        base = registry.definitions().get(overlay.procedure)
        if base is None:
            found.append(
                DefinitionFault(path, source.line("overlay"), f"没有名为 {overlay.procedure} 的程序")
            )
            continue
        merged = parse(merge(base.raw, overlay.changes))
        for at, said in loosened(base, merged, registry.domain_of(base.key).terms, day):
            found.append(DefinitionFault(path, source.line("changes", *at), said))
    return found


Finding = tuple[tuple[str, ...], str]


def loosened(base: Definition, merged: Definition, terms: TermBook, day: date) -> Iterable[Finding]:
    """Every way in which the merged definition asks less than the base, with the article that it would breach."""
    for key, clock in base.clocks.items():
        at = ("clocks", key)
        if key not in merged.clocks:
            yield at, f"去掉了期限“{clock.title}”，违反{clock.basis}"
        else:
            yield from (
                (at, said) for said in _clock_looser(clock, merged.clocks[key], terms.term(clock.term, day))
            )
    for key, action in base.actions.items():
        at = ("actions", key)
        if key not in merged.actions:
            yield at, f"去掉了动作“{action.title}”，违反{action.basis}"
        else:
            yield from ((at, said) for said in _action_looser(action, merged.actions[key]))
    for key, stage in base.stages.items():
        now = merged.stages.get(key)
        if now is None:
            yield ("stages", key), f"去掉了阶段“{stage.title}”，违反{stage.basis or base.law}"
        elif now.when not in {stage.when, ""} or set(stage.opens) - set(now.opens):
            yield (
                ("stages", key),
                f"改变了进入“{stage.title}”的条件或者去掉了子程序，违反{stage.basis or base.law}",
            )
        elif (now.final, now.outcome) != (stage.final, stage.outcome):
            yield ("stages", key), f"“{stage.title}”是否终结不能改变"
    for key, role in base.roles.items():
        now_role = merged.roles[key]
        wider = set(now_role.posts) - set(role.posts) or set(role.excludes) - set(now_role.excludes)
        if wider or (role.needs and now_role.needs != role.needs):
            yield ("roles", key), f"放宽了谁可以担任“{role.title}”，违反{role.basis or base.law}"


def _clock_looser(base: Clock, now: Clock, term: Term) -> Iterable[str]:
    length = now.length or term.length
    least, most = term.local_min, term.local_max
    if least is not None and most is not None:
        if not least <= length <= most:
            yield f"“{base.title}”在{least}至{most}{term.unit.label}之间选定，不能是{length}，违反{base.basis}"
    elif base.kind is ClockKind.DUTY and length > term.length:
        yield f"“{base.title}”由{term}延长为{length}{term.unit.label}，违反{base.basis}"
    elif base.kind is not ClockKind.DUTY and length < term.length:
        yield f"“{base.title}”由{term}缩短为{length}{term.unit.label}，不利于当事人，违反{base.basis}"
    if (now.kind, now.term, now.starts, now.start_from, now.protects) != (
        base.kind,
        base.term,
        base.starts,
        base.start_from,
        base.protects,
    ):
        yield f"“{base.title}”的起算、种类或者所保护的动作不能改变，违反{base.basis}"
    if set(now.pauses) - set(base.pauses) or set(now.extensions) - set(base.extensions):
        yield f"“{base.title}”增加了扣除或者延长的情形，违反{base.basis}"
    if set(now.stops) - set(base.stops) or set(now.ends) - set(base.ends):
        yield f"“{base.title}”增加了停止计算的情形，违反{base.basis}"


def _action_looser(base: Action, now: Action) -> Iterable[str]:
    said = f"“{base.title}”"
    for name, what in (
        ("guards", "条件"),
        ("checks", "核对"),
        ("papers", "文书"),
        ("effects", "变更"),
        ("opens", "子程序"),
    ):
        if set(getattr(base, name)) - set(getattr(now, name)):
            yield f"{said}去掉了{what}，违反{base.basis}"
    if set(now.by) - set(base.by):
        yield f"{said}增加了可以办理的人，违反{base.basis}"
    if (now.sources, now.to) != (base.sources, base.to):
        yield f"{said}的起止阶段不能改变，违反{base.basis}"
    asked = {item.name: item for item in now.form}
    for item in base.form:
        if item.name not in asked or (item.required and not asked[item.name].required):
            yield f"{said}的“{item.label}”不能去掉或者改为选填，违反{base.basis}"
