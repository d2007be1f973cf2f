"""Procedures: what there is, and what each asks for."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from fazhi.kernel.errors import OutOfScope, UnknownTerm
from fazhi.people.actors import Actor
from fazhi.people.models import Organ
from fazhi.procedures import editions, registry
from fazhi.procedures.definition import Clock, Definition
from fazhi.procedures.drawing import bpmn
from fazhi.procedures.registry import Domain
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking
from fazhi.shell.api.forms import field_of
from fazhi.shell.api.schemas import answers, file_answer
from fazhi.shell.api.values import Word
from fazhi.shell.office.starting import openable

router = Router(tags=["程序"])


@router.get(
    "/procedures", response=answers(schemas.ProcedureList), operation_id="list_procedures", summary="程序清单"
)
def list_procedures(request: HttpRequest) -> schemas.ProcedureList:
    """每一种程序，以及您的岗位能否启动。"""
    mine = {definition.key for definition in openable(asking(request))}
    return schemas.ProcedureList(items=[_brief(d, mine) for d in registry.definitions().values()])


@router.get(
    "/procedures/{key}.bpmn",
    response=answers(None),
    operation_id="draw_procedure",
    summary="程序图（BPMN 2.0）",
    openapi_extra=file_answer("application/xml"),
)
def draw_procedure(request: HttpRequest, key: Path[Word]) -> HttpResponse:
    """可以用任何 BPMN 工具打开。"""
    definition = of_asker(asking(request), key)
    response = HttpResponse(bpmn.export(definition), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{definition.key}.bpmn"'
    return response


@router.get(
    "/procedures/{key}",
    response=answers(schemas.ProcedureOut),
    operation_id="show_procedure",
    summary="程序定义",
)
def show_procedure(request: HttpRequest, key: Path[Word]) -> schemas.ProcedureOut:
    """阶段、步骤、表单、期限和文书；按本机关现行的规定，新开事项适用。"""
    actor = asking(request)
    definition = of_asker(actor, key)
    domain = registry.domain_of(definition.key)
    today = timezone.localdate(timezone.now())
    mine = {known.key for known in openable(actor)}
    return schemas.ProcedureOut(
        **_brief(definition, mine).model_dump(),
        edition=definition.digest,
        roles=[
            schemas.RoleOut(
                key=role.key, title=role.title, found=role.found.value, posts=list(role.posts),
                within=role.within.value, needs=role.needs, excludes=list(role.excludes),
            )
            for role in definition.roles.values()
        ],
        stages=[
            schemas.StageOut(
                key=stage.key, title=stage.title, final=stage.final, outcome=stage.outcome, next=stage.next,
                opens=[opens.procedure for opens in stage.opens], waits_for=stage.waits_for, basis=stage.basis,
            )
            for stage in definition.stages.values()
        ],
        clocks=[_term(clock, domain, today) for clock in definition.clocks.values()],
        actions=[
            schemas.ActionOut(
                key=action.key, title=action.title, sources=list(action.sources), targets=list(action.targets),
                by=list(action.by), basis=action.basis, help=action.help, papers=list(action.papers),
                universal=action.universal, form=[field_of(item, domain.choices) for item in action.form],
            )
            for action in definition.actions.values()
        ],
        papers=[
            schemas.PaperKind(
                key=paper.key, title=paper.title, series=paper.series, signed_by=list(paper.signed_by),
                served=paper.served,
            )
            for paper in definition.papers.values()
        ],
    )  # fmt: skip


def known(key: str) -> Definition:
    """A procedure by its key. Raises OutOfScope."""
    definition = registry.definitions().get(key)
    if definition is None:
        raise OutOfScope("没有这种程序。")
    return definition


def of_asker(actor: Actor, key: str) -> Definition:
    """A procedure as it holds for new matters of the asker's organ. Raises OutOfScope."""
    definition = known(key)
    if actor.organ_id is None:
        return definition
    doc_word = Organ.objects.values_list("doc_word", flat=True).get(pk=actor.organ_id)
    return editions.current(key, doc_word, actor.region_path, timezone.localdate())


def _brief(definition: Definition, mine: set[str]) -> schemas.ProcedureBrief:
    return schemas.ProcedureBrief(
        key=definition.key,
        title=definition.title,
        law=definition.law,
        opens_with=definition.opens_with,
        may_open=definition.key in mine,
    )


def _term(clock: Clock, domain: Domain, today: date) -> schemas.TermOut:
    try:
        term = domain.terms.term(clock.term, today)
        length, unit = clock.length or term.length, term.unit.value
    except UnknownTerm:
        # Its length depends on more than the day; it is settled when the clock starts.
        length, unit = None, None
    return schemas.TermOut(
        key=clock.key, title=clock.title, kind=clock.kind.value, basis=clock.basis, length=length, unit=unit,
        starts=list(clock.starts), stops=list(clock.stops),
    )  # fmt: skip
