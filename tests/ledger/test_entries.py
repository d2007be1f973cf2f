from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.digests import canonical_json, digest
from fazhi.ledger.entries import Entry, moment_text, stored_moment_text, uuid_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXT, TEXT, st.none() | TEXT, st.lists(TEXT, max_size=3), st.integers(1, 9))
def test_the_digest_is_that_of_the_canonical_form(action, name, idem, files, seq):
    entry = Entry(
        matter_id="m", seq=seq, id="i", kind="acted", action=action, recorded_at="r", occurred_at="o", actor_id=None,
        actor_name=name, data="{}", files=canonical_json(files).decode(), prev="", digest="sm3:", idem=idem,
    )  # fmt: skip
    body = {
        "matter": "m", "seq": seq, "id": "i", "kind": "acted", "action": action, "recorded_at": "r", "occurred_at": "o",
        "actor": {"id": None, "name": name}, "data": digest(b"{}"), "files": files, "prev": "", "idem": idem,
    }  # fmt: skip
    assert entry.computed() == digest(canonical_json(body))
    assert replace(entry, digest=entry.computed()).holds()


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1)), st.integers(-12, 14))
def test_both_databases_give_the_moment_that_went_in(naive, hours):
    moment = naive.replace(tzinfo=UTC) + timedelta(hours=hours)
    text = moment_text(moment)
    assert stored_moment_text(str(naive + timedelta(hours=hours))) == text, (
        "SQLite prints UTC without an offset"
    )
    assert stored_moment_text(str(moment)) == text, "PostgreSQL prints the offset"
    assert datetime.fromisoformat(text) == moment


@pytest.mark.parametrize("text", ["", "soon", "2026-13-45 00:00:00", "9999-12-31 23:59:59"])
def test_what_is_no_moment_stays_what_it_is(text):
    assert stored_moment_text(text) == text


@given(st.uuids())
def test_an_id_reads_the_same_from_both_databases(value: UUID):
    assert uuid_text(value.hex) == uuid_text(str(value)) == str(value)


@pytest.mark.parametrize("text", ["", "nobody", "zz" * 16])
def test_what_is_no_id_stays_what_it_is(text):
    assert uuid_text(text) == text
    assert uuid_text(None) is None
