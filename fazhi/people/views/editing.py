"""The page on which one person is edited: his data, posts, papers and account, each by a form of its own."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fazhi.kernel.errors import Incomplete, MovedOn, NotYourPart, OutOfScope
from fazhi.people import person_forms
from fazhi.people.actors import Actor
from fazhi.people.gate import needs_actor
from fazhi.people.models import Account, Person, Unit
from fazhi.people.person_forms import PersonForm
from fazhi.people.scope import may_import, organs_managed, organs_visible, persons_kept, persons_managed
from fazhi.people.services.add_credential import add_credential
from fazhi.people.services.add_post import add_post
from fazhi.people.services.edit_person import edit_person
from fazhi.people.services.end_post import end_post
from fazhi.people.services.reset_password import reset_password
from fazhi.people.services.turn_credential import turn_credential
from fazhi.people.services.unlock_account import unlock_account

_POSTS = (person_forms.AddPostForm, person_forms.EndPostForm)
_PAPERS = (person_forms.AddCredentialForm, person_forms.TurnCredentialForm)
_OWN = (person_forms.DetailsForm, person_forms.UnlockForm, person_forms.ResetForm)
_ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "details": (edit_person, "登记信息已保存。"),
    "add_post": (add_post, "岗位已登记，自任职起始日起可以以此岗位办理。"),
    "end_post": (end_post, "任职已结束，最后一日仍可办理。"),
    "add_credential": (add_credential, "证件已登记。"),
    "turn_credential": (turn_credential, "证件状态已变更，即时生效。"),
    "unlock": (unlock_account, "账号已解除锁定，可以用原密码登录。"),
}


@never_cache
@needs_actor
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the forms that the actor may use, and do what the one that was sent says.

    Who keeps nobody is told so; a person who is not his to keep, and an act that is none, are not found.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    today = timezone.localdate(now)
    if not may_import(actor):
        return render(request, "people/refused.html", status=403)
    person = persons_kept(actor, today).filter(pk=person_id).first()
    if person is None:
        raise Http404("没有这个人员，或者不在您的管理范围内。")
    forms = _forms(request, person, actor, today)
    sent = next((form for form in forms.values() if form.is_bound), None)
    if request.method == "POST" and sent is None:
        raise Http404("没有这项办理，或者此人的登记信息和账号由其他机关办理。")
    if sent is None:
        return _shown(request, person, forms, actor, today)
    if not sent.is_valid():
        return _shown(request, person, forms, actor, today, status=Incomplete.status)
    status = Incomplete.status
    try:
        if sent.does == "reset":
            account, password = reset_password(person.pk, **sent.values(), actor=actor, at=now)
            given = {"username": account.username, "password": password}
            # What was sent is done: the forms begin anew, and the password is shown this once.
            fresh = {does: type(form)(person, actor, today) for does, form in forms.items()}
            return _shown(request, person, fresh, actor, today, given=given)
        said = _do(sent, person, actor, now)
    except Incomplete as refusal:
        sent.take(refusal)
    except (MovedOn, NotYourPart) as refusal:
        sent.add_error(None, refusal.sentence)
        status = refusal.status
    except OutOfScope as refusal:
        raise Http404(refusal.sentence) from refusal
    else:
        messages.success(request, said)
        return redirect("people:edit", person.pk)
    return _shown(request, person, forms, actor, today, status=status)


def _do(sent: PersonForm, person: Person, actor: Actor, at: datetime) -> str:
    act, said = _ACTS[sent.does]
    done = act(person.pk, **sent.values(), actor=actor, at=at)
    return "没有改动。" if done is False else said


def _forms(request: HttpRequest, person: Person, actor: Actor, today: date) -> dict[str, PersonForm]:
    """The forms for this actor and person by name; the one that was sent holds what was entered."""
    kinds: tuple[type[PersonForm], ...] = (*_POSTS, *_PAPERS)
    if persons_managed(actor, today).filter(pk=person.pk).exists():
        kinds += _OWN
    does = request.POST.get("do", "")
    return {
        kind.does: kind(person, actor, today, request.POST if kind.does == does else None) for kind in kinds
    }


def _shown(
    request: HttpRequest,
    person: Person,
    forms: dict[str, PersonForm],
    actor: Actor,
    today: date,
    *,
    given: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    seats = person.posts.select_related("organ", "unit").filter(organ__in=organs_visible(actor))
    units = Unit.objects.filter(organ__in=organs_managed(actor), organ__posts__person=person, is_active=True)
    shown = {
        "person": Person.objects.get(pk=person.pk),
        "account": Account.objects.filter(person=person).first(),
        "himself": person.pk == actor.person_id,
        "posts": seats,
        "units": sorted(set(units.values_list("name", flat=True))),
        "credentials": person.credentials.all(),
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "given": given,
        "today": today,
        "now": timezone.now(),
    }
    return render(request, "people/edit.html", shown, status=status)
