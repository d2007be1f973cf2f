"""The `{…}` of a layout's texts: places to be filled, with filters, and no expressions.

{party.name}            a field
{party.phone?无}        an optional field, and what stands there without it
{decision.fine|words}   a field through a filter
{.name}                 inside `each`: a field of the present row;  {.} the row itself, when rows are plain text
{#}                     inside `each`: the running number
{{ and }}               braces themselves
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_SLOT = re.compile(
    r"^(?P<path>#|\.|\.?[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?:\?(?P<fallback>[^|]*))?(?P<filters>(?:\|[a-z_]+)*)$"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to be filled. `fallback` is None when the layout names none."""

    path: str
    fallback: str | None
    filters: tuple[str, ...]


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[str | Slot, ...]:
    """Split a layout's text into plain text and slots.

    Raises ValueError, with the offending piece, for a brace that stands alone or a slot that cannot be read.
    """
    parts: list[str | Slot] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            parts.append(text[at : token.start()])
        at = token.end()
        if token[0] in ("{{", "}}"):
            parts.append(token[0][0])
            continue
        found = _SLOT.match(token[1].strip()) if token[1] is not None else None
        if found is None:
            raise ValueError(f"“{token[0]}”不是可识别的占位符")
        parts.append(
            Slot(found["path"], found["fallback"], tuple(f for f in found["filters"].split("|") if f))
        )
    if at < len(text):
        parts.append(text[at:])
    return tuple(parts)
