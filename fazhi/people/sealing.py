"""Sealing of what may be kept but not be read from a copied database: identity numbers, secrets of codes.

AES-256-GCM under a key derived from the platform's secret; a look-up value is an HMAC under another derived key, so
that a number can be found but not guessed from the table without the secret.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from fazhi.people.errors import SealBroken

_MARK = "v1:"
_NONCE = 12


@lru_cache(maxsize=16)
def _key(secret: str, purpose: str) -> bytes:
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"fazhi.people.{purpose}".encode())
    return derive.derive(secret.encode())


def seal(text: str) -> str:
    """The text, encrypted; each call gives another value."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(settings.SECRET_KEY, "seal")).encrypt(nonce, text.encode(), None)
    return _MARK + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str) -> str:
    """The text again, also when it was sealed under a former secret that is still listed.

    Raises SealBroken when the value was changed or the secret is another.
    """
    raw = base64.urlsafe_b64decode(sealed.removeprefix(_MARK))
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret, "seal")).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()
        except InvalidTag:
            continue
    raise SealBroken("密文无法解开：平台密钥已更换，或者数据被改动过。")


def lookup_value(text: str) -> str:
    """A keyed hash by which an equal text is found; letters count without case."""
    return hmac.new(
        _key(settings.SECRET_KEY, "lookup"), text.strip().upper().encode(), hashlib.sha256
    ).hexdigest()
