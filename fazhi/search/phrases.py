"""Words in quotation marks: only articles that hold them as they stand."""

import re
from collections.abc import Mapping, Sequence

from fazhi.search.embedded import Find
from fazhi.search.lexical import Row

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{2,40})[”\"」』]")
_MOST = 5


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a question, at most five of them."""
    return tuple(dict.fromkeys(found.strip() for found in _QUOTED.findall(text)))[:_MOST]


def holding(finds: Sequence[Find], rows: Mapping[int, Row], said: Sequence[str]) -> list[Find]:
    """The candidates whose article, heading or law's name holds every phrase."""
    return [
        find
        for find in finds
        if (row := rows.get(find.key))
        and all(phrase in row.text or phrase in row.chapter or phrase in row.law for phrase in said)
    ]
