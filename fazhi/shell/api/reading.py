"""What was sent, read and checked before anything sees it: JSON, or a form with files beside the JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from ninja import Schema

from fazhi.archive.services.store import limits
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.procedures.engine import Upload
from fazhi.shell.api.refusals import Malformed, TooLarge, WrongContentType

MOST_DEEP = 12
"""Levels of lists and objects inside one another; no form needs more than three."""

Body = TypeVar("Body", bound=Schema)


@dataclass(frozen=True)
class Sent:
    """What came: plain values, and files by the field they are for."""

    values: dict[str, Any]
    uploads: list[Upload] = field(default_factory=list)


def read(request: HttpRequest, schema: type[Body]) -> tuple[Body, list[Upload]]:
    """What was sent, by the schema, and its files. Nothing at all is an empty object.

    Raises Malformed, WrongContentType, TooLarge, Incomplete; pydantic.ValidationError is answered as Incomplete.
    """
    if request.headers.get("Transfer-Encoding"):
        # Without a length nothing would be read, and an act would be done with an empty form.
        raise Malformed("请在请求头中注明长度（Content-Length），不接受分块传输。")
    match request.content_type:
        case _ if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
            sent = Sent({})
        case "application/json":
            sent = Sent(_object(json_value(request.body)))
        case "multipart/form-data":
            sent = _form(request)
        case _:
            raise WrongContentType("请以 application/json 发送；有文件的，以 multipart/form-data 发送。")
    return schema.model_validate(sent.values), sent.uploads


def json_value(data: bytes) -> Any:
    """JSON as values: fractions as Decimal, text that can be kept.

    Raises Malformed when it is no JSON, Incomplete for text that no database keeps or levels beyond `MOST_DEEP`.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, InvalidOperation, RecursionError):
        raise Malformed("发送的内容不是有效的 JSON（UTF-8）。") from None
    faults = [Fault(place, sentence) for place, sentence in _unfit(value)]
    if faults:
        raise Incomplete(faults)
    return value


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _unfit(value: Any) -> Iterator[tuple[str, str]]:
    """Texts with characters that cannot be kept, and what lies too deep; each with its place. At most ten."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    found = 0
    while waiting and found < 10:
        place, item, depth = waiting.pop()
        if isinstance(item, str) and not is_plain(item):
            found += 1
            yield place, "含有不能保存的字符，请删去后重发。"
        elif isinstance(item, dict | list) and depth >= MOST_DEEP:
            found += 1
            yield place, f"层数过多，最多{MOST_DEEP}层。"
        elif isinstance(item, dict):
            for key, inner in item.items():
                if not is_plain(key):
                    found += 1
                    yield place, "字段名含有不能保存的字符。"
                else:
                    waiting.append((f"{place}.{key[:60]}".strip("."), inner, depth + 1))
        elif isinstance(item, list):
            waiting.extend((f"{place}.{n}".strip("."), inner, depth + 1) for n, inner in enumerate(item))


def is_plain(text: str) -> bool:
    """Whether a text can be kept: no NUL, no half of a pair."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Incomplete([Fault("", "应当是 JSON 对象。")])
    return value


def _form(request: HttpRequest) -> Sent:
    """A form with files: the part `data` is JSON; other texts are taken as they are; files by their field's name."""
    most = max(limits()) + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isascii() or not length.isdigit() or int(length[:20]) > most:
        raise TooLarge("上传的内容过大，请分次上传。")
    values: dict[str, Any] = {}
    for name, text in request.POST.items():
        if not is_plain(name) or not is_plain(str(text)):
            raise Incomplete([Fault("", "含有不能保存的字符，请删去后重发。")])
        values[name] = _object(json_value(str(text).encode())) if name == "data" else text
    uploads = []
    for name, files in request.FILES.lists():
        for file in files:
            assert isinstance(file, UploadedFile)
            uploads.append(Upload(name, file.name or "", file))
    return Sent(values, uploads)
