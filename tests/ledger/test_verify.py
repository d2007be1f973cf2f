"""Tampering behind the application's back, through SQL, and what `verify` says of it."""

import random
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.kernel.errors import BrokenFile
from fazhi.ledger import selectors
from fazhi.ledger.chains import What
from fazhi.ledger.hooks import hooks
from fazhi.ledger.models import Checkpoint
from fazhi.ledger.services import append
from fazhi.ledger.services.checkpoint import make, published, root_over
from fazhi.ledger.services.verify import BadCheckpointFile, _tree, examine, verify
from tests.ledger.conftest import AT
from tests.ledger.tampering import sound, tamper

pytestmark = pytest.mark.django_db
COLUMNS = {
    "id": "id", "matter_id": "matter_id", "seq": "seq", "kind": "kind", "action": "action", "data": "data",
    "recorded_at": "recorded_at", "occurred_at": "occurred_at", "actor_id": "actor_id", "actor_name": "actor_name",
    "files": "files", "prev": "prev", "digest": "digest", "idem": "idem",
}  # fmt: skip


@pytest.fixture
def ledger(chain_of):
    """Three chains under one checkpoint, by matter."""
    chains = [chain_of(n) for n in (2, 4, 6)]
    make(AT)
    return {str(c[0].matter_id): c for c in chains}


@pytest.fixture
def registered():
    """Puts back what other rooms have registered."""
    before = {name: getattr(hooks, name) for name in ("heads", "find", "pieces", "names", "describe")}
    hooks.heads = []
    yield hooks
    for name, value in before.items():
        setattr(hooks, name, value)


@pytest.fixture(autouse=True)
def _alone(registered):
    """These chains belong to no matter; what the platform knows of its matters says nothing about them."""


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.rowcount


def key(value):
    """An id as the database stores it."""
    return UUID(str(value)) if connection.vendor == "postgresql" else UUID(str(value)).hex


def write(rows):
    """Put these rows in the place of all that is stored, by SQL."""
    sql("DELETE FROM ledger_event")
    names = ", ".join(COLUMNS)
    for row in rows:
        values = [getattr(row, name) for name in COLUMNS]
        values[0], values[1] = key(row.id), key(row.matter_id)
        values[6], values[7] = (
            datetime.fromisoformat(row.recorded_at),
            datetime.fromisoformat(row.occurred_at),
        )
        values[8] = key(row.actor_id) if row.actor_id else None
        if connection.vendor == "sqlite":
            values[6], values[7] = (connection.ops.adapt_datetimefield_value(v) for v in values[6:8])
        marks = ", ".join(["%s"] * len(values))
        sql(f"INSERT INTO ledger_event ({names}) VALUES ({marks})", *values)


def test_a_whole_ledger_passes(ledger):
    report = examine()
    assert report.finding is None
    assert (report.chains, report.events, report.checkpoints) == (3, 12, 1)
    assert verify(ledger[min(ledger)][0].matter_id) is None
    assert verify(checkpoint=published(Checkpoint.objects.get(), with_chains=True)) is None


def test_an_empty_ledger_passes():
    assert verify() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "forged"), ("kind", "system"), ("actor_name", "别人"), ("data", '{"n": 9}'), ("files", '["x"]'),
        ("files", "rubbish"), ("recorded_at", "2020-01-01 00:00:00"), ("occurred_at", "2020-01-01 00:00:00"),
        ("prev", "sm3:0"), ("digest", "sm3:0"), ("digest", ""), ("idem", "other"), ("digest", "md5:00"),
    ],
)  # fmt: skip
def test_any_changed_column_is_named(ledger, unguarded, column, value):
    matter = sorted(ledger)[1]
    at = 2
    assert (
        sql(
            f"UPDATE ledger_event SET {column} = %s WHERE matter_id = %s AND seq = %s", value, key(matter), at
        )
        == 1
    )
    for finding in (verify(), verify(UUID(matter))):
        assert finding is not None
        assert (finding.what, finding.matter_id, finding.seq) == (What.CHANGED, matter, at)
        assert "第2条内容被改动" in finding.sentence
    other = UUID(sorted(ledger)[0])
    assert verify(other) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("recorded_at", "2026-13-45 00:00:00"),
        ("recorded_at", "soon"),
        ("actor_id", "nobody"),
        ("seq", "two"),
        ("id", "zz"),
    ],
)
def test_values_that_are_not_of_their_type_are_found_and_do_not_crash(ledger, unguarded, column, value):
    matter = sorted(ledger)[1]
    update = f"UPDATE ledger_event SET {column} = %s WHERE matter_id = %s AND seq = 2"
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            sql(update, value, key(matter))
        return
    sql("PRAGMA ignore_check_constraints = ON")
    try:
        sql(update, value, key(matter))
    finally:
        sql("PRAGMA ignore_check_constraints = OFF")
    finding = verify()
    assert finding is not None
    assert finding.matter_id == matter


