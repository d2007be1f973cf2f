"""Where a request came from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

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
