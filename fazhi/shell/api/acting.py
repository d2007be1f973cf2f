"""Acts: what can be done, and doing it."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Path, Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict

from fazhi.kernel.errors import Fault, FazhiError, Incomplete, NotYourPart, WrongStage
from fazhi.kernel.verdicts import NotApplicable, Refused
from fazhi.ledger import selectors as ledger
from fazhi.procedures import engine, selectors
from fazhi.procedures.engine import ActionPreview, Done
from fazhi.procedures.engine.judging import Line
from fazhi.procedures.engine.performing import room_of
from fazhi.shell.api import schemas
from fazhi.shell.api.door import asking
from fazhi.shell.api.forms import field_of
from fazhi.shell.api.matters import brief
from fazhi.shell.api.matters import router as lists
from fazhi.shell.api.procedures import known
from fazhi.shell.api.reading import read
from fazhi.shell.api.refusals import KeyReused, body_of
from fazhi.shell.api.schemas import answers
from fazhi.shell.api.values import IdempotencyKey, Moment, Number, Word

router = Router(tags=["办理"])
Key = Annotated[IdempotencyKey | None, Header(alias="Idempotency-Key")]


class Acting(Schema):
    """One act. `data` holds the form's fields by name; `seq` is the number of the latest record that was seen."""

    model_config = ConfigDict(extra="forbid")

    data: dict[str, Any] = {}
    seq: Number | None = None
    occurred_at: Moment | None = None
    idem: IdempotencyKey | None = None


class Opening(Schema):
    """The opening of a matter: the form of the procedure's first action."""

    model_config = ConfigDict(extra="forbid")

    procedure: Word
    data: dict[str, Any] = {}
    occurred_at: Moment | None = None
    idem: IdempotencyKey | None = None


def _takes(schema: type[Schema]) -> dict[str, Any]:
    """How the two ways of sending are told in the description of the interface."""
    plain = schema.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = {name: dict(row) for name, row in plain["properties"].items() if name != "data"}
    form = {
        "type": "object",
        "description": "data 为 JSON 文本；文件各以其字段名为名，可以有几个。",
        "properties": {**parts, "data": {"type": "string", "contentMediaType": "application/json"}},
        "required": plain.get("required", []),
        "additionalProperties": {"type": "string", "format": "binary"},
    }
    content = {"application/json": {"schema": plain}, "multipart/form-data": {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}


# One address answers through one router: the list of matters is read at the same place.
@lists.post(
    "/matters",
    tags=["办理"],
    response=answers(schemas.DoneOut, 409, 413, 415, status=201) | {200: schemas.DoneOut},
    operation_id="open_matter",
    summary="登记一件新事项",
    openapi_extra=_takes(Opening),
)
def open_matter(request: HttpRequest, key: Key = None) -> Status[schemas.DoneOut]:
    """在本机关、本机构登记。有文件的以 multipart/form-data 发送。同一防重键再次发送，得到第一次的答复（状态码200）。"""
    actor = asking(request)
    sent, uploads = read(request, Opening)
    definition = known(sent.procedure)
    done = engine.open_matter(
        definition.key,
        actor,
        sent.data,
        uploads,
        at=timezone.now(),
        occurred_at=sent.occurred_at,
        idem=_one_key(key, sent.idem),
    )
    if done.repeated and (done.matter.procedure != definition.key or done.seq != 1):
        raise _reused()
    return Status(200 if done.repeated else 201, _done(done))


@router.get(
    "/matters/{uuid:matter_id}/actions",
    response=answers(schemas.ActionList),
    operation_id="preview_actions",
    summary="现在能办什么",
)
def preview_actions(request: HttpRequest, matter_id: UUID) -> schemas.ActionList:
    """每一步能不能办、缺什么、依据哪一条、表单要填什么。答复与办理时的判断出自同一规则。"""
    actor = asking(request)
    now = timezone.now()
    matter = selectors.visible_to(actor, matter_id)
    loaded, found = engine.preview(matter, actor, now)
    room = room_of(loaded, now)
    named = {"role": room.roles, "passed_stage": room.passed}
    return schemas.ActionList(
        seq=matter.seq,
        actions=[
            schemas.ActionPreviewOut(
                key=row.action.key,
                title=row.action.title,
                state=_state(row),
                primary=row.action.primary,
                universal=row.action.universal,
                basis=row.action.basis,
                help=row.action.help,
                obstacle=schemas.Problem(**body_of(row.obstacle)) if row.obstacle else None,
                conditions=[_condition(line) for line in row.lines],
                form=[field_of(item, room.choices, named) for item in row.action.form],
            )
            for row in found
        ],
    )


@router.post(
    "/matters/{uuid:matter_id}/actions/{action}",
    response=answers(schemas.DoneOut, 409, 413, 415),
    operation_id="perform_action",
    summary="办理一步",
    openapi_extra=_takes(Acting),
)
def perform_action(
    request: HttpRequest, matter_id: UUID, action: Path[Word], key: Key = None
) -> schemas.DoneOut:
    """有文件的以 multipart/form-data 发送，文件以表单字段名为名。要么全部办成，要么什么都没有改变。"""
    actor = asking(request)
    sent, uploads = read(request, Acting)
    done = engine.perform(
        matter_id,
        action,
        actor,
        sent.data,
        uploads,
        at=timezone.now(),
        occurred_at=sent.occurred_at,
        seq=sent.seq,
        idem=_one_key(key, sent.idem),
    )
    if done.repeated and (done.matter.pk != matter_id or _action_of(done) != action):
        raise _reused()
    return _done(done)


def _one_key(header: str | None, body: str | None) -> str | None:
    if header and body and header != body:
        raise Incomplete([Fault("idem", "请求头与正文中的防重键不一致。")])
    return header or body


def _reused() -> FazhiError:
    return KeyReused("这个防重键已经用于另一次办理，请换一个。")


def _action_of(done: Done) -> str:
    return str(ledger.chain(done.matter.pk).values_list("action", flat=True).get(seq=done.seq))


def _done(done: Done) -> schemas.DoneOut:
    return schemas.DoneOut(
        matter=brief(done.matter), seq=done.seq, message=done.message, repeated=done.repeated
    )


def _state(row: ActionPreview) -> str:
    match row.obstacle:
        case None:
            return "can"
        case NotYourPart():
            return "not_yours"
        case WrongStage():
            return "wrong_stage"
        case _:
            return "cannot"


def _condition(line: Line) -> schemas.Condition:
    verdict = line.verdict
    answer, why, cure = "met", getattr(verdict, "note", ""), ""
    if isinstance(verdict, Refused):
        answer, why, cure = "unmet", verdict.reason, verdict.cure
    elif isinstance(verdict, NotApplicable):
        answer, why = "not_applicable", verdict.reason
    return schemas.Condition(
        key=line.key, title=line.title, answer=answer, why=why, basis=verdict.basis, cure=cure
    )
