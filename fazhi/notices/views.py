"""The inbox page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from fazhi.notices.selectors import inbox, inbox_page, unread_count
from fazhi.notices.services import mark_all_read, mark_read
from fazhi.people.actors import Actor
from fazhi.people.gate import needs_actor


@needs_actor
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The actor's messages, the newest first; `?show=unread` leaves out those read."""
    actor = _actor(request)
    unread_only = request.GET.get("show") == "unread"
    page = inbox_page(
        actor,
        unread_only=unread_only,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    unread, kept = unread_count(actor), "show=unread&" if unread_only else ""
    shown = {
        "rows": page.notices,
        "unread": unread,
        "unread_only": unread_only,
        "views": [
            {"label": "全部", "url": "?", "current": not unread_only, "count": ""},
            {"label": "未读", "url": "?show=unread", "current": unread_only, "count": unread},
        ],
        "pager": {
            "prev": f"?{kept}after={page.newer}" if page.newer else "",
            "next": f"?{kept}before={page.older}" if page.older else "",
        },
        "total_text": f"未读{unread}条" if unread else "没有未读消息",
    }
    return render(request, "notices/notices.html", shown)


@needs_actor
@require_POST
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark one message as read and go where it leads."""
    actor = _actor(request)
    notice = get_object_or_404(inbox(actor), pk=notice_id)
    mark_read(actor, [notice.pk], timezone.now())
    inside = notice.link.startswith("/") and url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if inside else "notices:notices")


@needs_actor
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every message as read."""
    mark_all_read(_actor(request), timezone.now())
    return redirect("notices:notices")


def _actor(request: HttpRequest) -> Actor:
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor), "needs_actor stands before every view"
    return actor
