"""The people and papers of the visible organs."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fazhi.kernel.errors import BrokenFile, Incomplete, MovedOn, NotYourPart
from fazhi.people.actors import Actor
from fazhi.people.forms import FilterForm, ImportForm
from fazhi.people.gate import needs_actor, needs_post
from fazhi.people.listing import people_page
from fazhi.people.scope import may_import, organs_visible, persons_kept, persons_visible
from fazhi.people.services.export_people import export_people
from fazhi.people.services.import_workbook import import_workbook
from fazhi.people.services.workbook_template import workbook_template
from fazhi.people.vocabulary import PostKind

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FAULTS_SHOWN = 200


@needs_actor
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time."""
    actor = _actor(request)
    form, today = FilterForm(actor, request.GET), timezone.localdate()
    page = people_page(
        actor,
        form.wanted(),
        day=today,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    kept = request.GET.copy()
    for key in ("after", "before"):
        kept.pop(key, None)
    shown = {
        "form": form,
        "page": page,
        "today": today,
        "kept": kept.urlencode(),
        "may_import": may_import(actor),
    }
    return render(request, "people/people.html", shown)


@needs_actor
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook, all pages of it."""
    actor, now = _actor(request), timezone.now()
    workbook = export_people(actor, FilterForm(actor, request.GET).wanted(), at=now)
    return _download(workbook, f"people-{timezone.localdate(now):%Y%m%d}.xlsx")


@needs_actor
@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person's card: his posts in visible organs, his papers."""
    actor, today = _actor(request), timezone.localdate()
    found = persons_visible(actor).filter(pk=person_id).first()
    if found is None:
        raise Http404("没有这个人员，或者不在您的查看范围内。")
    posts = found.posts.select_related("organ", "unit").filter(organ__in=organs_visible(actor))
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "posts": posts,
            "credentials": found.credentials.all(),
            "today": today,
            "may_edit": persons_kept(actor, today).filter(pk=found.pk).exists(),
        },
    )


@needs_post(PostKind.ADMIN, PostKind.SUPERVISOR)
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Upload of a workbook; every fault is shown, or what was taken over."""
    form = ImportForm.of(request)
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            shown["summary"] = import_workbook(
                form.cleaned_data["workbook"].read(),
                actor=_actor(request),
                at=timezone.now(),
                dry_run=form.cleaned_data["dry_run"],
            )
        except (BrokenFile, MovedOn, NotYourPart) as refusal:
            form.add_error("workbook", refusal.sentence)
        except Incomplete as refusal:
            shown |= {"faults": refusal.faults[:_FAULTS_SHOWN], "fault_count": len(refusal.faults)}
    return render(
        request, "people/import.html", shown, status=422 if form.errors or "faults" in shown else 200
    )


@needs_actor
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to be filled in."""
    return _download(workbook_template(), "people-template.xlsx")


def _actor(request: HttpRequest) -> Actor:
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
