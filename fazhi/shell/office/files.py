"""Files of a matter: papers as Word or PDF, evidence, the dossier; each checked on the way out."""

import io
import tempfile
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from fazhi.archive import services as archive
from fazhi.archive.models import Enclosure
from fazhi.kernel.errors import OutOfScope
from fazhi.ledger.services import bundle
from fazhi.ledger.services import verify as ledger
from fazhi.papers import services as papers
from fazhi.papers.models import Paper
from fazhi.people.actors import Actor
from fazhi.procedures import selectors
from fazhi.shell.doors import signed_in

INLINE = ("image/", "video/", "audio/", "application/pdf", "text/plain")
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@signed_in
def paper(request: HttpRequest, actor: Actor, matter_id: UUID, paper_id: UUID, form: str) -> HttpResponse:
    """A paper as Word or PDF; drawn at the first asking and kept."""
    matter = selectors.visible_to(actor, matter_id)
    row = Paper.objects.filter(pk=paper_id, matter_id=matter.pk).first()
    if row is None or form not in _TYPES:
        raise OutOfScope("没有这份文书。")
    blob = papers.rendered(row, "pdf" if form == "pdf" else "docx", timezone.now())
    response = HttpResponse(archive.read(blob.digest), content_type=_TYPES[form])
    name = papers.file_name(row, "pdf" if form == "pdf" else "docx")
    response["Content-Disposition"] = content_disposition_header(form == "docx", name) or ""
    return response


@signed_in
def enclosure(
    request: HttpRequest, actor: Actor, matter_id: UUID, enclosure_id: UUID
) -> HttpResponse | StreamingHttpResponse:
    """A file of the dossier, streamed and checked against its digest."""
    matter = selectors.visible_to(actor, matter_id)
    row = Enclosure.objects.select_related("blob").filter(pk=enclosure_id, matter_id=matter.pk).first()
    if row is None:
        raise OutOfScope("没有这个文件。")
    response = StreamingHttpResponse(archive.stream(row.blob.digest), content_type=row.blob.media_type)
    response["Content-Length"] = str(row.blob.size)
    shown = row.blob.media_type.startswith(INLINE)
    response["Content-Disposition"] = content_disposition_header(not shown, row.name) or ""
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"
    )
    return response


@signed_in
def dossier(request: HttpRequest, actor: Actor, matter_id: UUID) -> FileResponse:
    """The whole dossier as one bundle that a single file verifies with nothing else at hand."""
    matter = selectors.visible_to(actor, matter_id)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dossier.zip"
        bundle.export(matter.pk, out, timezone.now())
        content = io.BytesIO(out.read_bytes())
    name = f"案卷 {matter.number or matter.title}.zip".replace("/", "_")
    return FileResponse(content, as_attachment=True, filename=name)


@signed_in
def verify(request: HttpRequest, actor: Actor, matter_id: UUID) -> HttpResponse:
    """Check the matter's chain of records now, and say what was found."""
    matter = selectors.visible_to(actor, matter_id)
    finding = ledger.verify(matter_id=matter.pk)
    context = {
        "m": {"url": f"/matters/{matter.pk}/", "title_party": matter.title, "title_cause": matter.cause},
        "title": "核验完整性",
        "panel": "shell/_verified.html",
        "finding": finding,
        "count": matter.seq,
        "head": matter.head,
        "dossier_url": f"/matters/{matter.pk}/dossier.zip",
    }
    return render(request, "shell/panel_page.html", context)
