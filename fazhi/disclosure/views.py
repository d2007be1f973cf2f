"""Office pages of publications: the draft as the public would see it, and what is late."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.disclosure import kinds, selectors
from fazhi.disclosure.models import Publication
from fazhi.disclosure.vocabulary import Status
from fazhi.kernel.errors import OutOfScope
from fazhi.people.actors import Actor
from fazhi.people.gate import needs_actor


@needs_actor
@require_safe
def draft(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """One publication: the masked draft, what was hidden and why, and what the public says of it."""
    actor = _actor(request)
    try:
        row = selectors.of_matter(actor, matter_id)
    except (OutOfScope, Publication.DoesNotExist) as error:
        raise Http404("没有这条公示，或者不在您的查看范围内。") from error
    return render(
        request,
        "disclosure/draft.html",
        {
            "row": row,
            "kind": kinds.title_of(row.kind),
            "body": row.draft,
            "is_shown": row.status == Status.PUBLISHED,
            "differs": bool(row.digest) and row.digest != row.draft_digest,
            "address": request.build_absolute_uri(f"/p/{row.public_id}/"),
            "requests": row.correction_requests.order_by("-received_at")[:50],
        },
    )


@needs_actor
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Publications and removals past their last day, oldest first."""
    today = timezone.localdate()
    rows: list[dict[str, Any]] = [
        {
            "title": f"{clock.matter.title}{clock.matter.cause}",
            "url": f"/matters/{clock.matter_id}/",
            "what": clock.title,
            "organ": clock.matter.organ.name,
            "due_on": clock.due_on,
            "days": (today - clock.due_on).days if clock.due_on else 0,
        }
        for clock in selectors.late(_actor(request), today)[:200]
    ]
    return render(request, "disclosure/late.html", {"rows": rows, "today": today})


def _actor(request: HttpRequest) -> Actor:
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor
