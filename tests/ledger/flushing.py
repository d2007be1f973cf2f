"""How tests with real transactions empty a ledger that refuses DELETE.

After such a test pytest-django flushes every table, which is a DELETE on SQLite (a TRUNCATE on PostgreSQL). The fixture
lifts the refusal just before that and puts it back before the next such test; tests without real transactions run first
and are rolled back, so they always have it.
"""

from collections.abc import Iterator

import pytest
from django.db import connection

from fazhi.ledger import triggers

TRANSACTIONAL = {
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}


@pytest.fixture(autouse=True)
def ledger_can_be_flushed(request: pytest.FixtureRequest) -> Iterator[None]:
    marker = request.node.get_closest_marker("django_db")
    asks = marker is not None and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    if not asks and TRANSACTIONAL.isdisjoint(request.fixturenames):
        yield
        return
    # Asked for here, so that it is torn down after this fixture.
    request.getfixturevalue("transactional_db")
    triggers.install(connection)
    yield
    triggers.remove(connection)
