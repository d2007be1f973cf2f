"""What a place that cites the law is called, in words: the step, the term, the condition, not the key."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fazhi.procedures import registry
from fazhi.procedures.definition import Definition, Route
from fazhi.procedures.loading import FORMS, Loader
from fazhi.procedures.registry import Domain
from fazhi.shell.law.reading import Kind, Mention, named

_SECTIONS = {
    "stages": "阶段",
    "actions": "步骤",
    "clocks": "期限",
    "roles": "角色",
    "papers": "文书",
    "forms": "表单",
    "conditions": "条件",
    "universal": "步骤",
}
_PARTS = {
    "pauses": "的扣除",
    "extended_by": "的延长",
    "guards": "的条件",
    "form": "的表单",
    "opens": "的子程序",
}


def name_of(mention: Mention) -> str:
    """What the place is called; empty when it has no name that people know it by."""
    match mention.kind:
        case Kind.PROCEDURE:
            return _element(mention)
        case Kind.OVERLAY:
            return _overlay(mention)
        case Kind.TERM:
            return _term(mention)
        case Kind.RULE:
            return "；".join(_conditions(mention))
        case Kind.PAPER:
            return str(_body(mention.path).get("title", ""))
        case _:
            return ""


def code_name(mention: Mention) -> str:
    """The place as those who keep the platform know it: its file and the name in it."""
    return " ".join(part for part in (named(mention.path), ".".join(mention.at)) if part)


@cache
def _body(path: Path) -> Mapping[str, Any]:
    body = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe loader, ours
    return body if isinstance(body, dict) else {}


def _definition_of(path: Path) -> Definition | None:
    beside = path.with_name(path.name.removesuffix(FORMS) + ".yaml") if path.name.endswith(FORMS) else path
    return registry.definitions().get(str(_body(beside).get("key", ""))) if beside.is_file() else None


def _element(mention: Mention) -> str:
    found = _definition_of(mention.path)
    if found is None:
        return "各程序共有的步骤" if mention.path.name == "universal.yaml" else ""
    at = ("forms", *mention.at) if mention.path.name.endswith(FORMS) else mention.at
    return _titled(found, at)


def _titled(definition: Definition, at: tuple[str, ...]) -> str:
    if len(at) < 2 or at[0] not in _SECTIONS:
        return definition.title
    parts: Mapping[str, Mapping[str, Any]] = {
        "stages": definition.stages,
        "actions": definition.actions,
        "clocks": definition.clocks,
        "roles": definition.roles,
        "papers": definition.papers,
        "universal": definition.actions,
    }
    element = parts.get(at[0], {}).get(at[1])
    title = element.title if element is not None else at[1]
    if at[0] == "forms":
        title = next((a.title for a in definition.actions.values() if a.key == at[1]), definition.title)
    tail = next((_PARTS[part] for part in at[2:] if part in _PARTS), "")
    return f"{definition.title} · {_SECTIONS[at[0]]}“{title}”{tail}"


def _overlay(mention: Mention) -> str:
    body = yaml.load(mention.path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe loader, ours
    definition = registry.definitions().get(str(body.get("overlay", "")))
    whose = body.get("applies", {})
    of = f"本地规定（{whose.get('organ') or whose.get('region', '')}）"
    if definition is None:
        return of
    at = mention.at[1:] if mention.at[:1] == ("changes",) else mention.at
    return f"{of} · {_titled(definition, at)}"


def domain_of(path: Path) -> Domain | None:
    """The domain in whose folder a file lies."""
    return next((d for d in registry.domains() if path.is_relative_to(d.folder)), None)


def _of_domain(domain: Domain) -> list[Definition]:
    return [d for d in registry.definitions().values() if registry.domain_of(d.key).name == domain.name]


def _term(mention: Mention) -> str:
    """The clock that the term measures, and its length; a term that no clock measures by its length alone."""
    domain, key = domain_of(mention.path), mention.at[0]
    if domain is None:
        return ""
    entries = [entry for entry in domain.terms if entry.key == key]
    length = "、".join(dict.fromkeys(str(entry) for entry in entries))
    titles = dict.fromkeys(
        f"{definition.title} · 期限“{clock.title}”{'' if clock.term == key else '的延长'}"
        for definition in _of_domain(domain)
        for clock in definition.clocks.values()
        if key in (clock.term, *(extension.term for extension in clock.extensions))
    )
    return f"{'；'.join(titles)}（{length}）" if titles else ""


def _conditions(mention: Mention) -> list[str]:
    """The steps and stages that ask this rule, by procedure."""
    domain = domain_of(mention.path)
    if domain is None or not mention.at:
        return []
    rule, told = mention.at[0], []
    for definition in _of_domain(domain):
        actions = definition.actions.values()
        asking = [f"“{a.title}”" for a in actions if rule in (*a.guards, *a.checks)]
        leading = [f"“{a.title}”" for a in actions if isinstance(a.to, Route) and a.to.by == rule]
        entered = [f"“{stage.title}”" for stage in definition.stages.values() if stage.when == rule]
        if asking:
            told.append(f"{definition.title} · 步骤{''.join(dict.fromkeys(asking))}的条件")
        if leading:
            told.append(f"{definition.title} · 步骤{''.join(dict.fromkeys(leading))}的去向")
        if entered:
            told.append(f"{definition.title} · 进入{''.join(dict.fromkeys(entered))}的条件")
    return told
