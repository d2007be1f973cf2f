"""Figures that are declared once and serve page, report, indicator and interface alike.

`value(key, region, organ, period)` is the door for everybody else; `series` gives several periods at once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.measures.figures import Value
    from fazhi.measures.periods import Period
    from fazhi.people.models import Organ, Region


def value(
    key: str, region: "Region | str | None", organ: "Organ | str | None", period: "Period | str"
) -> "Value":
    """A measure's value. `region` may be a row or a code (with all below it), `organ` a row or a key; `period` also `2026-Q3`.

    Raises BadDefinition for a key that nobody declared, OutOfScope for a region or organ that is not there, Incomplete
    for a period that cannot be read.
    """
    from fazhi.measures import figures

    return figures.value(key, region, organ, period)


def series(
    key: str, region: "Region | str | None", organ: "Organ | str | None", periods: Sequence["Period"]
) -> "list[Value]":
    """A measure's values of several periods, in their order. Raises as `value` does."""
    from fazhi.measures import figures

    return figures.series(key, region, organ, periods)