def test_two_hundred_random_acts_through_sql(ledger, unguarded):
    chains = {m: list(selectors.entries(UUID(m))) for m in ledger}
    draw = random.Random(7)
    missed, tried = [], 0
    while tried < 200:
        name, rows, matter, where = tamper(chains, draw)
        with transaction.atomic():
            before = transaction.savepoint()
            try:
                write(rows)
            except (ValueError, DatabaseError):
                # The act made a row that the database cannot hold: two of one id, or a day that does not exist.
                transaction.savepoint_rollback(before)
                continue
            finding = verify()
            if finding is None or finding.matter_id != matter or finding.seq not in where:
                missed.append((tried, name, where, finding))
            tried += 1
            transaction.savepoint_rollback(before)
    assert not missed
    assert verify() is None


class TestOutsider:
    """An attacker who owns the database and recomputes everything, and someone who kept an older root."""

    def rewritten(self, matter):
        rows = list(selectors.entries(UUID(matter)))
        rows[1] = replace(rows[1], data=rows[1].data.replace("未按规定", "已按规定"))
        return sound(rows)

    def put(self, matter, rows):
        for row in rows:
            sql(
                "UPDATE ledger_event SET data=%s, prev=%s, digest=%s WHERE matter_id=%s AND seq=%s",
                row.data, row.prev, row.digest, key(matter), row.seq,
            )  # fmt: skip

    def recompute_checkpoints(self):
        prev = ""
        for n, algorithm in Checkpoint.objects.order_by("n").values_list("n", "algorithm"):
            tree = _tree(n, algorithm)
            root = root_over(prev, tree.value(), algorithm)
            sql(
                "UPDATE ledger_checkpoint SET prev=%s, merkle=%s, root=%s, leaf_count=%s WHERE n=%s",
                prev, tree.value(), root, tree.count, n,
            )  # fmt: skip
            prev = root

    def test_a_recomputed_chain_contradicts_its_checkpoint(self, ledger, unguarded):
        matter = sorted(ledger)[2]
        self.put(matter, self.rewritten(matter))
        finding = verify()
        assert finding is not None
        assert (finding.what, finding.matter_id) == (What.REWRITTEN, matter)

    def test_recomputed_leaves_contradict_the_root(self, ledger, unguarded):
        matter = sorted(ledger)[2]
        rows = self.rewritten(matter)
        self.put(matter, rows)
        sql("UPDATE ledger_checkpointleaf SET head=%s WHERE matter_id=%s", rows[-1].digest, key(matter))
        finding = verify()
        assert finding is not None
        assert finding.what is What.CHECKPOINT
        assert "存证点第1号被改动" in finding.sentence

    @pytest.mark.parametrize("with_chains", [False, True])
    def test_recomputed_roots_contradict_what_the_outsider_kept(
        self, ledger, chain_of, unguarded, with_chains
    ):
        kept = published(Checkpoint.objects.get(), with_chains=with_chains)
        chain_of(3)
        make(AT)
        later = published(Checkpoint.objects.latest("n"))
        matter = sorted(ledger)[2]
        rows = self.rewritten(matter)
        self.put(matter, rows)
        sql("UPDATE ledger_checkpointleaf SET head=%s WHERE matter_id=%s", rows[-1].digest, key(matter))
        self.recompute_checkpoints()
        assert verify() is None, "inside, nothing is left that could tell"
        finding = verify(checkpoint=kept)
        assert finding is not None
        if with_chains:
            assert (finding.what, finding.matter_id) == (What.REWRITTEN, matter)
        else:
            assert "存证点第1号的根值与留存的不符" in finding.sentence
        finding = verify(checkpoint=later)
        assert finding is not None
        assert "第1号及以前" in finding.sentence

    def test_a_removed_chain_and_its_leaf(self, ledger, unguarded):
        kept = published(Checkpoint.objects.get(), with_chains=True)
        matter = sorted(ledger)[0]
        sql("DELETE FROM ledger_event WHERE matter_id=%s", key(matter))
        finding = verify()
        assert finding is not None
        assert (finding.what, finding.matter_id) == (What.CHAIN_GONE, matter)
        sql("DELETE FROM ledger_checkpointleaf WHERE matter_id=%s", key(matter))
        finding = verify()
        assert finding is not None
        assert "有增减" in finding.sentence
        self.recompute_checkpoints()
        assert verify() is None
        finding = verify(checkpoint=kept)
        assert finding is not None
        assert (finding.what, finding.matter_id) == (What.CHAIN_GONE, matter)

    def test_removed_checkpoints(self, ledger, chain_of, unguarded):
        chain_of(1)
        kept = published(make(AT))
        sql("DELETE FROM ledger_checkpointleaf WHERE checkpoint_id = 2")
        sql("DELETE FROM ledger_checkpoint WHERE n = 2")
        assert verify() is None
        finding = verify(checkpoint=kept)
        assert finding is not None
        assert "存证点第2号缺失" in finding.sentence

    def test_a_changed_leaf_accuses_the_checkpoint_and_not_the_chain(self, ledger, unguarded):
        sql("UPDATE ledger_checkpointleaf SET head='sm3:0' WHERE matter_id=%s", key(sorted(ledger)[0]))
        finding = verify()
        assert finding is not None
        assert finding.what is What.CHECKPOINT

    @pytest.mark.parametrize("given", [{}, {"n": "x"}, {"n": 1, "root": "r", "prev": "", "algorithm": "md5"}])
    def test_a_file_that_is_no_checkpoint(self, ledger, given):
        with pytest.raises(BadCheckpointFile):
            verify(checkpoint=given)

    def test_a_kept_file_that_was_changed_itself(self, ledger):
        kept = published(Checkpoint.objects.get(), with_chains=True)
        kept["chains"][0][1] += 1
        with pytest.raises(BadCheckpointFile, match="自身已被改动"):
            verify(checkpoint=kept)


