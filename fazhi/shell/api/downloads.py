"""Files: a matter's papers as Word and PDF, and what lies in its dossier."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Path, Router

from fazhi.archive import services as archive
from fazhi.archive.models import Blob, Enclosure
from fazhi.archive.vocabulary import FILE_KINDS
from fazhi.kernel.errors import OutOfScope
from fazhi.papers import selectors as paper_rows
from fazhi.papers import services as papers
from fazhi.procedures import selectors
from fazhi.shell.api.door import asking
from fazhi.shell.api.schemas import answers, file_answer
from fazhi.shell.api.values import Word

router = Router(tags=["文书和文件"])
_FORMS = {form: FILE_KINDS[form].media_type for form in ("docx", "pdf")}


@router.get(
    "/matters/{uuid:matter_id}/papers/{uuid:paper_id}.{form}",
    response=answers(None, 410),
    operation_id="download_paper",
    summary="文书",
    openapi_extra=file_answer(*_FORMS.values()),
)
def download_paper(
    request: HttpRequest, matter_id: UUID, paper_id: UUID, form: Path[Literal["docx", "pdf"]]
) -> StreamingHttpResponse:
    """同一份文书每次取得的文件逐字节相同。"""
    matter = selectors.visible_to(asking(request), matter_id)
    paper = paper_rows.for_matter(matter.pk).select_related("template_digest").filter(pk=paper_id).first()
    if paper is None:
        raise OutOfScope("本事项没有这份文书。")
    return _sent(papers.rendered(paper, form, timezone.now()), papers.file_name(paper, form))


@router.get(
    "/matters/{uuid:matter_id}/files/{digest}",
    response=answers(None, 410),
    operation_id="download_file",
    summary="卷内文件",
    openapi_extra=file_answer("application/octet-stream"),
)
def download_file(request: HttpRequest, matter_id: UUID, digest: Path[Word]) -> StreamingHttpResponse:
    """`digest` 取自事项的 `files`。内容在送出前与摘要核对。"""
    matter = selectors.visible_to(asking(request), matter_id)
    row = (
        Enclosure.objects.filter(matter_id=matter.pk, blob_id=digest)
        .select_related("blob")
        .order_by("id")
        .first()
    )
    if row is None:
        raise OutOfScope("本事项没有这份文件。")
    return _sent(row.blob, row.name)


def _sent(blob: Blob, name: str) -> StreamingHttpResponse:
    pieces = archive.stream(blob.digest)
    # The first piece is taken here, so that a broken file is a refusal and not half an answer.
    whole: Iterator[bytes] = chain([next(pieces, b"")], pieces)
    response = StreamingHttpResponse(whole, content_type=blob.media_type)
    response["Content-Length"] = str(blob.size)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
