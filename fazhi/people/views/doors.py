"""Coming in and going out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fazhi.people import sitting
from fazhi.people.addresses import client_ip, next_address
from fazhi.people.errors import LockedOut, LoginRefused
from fazhi.people.forms import CodeForm, LoginForm
from fazhi.people.models import Account
from fazhi.people.services.choose_post import first_post
from fazhi.people.services.login import log_in, log_in_second, log_out


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(next_address(request))
    form = LoginForm.of(request)
    if request.method == "GET" or not form.is_valid():
        return _shown(request, "people/login.html", form)
    now = timezone.now()
    try:
        admitted = log_in(
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            ip=client_ip(request),
            at=now,
        )
    except (LoginRefused, LockedOut) as refusal:
        return _refused(request, "people/login.html", form, refusal)
    if admitted.needs_code:
        sitting.wait_for_code(request, admitted.account, now)
        return _with_next(request, "people:second")
    return _seated(request, admitted.account)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The code, after the password was right."""
    now = timezone.now()
    account = sitting.waiting_account(request, now)
    if account is None:
        return redirect(settings.LOGIN_URL)
    form = CodeForm.of(request)
    if request.method == "GET" or not form.is_valid():
        return _shown(request, "people/second.html", form)
    try:
        log_in_second(account, code=form.cleaned_data["code"], ip=client_ip(request), at=now)
    except (LoginRefused, LockedOut) as refusal:
        return _refused(request, "people/second.html", form, refusal)
    return _seated(request, account)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Going out."""
    if isinstance(request.user, Account):
        log_out(request.user, ip=client_ip(request), at=timezone.now())
    sitting.leave(request)
    return redirect(settings.LOGIN_URL)


def _seated(request: HttpRequest, account: Account) -> HttpResponse:
    now = timezone.now()
    post = first_post(account, at=now)
    sitting.take_seat(request, account, post, now)
    if post is None:
        return _with_next(request, "people:post")
    return redirect(next_address(request))


def _with_next(request: HttpRequest, page: str) -> HttpResponse:
    return redirect(reverse(page) + (f"?{request.GET.urlencode()}" if request.GET else ""))


def _shown(
    request: HttpRequest, template: str, form: LoginForm | CodeForm, status: int = 200
) -> HttpResponse:
    return render(request, template, {"form": form}, status=422 if form.errors and status == 200 else status)


def _refused(
    request: HttpRequest, template: str, form: LoginForm | CodeForm, refusal: LoginRefused | LockedOut
) -> HttpResponse:
    form.add_error(None, refusal.sentence)
    return _shown(request, template, form, refusal.status)
