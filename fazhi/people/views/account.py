"""A person's own account."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from fazhi.kernel.errors import Incomplete, OutOfScope
from fazhi.people import sitting
from fazhi.people.addresses import client_ip, next_address
from fazhi.people.errors import LockedOut
from fazhi.people.forms import CodeForm, EndCodesForm, PasswordForm, PlainForm
from fazhi.people.gate import needs_account
from fazhi.people.models import Account
from fazhi.people.selectors import posts_of
from fazhi.people.services import totp
from fazhi.people.services.change_password import change_password
from fazhi.people.services.choose_post import choose_post


@needs_account
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Posts, papers, and the ways in."""
    account, today = _account(request), timezone.localdate()
    return render(
        request,
        "people/account.html",
        {
            "account": account,
            "person": account.person,
            "posts": posts_of(account, today),
            "credentials": account.person.credentials.all(),
            "records": account.login_records.order_by("-at")[:10],
            "today": today,
        },
    )


@never_cache
@needs_account
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password."""
    account = _account(request)
    form = PasswordForm.of(request)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(account, **form.cleaned_data, ip=client_ip(request), at=timezone.now())
        except Incomplete as refusal:
            form.take(refusal)
        except LockedOut as refusal:
            form.add_error(None, refusal.sentence)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, "密码已修改，您在别处的登录已全部退出。")
            return redirect("people:account")
    return _shown(request, "people/password.html", form, {"must": account.must_change_password})


@never_cache
@needs_account
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Begin, confirm or end the use of codes."""
    account = _account(request)
    form: PlainForm = (EndCodesForm if account.uses_totp else CodeForm).of(request)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            if account.uses_totp:
                totp.end_totp(account, password=form.cleaned_data["password"], ip=client_ip(request), at=now)
                done = "动态口令已停用，今后登录只核对密码。"
            else:
                totp.confirm_totp(account, code=form.cleaned_data["code"], at=now)
                done = "动态口令已启用，下次登录时需要输入。"
        except Incomplete as refusal:
            form.take(refusal)
        except LockedOut as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("people:account")
    enrolment = None
    if not account.uses_totp:
        enrolment = totp.pending_totp(account) or totp.begin_totp(account)
    return _shown(request, "people/codes.html", form, {"enrolment": enrolment})


@needs_account
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Which of the own posts to act by."""
    account, now, error = _account(request), timezone.now(), ""
    if request.method == "POST":
        try:
            chosen = choose_post(account, _uuid(request.POST.get("post", "")), at=now)
        except OutOfScope as refusal:
            error = refusal.sentence
        else:
            sitting.take_post(request, chosen)
            return redirect(next_address(request))
    posts = list(posts_of(account, timezone.localdate(now)))
    return render(request, "people/post.html", {"posts": posts, "error": error}, status=422 if error else 200)


def _account(request: HttpRequest) -> Account:
    account = request.user
    # `user` is lazy: its class is the proxied one, its type is not.
    assert isinstance(account, Account)
    return account


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise OutOfScope("请选择一个岗位。") from error


def _shown(request: HttpRequest, template: str, form: PlainForm, more: dict[str, object]) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)
