"""The interface as one thing: its rooms, its door, its refusals."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from fazhi.shell.api import acting, clocks, downloads, events, matters, people, procedures, refusals
from fazhi.shell.api.door import Token


class Renderer(JSONRenderer):
    """JSON with Chinese written as it is."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="法治 数据接口",
    version="1",
    description="与页面同一套规则：谁能办、能办什么、缺什么，答复一致。说明见 docs/dev/api.md。",
    urls_namespace="api-v1",
    docs_url=None,
    auth=Token(),
    renderer=Renderer(),
)
for room in (procedures, matters, acting, events, clocks, downloads, people):
    api.add_router("", room.router)
refusals.mount(api)


def description(request: HttpRequest) -> dict[str, Any]:
    """The description of the interface (OpenAPI 3.1)."""
    return dict(api.get_openapi_schema())
