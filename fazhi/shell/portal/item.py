"""One published item: its page, its JSON, and the form by which somebody says that it is wrong."""

from itertools import groupby
from typing import Any

import segno
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fazhi.disclosure import kinds, selectors
from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules.terms import TERMS
from fazhi.disclosure.selectors import Reference
from fazhi.disclosure.services.ask_correction import LONGEST, LONGEST_CONTACT, ask_correction
from fazhi.disclosure.vocabulary import Status
from fazhi.kernel.errors import Fault, FazhiError, Incomplete
from fazhi.people.addresses import client_ip
from fazhi.shell.portal.frame import missing, public, refused, show

_FORM_SALT = "portal.correction"
_FORM_SECONDS = 4 * 3600
_GONE = {
    Status.REMOVED: ("这条公示已经撤回", "《行政处罚法》第四十八条第二款"),
    Status.EXPIRED: ("这条公示已经期满", ""),
}


@public(60)
@require_safe
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of an item; 410 with the reason once it came down."""
    today = timezone.localdate()
    row = selectors.item(public_id)
    if row is None:
        return missing(request)
    address = request.build_absolute_uri(f"/p/{row.public_id}/")
    if not selectors.is_shown(row, today):
        return _gone(request, row, address)
    reference = selectors.reference(row)
    if (same := _not_changed(request, row, reference)) is not None:
        return same
    response = show(
        request, "shell/portal_item.html", {"item": _shown(row, reference, address), "today": today}
    )
    response["ETag"] = _etag(row, reference, request.GET.urlencode())
    return response


def _etag(row: Publication, reference: Reference | None, extra: str = "") -> str:
    n = reference.checkpoint if reference else 0
    return f'W/"{row.digest.partition(":")[2][:24]}-{row.corrected_on or 0}-{n or 0}-{len(extra)}"'


def _not_changed(request: HttpRequest, row: Publication, reference: Reference | None) -> HttpResponse | None:
    etag = _etag(row, reference, request.GET.urlencode())
    found = get_conditional_response(request, etag=etag)
    return found if isinstance(found, HttpResponse) else None


def _shown(row: Publication, reference: Reference | None, address: str) -> dict[str, Any]:
    body = row.public
    region = row.organ.region
    return {
        "title": row.title,
        "party": body["party"],
        "cause": body["cause"],
        "kind": kinds.title_of(row.kind),
        "organ": body["organ"],
        "number": row.number,
        "decided_on": row.decided_on,
        "published_on": row.published_on,
        "until": row.until,
        "credit_until": row.credit_until,
        "facts": body["facts"],
        "attachments": body.get("attachments", []),
        "masks": grounds(body["masks"]),
        "address": address,
        "json_url": f"/p/{row.public_id}.json",
        "digest": row.digest,
        "event_digest": reference.event_digest if reference else "",
        "seq": reference.event_seq if reference else None,
        "checkpoint": {"n": reference.checkpoint} if reference and reference.checkpoint else None,
        "verify_url": f"/verify/?q={row.public_id}",
        "qr_svg": qr(address),
        "correction": {"text": row.correction_note, "on": row.corrected_on} if row.corrected_on else None,
        "remedies": remedies(row),
        "region": {"name": region.name, "url": f"/p/?region={region.code}"},
    }


def grounds(masks: list[dict[str, str]]) -> list[dict[str, str]]:
    """What was hidden, one entry for each article."""
    ordered = sorted(masks, key=lambda m: m["basis"])
    return [
        {"what": "、".join(m["what"] for m in group), "basis": basis}
        for basis, group in groupby(ordered, key=lambda m: m["basis"])
    ]


def qr(address: str) -> str:
    """The address as a QR code, drawn into the page."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None, title="固定网址二维码")
    # Drawn from an address of our own by the library, which writes nothing but paths and the title.
    return mark_safe(svg.replace("<svg ", '<svg role="img" aria-label="固定网址二维码" ', 1))  # noqa: S308


def remedies(row: Publication) -> list[dict[str, str]]:
    """What the party and others can do, with the terms of the day and their articles.

    Basis: 《行政复议法》第二十条第一款、《行政诉讼法》第四十六条第一款
    """
    given = [dict(r) for r in row.public.get("remedies", [])]
    if not given:
        again = TERMS.term("remedy.reconsideration", max(row.decided_on, _SINCE))
        suit = TERMS.term("remedy.suit", row.decided_on)
        text = (
            f"收到决定书之日起{again}内可以申请行政复议（{again.basis}），或者{suit}内向人民法院起诉（{suit.basis}）。"
            "向哪个机关、哪个法院提出，以送达的决定书写明的为准。复议、诉讼期间一般不停止执行。"
        )
        given = [{"who": "当事人", "text": text}]
    given[0] |= {"url": "/calc/?term=reconsideration", "label": "算我的期限"}
    asked = {
        "who": "其他人",
        "text": "认为公示有误的，可以提交证明申请更正，由决定机关核实。",
        "url": f"/p/{row.public_id}/correction/",
        "label": "申请更正",
    }
    return [*given, asked]