class TestHeads:
    """What the matters themselves know of their chains, without any checkpoint."""

    @pytest.fixture
    def chains(self, chain_of, registered):
        chains = sorted((chain_of(n) for n in (3, 2, 4)), key=lambda c: c[0].matter_id)
        known = [(c[-1].matter_id, c[-1].seq, c[-1].digest) for c in chains]
        registered.heads = [lambda only: [k for k in known if only in {None, k[0]}]]
        return chains

    def test_a_whole_ledger_passes(self, chains):
        assert verify() is None
        assert verify(chains[1][0].matter_id) is None

    def test_a_removed_tail(self, chains, unguarded):
        last = chains[1][-1]
        sql("DELETE FROM ledger_event WHERE matter_id=%s AND seq=%s", key(last.matter_id), last.seq)
        finding = verify()
        assert finding is not None
        assert (finding.what, finding.seq) == (What.MISSING, last.seq)

    def test_a_removed_chain(self, chains, unguarded):
        sql("DELETE FROM ledger_event WHERE matter_id=%s", key(chains[2][0].matter_id))
        finding = verify()
        assert finding is not None
        assert (finding.what, finding.matter_id) == (What.CHAIN_GONE, str(chains[2][0].matter_id))

    def test_an_event_put_behind_the_end(self, chains, officer):
        last = chains[0][-1]
        append(
            matter_id=last.matter_id, seq=last.seq + 1, kind="acted", action="x", at=AT, actor=officer, data={},
        )  # fmt: skip
        finding = verify()
        assert finding is not None
        assert (finding.what, finding.seq) == (What.INSERTED, last.seq + 1)

    def test_a_matter_that_grows_while_it_is_read_is_not_accused(self, chains, registered):
        asked = []

        def heads(only):
            """The first answer is from before the last event was written."""
            asked.append(only)
            stale = len(asked) == 1
            for chain in chains:
                event = chain[-2] if stale and chain is chains[0] else chain[-1]
                if only in {None, event.matter_id}:
                    yield event.matter_id, event.seq, event.digest

        registered.heads = [heads]
        assert verify() is None
        assert chains[0][0].matter_id in asked


class TestFiles:
    def test_each_file_is_read(self, chain_of, registered):
        chain_of(4)
        seen = []
        registered.pieces = lambda digest: iter([seen.append(digest) or b""])
        assert verify(files=True) is None
        assert seen == [f"sm3:{3:064x}"]

    @pytest.mark.parametrize(("code", "is_found"), [("broken_file", True), ("erased", False)])
    def test_a_broken_file_is_named_and_an_erased_one_is_not(self, chain_of, registered, code, is_found):
        def pieces(digest):
            error = BrokenFile("归档文件缺失，请从备份恢复。")
            error.code = code
            raise error

        chain_of(4)
        registered.pieces = pieces
        finding = verify(files=True)
        assert (finding is not None) is is_found
        if finding:
            assert (finding.what, finding.seq) == (What.FILE, 3)


def test_it_takes_few_queries_however_many_chains(ledger, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        verify()
