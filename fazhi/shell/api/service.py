"""The interface as one thing: its rooms, its door, its refusals."""

import re
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from fazhi.shell.api import (
    acting,
    clocks,
    disclosures,
    downloads,
    events,
    law,
    law_changes,
    law_citations,
    matters,
    measures,
    people,
    procedures,
    refusals,
)
from fazhi.shell.api.door import Token

_CHINESE = re.compile(r"[一-鿿]")
_STATUS = {
    200: "办成或者查得",
    201: "已登记",
    400: "无法读取",
    401: "没有有效的令牌",
    403: "不由您办理",
    404: "不存在，或者不在您的查看范围内",
    409: "阶段、期限或者条件不符，或者已有变化",
    410: "已依法删除",
    413: "过大",
    415: "类型不对",
    422: "内容有误",
    429: "过于频繁",
}


class Renderer(JSONRenderer):
    """JSON with Chinese written as it is."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """The library's own, but that its description speaks to who uses it: words for who reads the code are left out."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description of the interface (OpenAPI 3.1)."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in schema["paths"].values():
            for told in methods.values():
                _leave_out_code_words([told["parameters"], told.get("requestBody")])
                for status, response in told["responses"].items():
                    response["description"] = _STATUS[int(status)]
        _leave_out_code_words(schema["components"]["schemas"])
        return schema


def _leave_out_code_words(part: Any) -> None:
    if isinstance(part, list):
        for item in part:
            _leave_out_code_words(item)
    elif isinstance(part, dict):
        for word in ("title", "description"):
            # A property may bear that name; then it is no text.
            if isinstance(part.get(word), str) and not _CHINESE.search(part[word]):
                del part[word]
        for item in part.values():
            _leave_out_code_words(item)


api = Interface(
    title="法治 数据接口",
    version="1",
    description="与页面同一套规则：谁能办、能办什么、缺什么，答复一致。说明见 docs/dev/api.md。",
    urls_namespace="api-v1",
    docs_url=None,
    auth=Token(),
    renderer=Renderer(),
)
for room in (
    procedures,
    matters,
    acting,
    events,
    clocks,
    downloads,
    people,
    measures,
    disclosures,
    law,
    law_citations,
    law_changes,
):
    api.add_router("", room.router)
refusals.mount(api)
