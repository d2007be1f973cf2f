"""What every test may rely on."""

import socket
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from fazhi.ledger import triggers
from tests.ledger.flushing import TRANSACTIONAL, ledger_can_be_flushed  # noqa: F401  (a fixture for every room)

TESTS = Path(__file__).parent
# Folders whose tests touch no database, or look at pages only: running them on a second database shows nothing new.
ONCE = ("kernel", "house", "browser")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        try:
            rooms = item.path.relative_to(TESTS).parts
        except ValueError:
            continue
        if rooms[0] in ONCE or "rules" in rooms:
            item.add_marker(pytest.mark.once)
        if rooms[0] == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Put the ledger's refusal of DELETE back after a test that had to lift it to be flushed.

    In one process such tests come last; spread over several by file, other tests follow them.
    """
    done = yield
    if nextitem is None:
        return done  # The database is gone.
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))
    if asked or TRANSACTIONAL & set(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            triggers.install(connection)
    return done


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that leave this machine: a test that needs the outside world proves nothing at home."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address!r}; tests talk to this machine only")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Forget which rows are stored: tests with real transactions end by emptying the tables."""
    from fazhi.statements import Kept

    Kept.forget()
