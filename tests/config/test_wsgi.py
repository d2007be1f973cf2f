"""The door: an encoding that is none of text does not reach the framework."""

from typing import Any

import pytest

from fazhi.config.wsgi import TextCharsets


@pytest.mark.parametrize(
    ("sent", "passed"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("text/plain; charset=no-such-thing", "text/plain"),
        ('application/json; charset="zlib"', "application/json"),
        ("text/plain; charset=gb18030", "text/plain; charset=gb18030"),
        ("multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
    ],
)
def test_only_encodings_of_text_pass(sent: str, passed: str) -> None:
    seen: list[str] = []

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    TextCharsets(inner)({"CONTENT_TYPE": sent}, None)
    assert seen == [passed]
