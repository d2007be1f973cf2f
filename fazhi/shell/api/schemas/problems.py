"""Refusals as they are told, and which answers an endpoint may give."""

from typing import Any

from ninja import Schema


class VerdictOut(Schema):
    """One condition that is not met."""

    reason: str
    basis: str
    cure: str
    field: str


class FaultOut(Schema):
    """One thing wrong with what was sent, by the place where it stands."""

    field: str
    sentence: str
    basis: str


class Problem(Schema):
    """A refusal: its kind, a whole sentence, and the article where law is the reason."""

    code: str
    sentence: str
    basis: str
    verdicts: list[VerdictOut] | None = None
    faults: list[FaultOut] | None = None
    since: list[str] | None = None


_ALWAYS = frozenset({400, 401, 403, 404, 422, 429})


def answers(ok: Any, *more: int, status: int = 200) -> dict[Any, Any]:
    """The answers of an endpoint behind the door: what it gives, and every refusal it may answer with."""
    return {status: ok, _ALWAYS | frozenset(more): Problem}


def open_answers(ok: Any, *more: int) -> dict[Any, Any]:
    """The answers of an endpoint that is open to everybody."""
    return {200: ok, frozenset({400, 404, 409, 422, 429, *more}): Problem}


def file_answer(*kinds: str) -> dict[str, Any]:
    """How a file as an answer is told in the description of the interface."""
    binary, read = {"type": "string", "format": "binary"}, {"type": "object"}
    content = {kind: {"schema": read if kind == "application/json" else binary} for kind in kinds}
    return {"responses": {200: {"description": "文件", "content": content}}}


def json_body(schema: type[Schema]) -> dict[str, Any]:
    """How JSON that an endpoint reads itself is told in the description of the interface."""
    told = schema.model_json_schema()
    shared = told.pop("$defs", {})
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": _inlined(told, shared)}}}
    }


def _inlined(part: Any, shared: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(item, shared) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(shared[part["$ref"].rpartition("/")[2]], shared)
    return {key: _inlined(value, shared) for key, value in part.items()}
