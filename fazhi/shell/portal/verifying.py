"""Check an item or a checkpoint that somebody kept; the list of checkpoints and each as a file."""

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fazhi.disclosure import selectors
from fazhi.disclosure.models import Publication
from fazhi.disclosure.services.verify_item import Checked, verify_checkpoint, verify_item
from fazhi.ledger.models import Checkpoint
from fazhi.ledger.services.checkpoint import published
from fazhi.shell.portal.frame import missing, public, show

LARGEST = 256 * 1024
LISTED = 30
_ADDRESS = re.compile(r"(?:^|/p/)([a-z2-7]{13})(?:/|\.json|$)")
_DIGEST = re.compile(r"(?:(sm3|sha256):)?([0-9a-f]{64})", re.IGNORECASE)


@csrf_exempt
@public(0)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The page where a visitor checks: it changes nothing, whatever is sent."""
    sent = request.POST if request.method == "POST" else request.GET
    query, claimed = (sent.get(key, "").strip()[:300] for key in ("q", "digest"))
    kept, fault = _kept(request)
    context: dict[str, Any] = {
        "query": query,
        "digest": claimed,
        "fault": fault,
        "asked": bool(query or kept),
    }
    if fault:
        context["result"] = None
    elif query:
        context["result"] = _item(query, claimed, kept)
    elif kept is not None:
        context["result"] = _checkpoint(kept)
    latest = Checkpoint.objects.order_by("-n")[:5]
    context["checkpoints"] = [_listed(c) for c in latest]
    return show(request, "shell/portal_verify.html", context)


def _kept(request: HttpRequest) -> tuple[dict[str, Any] | None, str]:
    upload = request.FILES.get("checkpoint")
    if upload is None:
        return None, ""
    if upload.size is None or upload.size > LARGEST:
        return None, "文件太大，检查点文件只有几百字节。"
    try:
        kept = json.loads(upload.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None, "这不是检查点文件，请上传从本站下载的 JSON 文件。"
    if not isinstance(kept, dict) or "n" not in kept or "root" not in kept:
        return None, "这不是检查点文件，请上传从本站下载的 JSON 文件。"
    return kept, ""


def find(query: str) -> Publication | None:
    """The shown item that a visitor means: by address, digest or document number."""
    today = timezone.localdate()
    if match := _ADDRESS.search(query):
        row = selectors.item(match[1])
        return row if row is not None and selectors.is_shown(row, today) else None
    if match := _DIGEST.fullmatch(query):
        return selectors.by_digest(f"{(match[1] or 'sm3').lower()}:{match[2].lower()}", today)
    return selectors.by_number(query, today)


def _item(query: str, claimed: str, kept: dict[str, Any] | None) -> dict[str, Any] | None:
    row = find(query)
    if row is None:
        return None
    if match := _DIGEST.fullmatch(claimed):
        claimed = f"{(match[1] or 'sm3').lower()}:{match[2].lower()}"
    checked = verify_item(row, claimed=claimed, kept=kept)
    title, text = _told(checked)
    return {
        "ok": checked.ok,
        "title": title,
        "text": text,
        "rows": [
            {"label": "公示", "value": row.title, "url": f"/p/{row.public_id}/"},
            {"label": "文号", "value": row.number},
            {"label": "决定机关", "value": row.organ.name},
            {"label": "内容摘要", "value": row.digest, "mono": True},
        ],
        "steps": checked.steps,
    }


def _told(checked: Checked) -> tuple[str, str]:
    if not checked.ok:
        return (
            "核验不符",
            "下面标明“不符”的一步没有通过：内容、摘要或者账本有一处被改动，或者您提供的摘要不是本条的。",
        )
    if checked.is_waiting:
        return "内容与账本相符", "本条公示还没有编入检查点，编入下一个检查点后可以核验到根值。"
    return "核验相符", "公示内容、账本记录和检查点根值逐步核对，全部相符，公示之后没有被改动。"


def _checkpoint(kept: dict[str, Any]) -> dict[str, Any]:
    checked = verify_checkpoint(kept)
    if checked is None:
        return {"ok": False, "title": "这不是检查点文件", "text": "文件里没有编号和根值。", "steps": []}
    text = (
        "您留存的检查点与现在的账本一致：到那时为止的记录没有被改动。"
        if checked.ok
        else "您留存的检查点与现在的账本不一致：那时之前的记录被改动过，或者文件不是本站公布的。"
    )
    return {
        "ok": checked.ok,
        "title": "核验相符" if checked.ok else "核验不符",
        "text": text,
        "steps": checked.steps,
    }


def _listed(checkpoint: Checkpoint) -> dict[str, Any]:
    return {
        "n": checkpoint.n,
        "at": checkpoint.made_at,
        "root": checkpoint.root,
        "leaves": checkpoint.leaf_count,
        "url": f"/checkpoints/{checkpoint.n}.json",
    }


@public(60)
@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The checkpoints, newest first."""
    before = request.GET.get("before", "")
    rows = Checkpoint.objects.order_by("-n")
    if before.isascii() and before.isdecimal() and len(before) < 10:
        rows = rows.filter(n__lt=int(before))
    found = list(rows[: LISTED + 1])
    shown = found[:LISTED]
    more = f"/checkpoints/?before={shown[-1].n}" if len(found) > LISTED else ""
    context = {"checkpoints": [_listed(c) for c in shown], "pager": {"next": more, "prev": ""}}
    return show(request, "shell/portal_checkpoints.html", context)


@public(86_400)
@require_safe
def checkpoint_json(request: HttpRequest, n: int) -> HttpResponse:
    """One checkpoint as it is given to outsiders, to keep."""
    row = Checkpoint.objects.filter(n=n).first() if n < 2**31 else None
    if row is None:
        return missing(request, "没有这一号检查点")
    response = JsonResponse(published(row), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{n}.json"'
    return response
