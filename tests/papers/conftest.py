"""Every layout of the house, filled."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from fazhi.kernel.digests import canonical_json
from fazhi.papers import layouts
from fazhi.papers.filling import Sheet, fill
from tests.papers import samples

NUMBER = "包昆市监罚〔2026〕12号"
KEYS = [layout.key for layout in layouts.of_room("enforcement")]


def settled(context: Mapping[str, Any]) -> Any:
    """A context as it comes back from the row."""
    return json.loads(canonical_json({**context, "number": NUMBER}))


@pytest.fixture(params=KEYS)
def layout(request: pytest.FixtureRequest) -> layouts.Layout:
    return layouts.find(f"enforcement.{request.param}")


@pytest.fixture
def sheet(layout: layouts.Layout) -> Sheet:
    """The layout with every field filled."""
    return fill(layout, settled(samples.context(layout)))
