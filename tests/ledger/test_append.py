from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from fazhi.kernel.errors import MovedOn
from fazhi.kernel.ids import new_id
from fazhi.ledger import selectors, triggers
from fazhi.ledger.models import Event
from fazhi.ledger.services import answered, append
from fazhi.ledger.services.checkpoint import make
from tests.ledger.conftest import AT

pytestmark = pytest.mark.django_db


def put(officer, **changes):
    values = {
        "matter_id": new_id(),
        "seq": 1,
        "kind": "opened",
        "action": "register",
        "at": AT,
        "actor": officer,
        "data": {"a": 1},
    }
    return append(**{**values, **changes})


def test_an_event_is_kept_with_a_digest_that_holds(officer, chain_of):
    events = chain_of(3)
    assert [e.prev for e in events] == ["", events[0].digest, events[1].digest]
    assert events[0].digest.startswith("sm3:")
    assert all(entry.holds() for entry in selectors.entries(events[0].matter_id))
    assert selectors.head(events[0].matter_id).seq == 3
    assert [e.seq for e in selectors.chain(events[0].matter_id)] == [1, 2, 3]


def test_it_is_one_insert_when_the_digest_before_is_known(officer, django_assert_num_queries):
    first = put(officer)
    with django_assert_num_queries(1):
        put(officer, matter_id=first.matter_id, seq=2, kind="acted", prev=first.digest)


@pytest.mark.parametrize(
    "moment",
    [
        AT,
        AT.astimezone(UTC),
        AT + timedelta(microseconds=1),
        AT + timedelta(microseconds=120000),
        datetime(1989, 7, 1, tzinfo=UTC),
    ],
)
def test_the_database_gives_back_the_moment_that_was_digested(officer, moment):
    event = put(officer, at=moment, occurred_at=moment - timedelta(days=3))
    [entry] = selectors.entries(event.matter_id)
    assert entry.holds()
    assert entry.recorded_at.endswith("+08:00")


def test_two_who_write_the_same_number_cannot_both(officer):
    first = put(officer)
    put(officer, matter_id=first.matter_id, seq=2, kind="acted", prev=first.digest)
    with pytest.raises(MovedOn), transaction.atomic():
        put(officer, matter_id=first.matter_id, seq=2, kind="acted", prev=first.digest)
    with pytest.raises(MovedOn):
        put(officer, matter_id=first.matter_id, seq=2, kind="acted")
    assert Event.objects.filter(matter_id=first.matter_id).count() == 2


def test_the_same_key_is_answered_with_the_first_event(officer):
    first = put(officer, idem="k-1")
    with pytest.raises(MovedOn, match="已经提交过"), transaction.atomic():
        put(officer, idem="k-1")
    assert answered("k-1") == first
    assert answered("k-2") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": 2, "prev": ""},
        {"seq": 1, "prev": "sm3:00"},
        {"seq": 3},
        {"seq": 0},
        {"kind": "rumour"},
        {"at": datetime(2026, 1, 1)},
    ],
)
def test_a_gap_a_strange_kind_and_a_time_without_zone_are_mistakes(officer, wrong):
    with pytest.raises(ValueError):
        put(officer, **wrong)


def test_sha256_can_be_chosen_and_both_stand_in_one_chain(officer, settings):
    first = put(officer)
    settings.LEDGER_DIGEST = "sha256"
    second = put(officer, matter_id=first.matter_id, seq=2, kind="acted")
    assert second.digest.startswith("sha256:")
    assert second.prev == first.digest
    assert all(entry.holds() for entry in selectors.entries(first.matter_id))


def test_the_payload_names_its_version(officer):
    assert put(officer).payload == {"a": 1, "version": 1}


def test_events_since_goes_on_where_one_left_off(chain_of):
    events = chain_of(4)
    assert selectors.events_since(None, 2) == events[:2]
    assert selectors.events_since(events[1].id, 9) == events[2:]
    assert selectors.events_since(None, 9, [new_id()]) == []


@pytest.mark.parametrize("table", ["ledger_event"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET action='x'", "DELETE FROM {}"])
def test_the_database_refuses_change_and_removal(chain_of, table, sql):
    chain_of(2)
    with pytest.raises(IntegrityError, match="不得修改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(actor_name="别人")


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_be_emptied(chain_of, table):
    """By TRUNCATE, which passes by triggers on rows; SQLite has none and empties by a DELETE without a condition."""
    chain_of(2)
    make(AT)
    # PostgreSQL empties no table whose rows wait to be checked.
    connection.check_constraints()
    empty = "TRUNCATE {} CASCADE" if connection.vendor == "postgresql" else "DELETE FROM {}"
    with pytest.raises(IntegrityError, match="不得修改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(empty.format(table))
    assert Event.objects.count() == 2
