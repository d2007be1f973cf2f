"""What every test may rely on."""

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.flushing import ledger_can_be_flushed  # noqa: F401  (a fixture for every room)

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


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that leave this machine: a test that needs the outside world proves nothing at home."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address!r}; tests talk to this machine only")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