# The present length of the term for reconsideration has been the same since long before the Act of 2023.
_SINCE = next(entry.valid_from for entry in TERMS if entry.key == "remedy.reconsideration")


def _gone(request: HttpRequest, row: Publication, address: str) -> HttpResponse:
    expired = row.status != Status.REMOVED
    title, basis = _GONE[Status.EXPIRED if expired else Status.REMOVED]
    context = {
        "title": title,
        "item": {"number": row.number, "organ": row.organ.name, "address": address},
        "reason": "" if expired else row.removal_reason,
        "basis": basis,
        "removed_on": row.removed_on or row.until,
    }
    return show(request, "shell/portal_removed.html", context, status=410)


@public(0)
def unknown(request: HttpRequest, anything: str) -> HttpResponse:
    """An address that no item ever had."""
    return missing(request)


@public(60)
@require_safe
def item_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """The item as data: the body that the digest covers, and where it stands in the ledger."""
    row = selectors.item(public_id)
    if row is None:
        return _json({"status": "not_found", "reason": "没有这条公示"}, 404)
    if not selectors.is_shown(row, timezone.localdate()):
        reason = row.removal_reason if row.status == Status.REMOVED else "公示期满"
        gone = {"status": row.status, "reason": reason, "removed_on": row.removed_on or row.until}
        return _json(gone, 410)
    reference = selectors.reference(row)
    data = {
        "status": row.status,
        "address": request.build_absolute_uri(f"/p/{row.public_id}/"),
        "body": row.public,
        "digest": row.digest,
        "digest_of": "body，键按字典序、无空格、UTF-8 的 JSON",
        "published_on": row.published_on,
        "until": row.until,
        "credit_until": row.credit_until,
        "correction": {"note": row.correction_note, "on": row.corrected_on} if row.corrected_on else None,
        "ledger": {
            "event_digest": reference.event_digest,
            "event_seq": reference.event_seq,
            "checkpoint": reference.checkpoint,
            "checkpoint_root": reference.checkpoint_root,
        }
        if reference
        else None,
    }
    return _json(data, 200)


def _json(data: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@public(0)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form by which anybody says that an item is wrong.

    Nobody is logged in here, so there is no session to be ridden on; the form carries a signed stamp instead of a
    cookie, and holds for four hours.
    """
    row = selectors.item(public_id)
    if row is None or not selectors.is_shown(row, timezone.localdate()):
        return missing(request)
    if request.method == "GET":
        return _form(request, row, {}, [])
    given = {key: request.POST.get(key, "") for key in ("text", "contact")}
    try:
        signing.loads(request.POST.get("stamp", ""), salt=_FORM_SALT, max_age=_FORM_SECONDS)
    except signing.BadSignature:
        return _form(request, row, given, [Fault("", "页面放得太久了，请核对后再提交一次。")])
    if request.POST.get("website"):
        # A field that people do not see; who fills it in is a machine.
        return _done(request, row)
    try:
        ask_correction(
            row, given["text"], given["contact"], source=client_ip(request) or "", at=timezone.now()
        )
    except Incomplete as error:
        return _form(request, row, given, list(error.faults))
    except FazhiError as error:
        return refused(request, error)
    return _done(request, row)


def _form(request: HttpRequest, row: Publication, given: dict[str, str], faults: list[Fault]) -> HttpResponse:
    said = {fault.field: fault.sentence for fault in faults}
    context = {
        "item": {"title": row.title, "number": row.number, "url": f"/p/{row.public_id}/"},
        "organ": row.organ.name,
        "fields": [
            {
                "name": "text",
                "label": "哪里有误，依据是什么",
                "type": "longtext",
                "required": True,
                "help": f"最多{LONGEST}字。请不要写出他人的身份证号、电话等信息。",
                "value": given.get("text", ""),
                "error": said.get("text"),
            },
            {
                "name": "contact",
                "label": "联系方式",
                "type": "text",
                "help": f"便于机关核实和答复，最多{LONGEST_CONTACT}字；不公开。",
                "value": given.get("contact", ""),
                "error": said.get("contact"),
            },
        ],
        "faults": faults,
        "stamp": signing.dumps(row.public_id, salt=_FORM_SALT),
    }
    return show(request, "shell/portal_correction.html", context, status=422 if faults else 200)


def _done(request: HttpRequest, row: Publication) -> HttpResponse:
    context = {
        "item": {"title": row.title, "number": row.number, "url": f"/p/{row.public_id}/"},
        "done": True,
    }
    return show(request, "shell/portal_correction.html", context | {"organ": row.organ.name})
