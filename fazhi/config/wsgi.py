"""The door for a WSGI server."""

import codecs
import os
import re
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")

CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^;\"\s]*)\"?", re.IGNORECASE)


class TextCharsets:
    """Lets only encodings of text through.

    Python also knows codecs that turn bytes into bytes, such as `hex`; a request that names one makes the framework
    fail before any page can refuse it. Such a name is dropped, and the body is read as UTF-8.
    """

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __call__(self, told: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind = str(told.get("CONTENT_TYPE") or "")
        if (found := CHARSET.search(kind)) and not _is_text(found[1]):
            told["CONTENT_TYPE"] = CHARSET.sub("", kind)
        answer: Iterable[bytes] = self.inner(told, start_response)
        return answer


def _is_text(charset: str) -> bool:
    try:
        return bool(codecs.lookup(charset)._is_text_encoding)
    except (LookupError, ValueError):
        return False


application = TextCharsets(get_wsgi_application())
