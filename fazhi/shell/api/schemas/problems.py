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


def open_answers(ok: Any) -> dict[Any, Any]:
    """The answers of an endpoint that is open to everybody."""
    return {200: ok, frozenset({400, 404, 409, 422, 429}): Problem}


def file_answer(*kinds: str) -> dict[str, Any]:
    """How a file as an answer is told in the description of the interface."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"responses": {200: {"description": "文件", "content": content}}}
