"""The public pages alone, over items that went through their procedure."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from fazhi.disclosure.models import Publication
from tests.disclosure.conftest import board, published, ruled
from tests.procedures.conftest import office

__all__ = ["board", "office", "published", "ruled"]


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.shell.portal.urls"


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def item(published: Callable[..., Publication]) -> Publication:
    """An item that is shown today, whenever the tests run."""
    day = date.today().isoformat()
    return published(day, day)
