"""Open data: the law library as files that anybody may take away, and where the interfaces are.

Basis: 《立法法》第六十二条
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from fazhi.kernel.errors import FazhiError
from fazhi.law import library
from fazhi.law.models import Article, LibraryImport
from fazhi.law.services import bulk
from fazhi.shell.api.door import visitor
from fazhi.shell.portal.frame import public, refused, show

FILES = {
    "articles.jsonl": ("application/x-ndjson", bulk.as_lines),
    "articles.csv": ("text/csv; charset=utf-8", bulk.as_csv),
}


@public(300)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken, in which form, and how much it is."""
    held = library.current()
    laws = {law.id: law for law in held.laws.values()}
    latest = LibraryImport.objects.order_by("-id").first()
    context = {
        "laws": len(laws),
        "editions": sum(len(law.editions) for law in laws.values()),
        "articles": Article.objects.count(),
        "imported_at": latest.done_at if latest else None,
        "columns": _COLUMNS,
        "sample": next(
            (law.key for law in laws.values() if law.key == "行政处罚法"), next(iter(held.laws), "")
        ),
    }
    return show(request, "shell/open_data.html", context)


_COLUMNS = (
    ("id", "次序，翻页用；文本重新装入后可能改变"),
    ("law、title", "法规的简称和全称"),
    ("level、issuer", "效力级别、制定机关"),
    ("edition", "文本，即通过或者公布的日期"),
    ("effective_on、repealed_on", "施行日、废止日；来源没有载明的为空"),
    (
        "status",
        "取数之日的效力：in_force 现行有效，future 尚未施行，superseded 已被修改，repealed 已废止，doubtful 待核",
    ),
    ("article、label", "条号，写作 60、120-1；汉字条号"),
    ("chapter", "所在的编、章、节"),
    ("text", "条文，款、项、目各占一行"),
)


@require_safe
def whole(request: HttpRequest, name: str) -> HttpResponseBase:
    """Every article of every edition as one file, sent as it is read; not again to who has it already."""
    if name not in FILES:
        raise Http404
    try:
        visitor(request)
    except FazhiError as error:
        return refused(request, error)
    today = timezone.localdate()
    etag = quote_etag(f"{library.current().stamp}-{today.isoformat()}-{name}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    response = StreamingHttpResponse(
        _pieces(name, today, is_head=request.method == "HEAD"), content_type=FILES[name][0]
    )
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'法规库-{today.isoformat()}-{name}')}"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _pieces(name: str, today: date, *, is_head: bool) -> Iterator[bytes]:
    if not is_head:
        yield from FILES[name][1](bulk.rows(today))
