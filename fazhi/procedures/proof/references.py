"""Do all the names in a definition exist, and do they fit?"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models

from fazhi.archive.vocabulary import EnclosureKind
from fazhi.papers import layouts
from fazhi.papers.errors import LayoutBroken, LayoutUnknown
from fazhi.people.vocabulary import CredentialKind, PostKind, UnitKind
from fazhi.procedures.definition import ANY, STAY, Action, ClockKind, Definition, Found, Opens, Route, Stage
from fazhi.procedures.engine import own
from fazhi.procedures.loading import DefinitionFault, Source
from fazhi.procedures.registry import Domain

Finding = tuple[tuple[str | int, ...], str]


def faults(
    source: Source, definition: Definition, domain: Domain, known: Mapping[str, Definition]
) -> list[DefinitionFault]:
    """Names that do not exist or do not fit, in the order of the file, those of layouts included."""
    return [*names(source, definition, domain, known), *_told(source, _papers(definition, domain))]


def names(
    source: Source, definition: Definition, domain: Domain, known: Mapping[str, Definition]
) -> list[DefinitionFault]:
    """The same, but for the papers: no layout need be read."""
    findings = [
        *_frame(definition),
        *_roles(definition),
        *_stages(definition, domain, known),
        *_actions(definition, domain, known),
        *_clocks(definition, domain),
    ]
    return _told(source, findings)


def _told(source: Source, findings: Iterable[Finding]) -> list[DefinitionFault]:
    return [DefinitionFault(source.path, source.line(*at), sentence) for at, sentence in findings]


def _frame(d: Definition) -> Iterator[Finding]:
    if d.opens_with not in d.actions:
        yield ("opens_with",), f"没有名为 {d.opens_with} 的动作，不能作为开始"
    elif d.opening.sources:
        yield ("actions", d.opens_with, "from"), "开始的动作不写 from"
    if d.numbered_on and d.numbered_on not in d.actions:
        yield ("number",), f"编号写在动作 {d.numbered_on} 上，但没有这个动作"
    try:
        model = apps.get_model(d.matter)
    except (LookupError, ValueError):
        yield ("matter",), f"没有数据模型 {d.matter}"
        return
    key = model._meta.pk
    if key is None or not isinstance(key, models.OneToOneField) or key.name != "matter":
        yield ("matter",), f"{d.matter} 必须以 matter 一对一字段为主键"


def _roles(d: Definition) -> Iterator[Finding]:
    for role in d.roles.values():
        at = ("roles", role.key)
        for post in (*role.posts, *role.assign_from):
            if post not in PostKind.values:
                yield at, f"角色“{role.title}”写了不存在的岗位 {post}"
        if role.found is Found.POST and not role.posts:
            yield at, f"角色“{role.title}”按岗位确定，但没有写岗位"
        if role.needs and role.needs not in CredentialKind.values:
            yield at, f"角色“{role.title}”要求的证件 {role.needs} 不存在"
        for other in role.excludes:
            if not other.startswith("parent.") and other not in d.roles:
                yield at, f"角色“{role.title}”排除的 {other} 不是本程序的角色"
            if other == role.key:
                yield at, f"角色“{role.title}”排除了自己，没有人能担任"


def _stages(d: Definition, domain: Domain, known: Mapping[str, Definition]) -> Iterator[Finding]:
    for stage in d.stages.values():
        at = ("stages", stage.key)
        if stage.next and stage.next not in d.actions:
            yield at, f"“{stage.title}”的下一步 {stage.next} 不是本程序的动作"
        if stage.owner and stage.owner not in d.roles:
            yield at, f"“{stage.title}”的承办角色 {stage.owner} 不存在"
        if not stage.final and not stage.next and not stage.owner:
            yield at, f"“{stage.title}”没有写下一步，也没有写由谁承办：在办事项必须有人负责"
        if stage.when:
            yield from _callable(at, domain.rules, stage.when, 2, "进入条件")
            if stage.otherwise not in d.stages:
                yield (
                    at,
                    f"“{stage.title}”有进入条件，条件不成立时去哪里没有写对（else: {stage.otherwise or '空'}）",
                )
            if not stage.basis:
                yield at, f"“{stage.title}”有进入条件，必须写明依据；属于内部做法的写 basis: none"
        for opens in stage.opens:
            yield from _opened(d, (*at, "opens"), opens, domain, known, waits=opens.wait)


def _opened(
    d: Definition,
    at: tuple[str | int, ...],
    opens: Opens,
    domain: Domain,
    known: Mapping[str, Definition],
    *,
    waits: bool,
) -> Iterator[Finding]:
    child = known.get(opens.procedure)
    if child is None:
        yield at, f"子程序 {opens.procedure} 不存在"
        return
    if "system" not in child.opening.by:
        yield at, f"子程序“{child.title}”的开始动作须允许系统办理（by 含 system），否则不能由上级事项开启"
    named = dict(opens.outcomes)
    ends = {stage.outcome: stage.title for stage in child.finals()}
    if waits:
        yield from _answered(d.stages[str(at[1])], (*at, "outcomes"), opens, child)
    for outcome, target in named.items():
        if outcome not in ends:
            yield at, f"子程序“{child.title}”不会以 {outcome} 终结"
        if target != STAY and target not in d.stages:
            yield at, f"没有名为 {target} 的阶段"
    if opens.unit and opens.unit not in UnitKind.values:
        yield at, f"没有 {opens.unit} 这种内设机构"
    if opens.when:
        yield from _callable(at, domain.rules, opens.when, 2, "开启条件")
    if opens.gives:
        yield from _callable(at, domain.effects, opens.gives, 2, "交给子程序的材料")
    for name in opens.takes:
        yield from _callable(at, domain.effects, name, 3, "子程序终结后的变更")


def _answered(stage: Stage, at: tuple[str | int, ...], opens: Opens, child: Definition) -> Iterator[Finding]:
    """Does a stage that waits for a sub-matter know where to go however it ends, lawful ways out included?

    Each final stage of the sub-procedure is such an end, also the one to which its universal actions lead. Where the
    answer is to stay, somebody must have a next step there, or the matter would rest for ever.
    """
    named = dict(opens.outcomes)
    for outcome, title in sorted({end.outcome: end.title for end in child.finals()}.items()):
        if outcome not in named:
            yield (
                at,
                f"“{stage.title}”等待的子程序“{child.title}”可能以 {outcome}（{title}）终结，没有写本事项随后去哪里：在 outcomes 里写明",
            )
        elif named[outcome] == STAY and not stage.next:
            yield (
                at,
                f"“{stage.title}”等待的子程序“{child.title}”以 {outcome}（{title}）终结后留在原处，却没有写下一步（next），事项会停在这里",
            )
    if not any(end.exit for end in child.finals()):
        yield (
            at,
            f"子程序“{child.title}”没有依法转出的终结阶段（exit），本事项离开“{stage.title}”时它无法终止",
        )


def _actions(d: Definition, domain: Domain, known: Mapping[str, Definition]) -> Iterator[Finding]:
    for action in d.actions.values():
        yield from _ways(d, action, domain)
        yield from _means(d, action, domain)
        for opens in action.opens:
            yield from _opened(d, ("actions", action.key, "opens"), opens, domain, known, waits=False)
        yield from _form(d, action, domain)


def _ways(d: Definition, action: Action, domain: Domain) -> Iterator[Finding]:
    """Where the action starts and leads."""
    at = ("actions", action.key)
    for key in action.sources:
        if key != ANY and key not in d.stages:
            yield (*at, "from"), f"没有名为 {key} 的阶段"
        elif key != ANY and d.stages[key].final and not action.reopens:
            yield (*at, "from"), f"“{action.title}”从终结阶段出发，只有写明 reopens: true 的动作可以这样"
    if action.key != d.opens_with and not action.sources:
        yield at, f"“{action.title}”没有写从哪个阶段出发"
    for target in action.targets:
        if target != STAY and target not in d.stages:
            yield (*at, "to"), f"没有名为 {target} 的阶段"
    if isinstance(action.to, Route) and action.to.by not in own.ROUTES:
        yield from _callable((*at, "to"), domain.rules, action.to.by, 2, "去向规则")


def _means(d: Definition, action: Action, domain: Domain) -> Iterator[Finding]:
    """Who acts, on what conditions, with what effects and papers."""
    at = ("actions", action.key)
    for role in action.by:
        if role not in d.roles:
            yield (*at, "by"), f"没有名为 {role} 的角色"
    for name in (*action.guards, *action.checks):
        yield from _callable(at, domain.rules, name, 2, "条件")
    for name in action.effects:
        if name not in own.EFFECTS:
            yield from _callable(at, domain.effects, name, 3, "变更")
    for role, field in action.assigns:
        if role not in d.roles or d.roles[role].found is not Found.ASSIGNMENT:
            yield (*at, "assigns"), f"{role} 不是可以指派的角色"
        if field not in {item.name for item in action.form}:
            yield (*at, "assigns"), f"表单里没有 {field}"
    for paper in action.papers:
        if paper not in d.papers:
            yield (*at, "papers"), f"没有名为 {paper} 的文书"


def _form(d: Definition, action: Action, domain: Domain) -> Iterator[Finding]:
    at = ("actions", action.key, "form")
    names = {item.name for item in action.form}
    try:
        columns = {f.name for f in apps.get_model(d.matter)._meta.concrete_fields}
    except (LookupError, ValueError):
        columns = None
    for item in action.form:
        if item.type in {"choice", "choices"} and item.choices not in domain.choices:
            yield at, f"“{item.label}”的选项 {item.choices or '空'} 不存在"
        if item.column and columns is not None and item.column not in columns:
            yield at, f"“{item.label}”对应的列 {item.column} 不在 {d.matter} 里"
        if item.when and item.when.partition("=")[0] not in names:
            yield at, f"“{item.label}”的显示条件引用了表单里没有的 {item.when}"
        if item.enclosure and item.enclosure not in EnclosureKind.values:
            yield at, f"“{item.label}”归入的卷内文件类别 {item.enclosure} 不存在"
        for post in item.posts:
            if post not in PostKind.values:
                yield at, f"“{item.label}”写了不存在的岗位 {post}"


def _clocks(d: Definition, domain: Domain) -> Iterator[Finding]:
    triggers = {*d.actions, *(f"stage:{key}" for key in d.stages)}
    for stage in d.stages.values():
        triggers |= {f"child:{opens.procedure}" for opens in stage.opens}
    for action in d.actions.values():
        triggers |= {f"child:{opens.procedure}" for opens in action.opens}
    for clock in d.clocks.values():
        at = ("clocks", clock.key)
        if clock.term not in domain.terms:
            yield at, f"期限“{clock.title}”的 {clock.term} 不在 terms.toml 里"
        named = [
            *clock.starts,
            *clock.stops,
            *clock.ends,
            *(t for p in clock.pauses for t in (*p.starts, *p.ends)),
        ]
        for trigger in named:
            if trigger not in triggers:
                yield at, f"期限“{clock.title}”引用了不存在的动作或阶段 {trigger}"
        for key in (*clock.protects, *(e.action for e in clock.extensions)):
            if key not in d.actions:
                yield at, f"期限“{clock.title}”引用了不存在的动作 {key}"
        for extension in clock.extensions:
            if extension.term not in domain.terms:
                yield at, f"延长“{clock.title}”的 {extension.term} 不在 terms.toml 里"
        if (
            clock.expiry and "system" not in d.actions[clock.expiry].by
            if clock.expiry in d.actions
            else clock.expiry
        ):
            yield at, f"期限“{clock.title}”届满后的动作 {clock.expiry} 须存在并由系统办理"
        if clock.kind is ClockKind.WAIT and not clock.protects:
            yield at, f"等待期“{clock.title}”没有写挡住哪个动作（protects）"
        yield from _start(d, clock.key)


def _start(d: Definition, key: str) -> Iterator[Finding]:
    clock = d.clocks[key]
    if not clock.start_from:
        return
    columns = {f.name for f in apps.get_model(d.matter)._meta.concrete_fields}
    if clock.start_from in columns:
        return
    for trigger in clock.starts:
        action = d.actions.get(trigger)
        if action is None or clock.start_from not in {item.name for item in action.form}:
            yield (
                ("clocks", key),
                f"期限“{clock.title}”的起算日 {clock.start_from} 既不是列，也不在动作 {trigger} 的表单里",
            )


def _papers(d: Definition, domain: Domain) -> Iterator[Finding]:
    used = {key for action in d.actions.values() for key in action.papers}
    for paper in d.papers.values():
        at = ("papers", paper.key)
        if paper.key not in used:
            yield at, f"文书“{paper.title}”没有动作制作"
        try:
            layouts.find(f"{domain.name}.{paper.layout}")
        except (LayoutUnknown, LayoutBroken) as error:
            yield at, f"文书“{paper.title}”：{error.sentence}"
        if domain.contexts is None or not hasattr(domain.contexts, paper.key):
            yield at, f"文书“{paper.title}”没有内容来源 {paper.key}"
        for role in paper.signed_by:
            if role not in d.roles:
                yield at, f"文书“{paper.title}”的签署角色 {role} 不存在"


def _callable(at: tuple[str | int, ...], module: Any, name: str, takes: int, what: str) -> Iterator[Finding]:
    found: Callable[..., Any] | None = getattr(module, name, None)
    if not callable(found):
        yield at, f"{what} {name} 没有写成函数"
    elif len(inspect.signature(found).parameters) != takes:
        yield at, f"{what} {name} 应当有{takes}个参数"
