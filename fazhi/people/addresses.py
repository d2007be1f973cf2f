"""Where a request came from, and where it wants to go on."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

_LOCAL_PROXY = ("127.0.0.1", "::1")


def client_ip(request: HttpRequest) -> str | None:
    """The sender's address; behind a proxy on this machine the one it vouches for, which is the last of the header.

    Earlier entries of X-Forwarded-For are the sender's own words and are not believed.
    """
    address = request.META.get("REMOTE_ADDR") or ""
    if address in getattr(settings, "TRUSTED_PROXIES", _LOCAL_PROXY):
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def next_address(request: HttpRequest) -> str:
    """The page that was wanted before the door stood in the way; the front page when it lies outside the platform."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
