"""Every refusal as JSON: what is the matter, by which article, and what to do, with the status of its kind."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pydantic
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from fazhi.kernel.errors import Fault, FazhiError, Incomplete, MovedOn, OutOfScope, Refusals, UnknownTerm

log = logging.getLogger("fazhi.api")


class Unauthenticated(FazhiError):
    """Nobody is known to ask."""

    status, code = 401, "unauthenticated"


class Forged(FazhiError):
    """A browser's session asks for a change without the page's own mark."""

    status, code = 403, "csrf"


class NotServed(FazhiError):
    """There is no such address."""

    status, code = 404, "not_found"


class WrongMethod(FazhiError):
    """The address does not take this method."""

    status, code = 405, "method_not_allowed"


class KeyReused(FazhiError):
    """The idempotency key belongs to another act."""

    status, code = 409, "idempotency_key_reused"


class TooLarge(FazhiError):
    """More was sent than is taken."""

    status, code = 413, "too_large"


class WrongContentType(FazhiError):
    """What was sent is neither JSON nor a form with files, or not in UTF-8."""

    status, code = 415, "unsupported_media_type"


class TooMany(FazhiError):
    """Too many questions in one minute. `wait` is how many seconds to wait."""

    status, code = 429, "too_many_requests"

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class Malformed(FazhiError):
    """What was sent cannot be read at all."""

    status, code = 400, "malformed"


def body_of(error: FazhiError) -> dict[str, Any]:
    """The refusal as plain values; verdicts, faults and what happened since only where the refusal has them."""
    body: dict[str, Any] = {"code": error.code, "sentence": error.sentence, "basis": error.basis}
    if isinstance(error, Refusals):
        body["verdicts"] = [
            {"reason": v.reason, "basis": v.basis, "cure": v.cure, "field": v.field} for v in error.verdicts
        ]
    if isinstance(error, Incomplete):
        body["faults"] = [{"field": f.field, "sentence": f.sentence, "basis": f.basis} for f in error.faults]
    if isinstance(error, MovedOn):
        body["since"] = list(error.since)
    return body


def answer(error: FazhiError) -> HttpResponse:
    """The refusal as a response."""
    # A term that was not in force on the day the caller gave is the caller's day, not our breakdown.
    status = 409 if isinstance(error, UnknownTerm) else error.status
    if status >= 500:
        log.error("%s: %s", error.code, error.sentence, exc_info=error)
    response = JsonResponse(body_of(error), status=status, json_dumps_params={"ensure_ascii": False})
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
    if isinstance(error, Unauthenticated):
        response["WWW-Authenticate"] = 'Bearer realm="fazhi"'
    return response


_SENTENCES: Mapping[str, str] = {
    "missing": "缺少这一项。",
    "extra_forbidden": "没有这一项，请删去或者检查拼写。",
    "string_too_long": "最多{max_length}个字符。",
    "string_too_short": "至少{min_length}个字符。",
    "string_pattern_mismatch": "格式不对。",
    "string_type": "应当是文字。",
    "greater_than_equal": "应当不小于{ge}。",
    "less_than_equal": "应当不大于{le}。",
    "too_long": "最多{max_length}项。",
    "literal_error": "只能是 {expected} 之一。",
    "enum": "只能是 {expected} 之一。",
    "dict_type": "应当是 JSON 对象。",
    "model_type": "应当是 JSON 对象。",
    "model_attributes_type": "应当是 JSON 对象。",
    "value_error": "{error}",
}
_KINDS = (
    ("int", "应当是整数。"),
    ("bool", "应当是 true 或者 false。"),
    ("uuid", "不是有效的编号。"),
    ("datetime", "不是有效的时间，请按 2026-11-22T09:30:00+08:00 的样式填写。"),
    ("date", "不是有这一天的日期，请按 2026-11-22 的样式填写。"),
)


def faults_of(errors: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """What a schema found wrong, in Chinese. The place is the path inside what was sent."""
    found: list[Fault] = []
    places: set[str] = set()
    for row in errors:
        kind, context = str(row["type"]), dict(row.get("ctx") or {})
        sentence = _SENTENCES.get(kind)
        if sentence is None:
            sentence = next((told for start, told in _KINDS if kind.startswith(start)), "这一项的值不对。")
        # What may be one of several kinds of value names each kind it was tried as; that is no place.
        parts = [str(part) for part in row["loc"] if part not in {"query", "body", "header", "path"}]
        place = ".".join(part for part in parts if "[" not in part)
        if place in places and len(parts) > 1:
            continue
        places.add(place)
        if "{" in sentence:
            sentence = sentence.format(**context)
        found.append(Fault(place, f"{place}：{sentence}" if place else sentence))
    return found


def mount(api: NinjaAPI) -> None:
    """Make the interface answer every kind of error in this form."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(error)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        errors = error.errors() if isinstance(error, pydantic.ValidationError) else error.errors
        if any(row["loc"][:1] == ("path",) for row in errors):
            return answer(nowhere())
        return answer(Incomplete(faults_of(errors)))

    def too_large(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(TooLarge("发送的内容过大，请拆分后发送；文件请以 multipart/form-data 上传。"))

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(Malformed("发送的内容无法读取，请检查格式和字符编码。"))

    def absent(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(nowhere())

    def other(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(
            Unauthenticated("请在请求头中给出有效的接口令牌。")
            if error.status_code == 401
            else Malformed("请求无法处理。")
        )

    def broken(request: HttpRequest, error: Any) -> HttpResponse:
        log.error("%s %s", request.method, request.path, exc_info=error)
        body = {"code": "fault", "sentence": "服务器出了差错，已经记录，请联系系统管理员。", "basis": ""}
        return JsonResponse(body, status=500, json_dumps_params={"ensure_ascii": False})

    api.add_exception_handler(FazhiError, refused)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(pydantic.ValidationError, invalid)
    api.add_exception_handler(Http404, absent)
    api.add_exception_handler(HttpError, other)
    api.add_exception_handler(RequestDataTooBig, too_large)
    for kind in (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError):
        api.add_exception_handler(kind, unreadable)
    api.add_exception_handler(Exception, broken)


def nowhere() -> OutOfScope:
    """What is not there and what may not be seen get one and the same answer."""
    return OutOfScope("没有这一事项，或者不在您的查看范围内。")
