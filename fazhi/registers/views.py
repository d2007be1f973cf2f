"""Registers: for the office by scope, and the published ones for everybody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from fazhi.kernel.errors import BrokenFile, FazhiError, Incomplete, OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.gate import needs_actor
from fazhi.registers import selectors, services
from fazhi.registers.models import Entry, Register
from fazhi.registers.permissions import may_change
from fazhi.registers.rules import kinds
from fazhi.registers.rules.kinds import RegisterKind

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FAULTS_SHOWN = 200
_HIDDEN = frozenset({"code", "title", "valid_from", "valid_to"})


@needs_actor
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Every register that the actor may see."""
    return render(request, "registers/registers.html", {"rows": selectors.registers_of(_actor(request))})


@needs_actor
@require_safe
def register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """The latest edition of every entry, a page at a time."""
    actor = _actor(request)
    found = _seen(actor, register_id)
    text, after = request.GET.get("q", "")[:80], request.GET.get("after", "")
    page = selectors.listed(found, text=text, after=after)
    context = {"register": found, "page": page, "query": text, "may_change": may_change(actor, found)}
    return render(request, "registers/register.html", context)


@needs_actor
@require_safe
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One edition with its lines, and the editions before and after it."""
    try:
        row = selectors.entry_of(_actor(request), entry_id)
    except OutOfScope as error:
        raise Http404(error.sentence) from error
    context = _shown(row) | {"editions": selectors.editions(row), "in_office": True}
    return render(request, "registers/entry.html", context)


@needs_actor
@require_safe
def export(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """The latest editions as a workbook."""
    found = _seen(_actor(request), register_id)
    book = services.export_entries(found, selectors.latest(found))
    return _download(book, f"register-{found.kind}.xlsx")


@needs_actor
@require_safe
def template(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """The empty workbook to be filled in."""
    kind = _kind(_seen(_actor(request), register_id))
    return _download(services.sheet_template(kind), f"template-{kind.key}.xlsx")


@needs_actor
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Upload of a table; every fault is shown by row, or what was taken over."""
    actor = _actor(request)
    found = _seen(actor, register_id)
    context: dict[str, Any] = {"register": found, "kind": _kind(found)}
    status = 200
    if request.method == "POST":
        upload = request.FILES.get("table")
        try:
            if upload is None:
                raise BrokenFile("请选择要导入的文件。")
            context["done"] = services.import_entries(
                found, upload.read(), upload.name or "", actor=actor, at=timezone.now()
            )
        except Incomplete as error:
            context |= {"faults": error.faults[:_FAULTS_SHOWN], "fault_count": len(error.faults)}
            status = 422
        except FazhiError as error:
            context["refusal"], status = error.sentence, error.status
    elif not may_change(actor, found):
        context["refusal"], status = "这份清单由制定机关的法制审核人员或者负责人维护。", 403
    return render(request, "registers/import.html", context, status=status)


@require_safe
def public_lists(request: HttpRequest) -> HttpResponse:
    """Registers of which something is published."""
    return _public(
        request, render(request, "registers/public_lists.html", {"rows": selectors.published_registers()})
    )


@require_safe
def public_list(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """The published entries of one register that are in force today."""
    today = timezone.localdate()
    found = selectors.published_registers().filter(pk=register_id).first()
    if found is None:
        raise Http404("没有公布这份清单。")
    text = request.GET.get("q", "").replace("\x00", "")[:80]
    page = selectors.published_entries(found, day=today, text=text, after=request.GET.get("after", ""))
    context = {"register": found, "page": page, "query": text, "today": today}
    return _public(request, render(request, "registers/public_list.html", context))


@require_safe
def public_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One published edition."""
    row = selectors.published_entry(entry_id)
    if row is None:
        raise Http404("没有公布这一条。")
    shown = _shown(row) | {"editions": selectors.editions(row).filter(published=True)}
    return _public(request, render(request, "registers/public_entry.html", shown))


def _shown(row: Entry) -> dict[str, Any]:
    """An entry's own columns and the table of its lines, in the words of its sheet."""
    kind = _kind(row.register)
    own = [
        {"label": c.header, "value": _said(c.words, row.data[c.key])}
        for c in kind.columns
        if not c.of_line and c.key not in _HIDDEN and row.data.get(c.key) not in (None, "")
    ]
    columns = [c for c in kind.columns if c.of_line and c.key != "key"]
    lines = [
        [_said(c.words, line.get(c.key, "")) for c in columns]
        for line in (row.data.get(kind.lines, []) if kind.lines else [])
    ]
    sample = bool(row.data.get("sample"))
    return {
        "row": row,
        "facts": own,
        "columns": [c.header for c in columns],
        "lines": lines,
        "is_sample": sample,
    }


def _said(words: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(words.get(value, value)) if words else str(value)


def _kind(found: Register) -> RegisterKind:
    kind = kinds.of(found.kind)
    if kind is None:
        raise Http404("这一类清单已经停用。")
    return kind


def _seen(actor: Actor, register_id: UUID) -> Register:
    try:
        return selectors.register_of(actor, register_id)
    except OutOfScope as error:
        raise Http404(error.sentence) from error


def _public(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if getattr(request, "actor", None) is not None:
        # His own name stands around the page.
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response


def _actor(request: HttpRequest) -> Actor:
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
