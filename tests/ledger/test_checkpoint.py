from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.digests import digest, merkle_root, verify_path
from fazhi.kernel.ids import new_id
from fazhi.ledger.merkle import RunningRoot
from fazhi.ledger.models import Checkpoint, CheckpointLeaf
from fazhi.ledger.services import append
from fazhi.ledger.services.checkpoint import NotCovered, leaf_text, make, proof, published
from tests.ledger.conftest import AT


@given(st.lists(st.text(max_size=5), max_size=70), st.sampled_from(["sm3", "sha256"]))
def test_the_running_root_is_the_root_of_the_whole_list(leaves, algorithm):
    tree = RunningRoot(algorithm)
    for leaf in leaves:
        tree.add(leaf)
    assert tree.value() == merkle_root(leaves, algorithm)
    assert tree.count == len(leaves)


@pytest.mark.django_db
class TestMaking:
    def test_it_covers_every_chain_by_its_head(self, chain_of):
        chains = [chain_of(n) for n in (3, 1, 2)]
        made = make(AT)
        heads = sorted((str(c[-1].matter_id), c[-1].seq, c[-1].digest) for c in chains)
        assert made.n == 1
        assert made.leaf_count == 3
        assert made.merkle == merkle_root([leaf_text(*head) for head in heads])
        assert made.root == digest(made.merkle.encode())

    def test_nothing_moved_gives_the_same_again(self, chain_of):
        assert make(AT) is None
        chain_of(2)
        assert make(AT) == make(AT + timedelta(hours=1))
        assert Checkpoint.objects.count() == 1

    def test_the_next_covers_only_what_moved(self, chain_of, officer):
        still, moving = chain_of(2), chain_of(2)
        first = make(AT)
        append(
            matter_id=moving[0].matter_id, seq=3, kind="acted", action="x", at=AT, actor=officer, data={},
            prev=moving[-1].digest,
        )  # fmt: skip
        second = make(AT)
        assert second.n == 2
        assert second.prev == first.root
        assert second.root == digest((first.root + second.merkle).encode())
        [leaf] = CheckpointLeaf.objects.filter(checkpoint=second)
        assert (leaf.matter_id, leaf.seq) == (moving[0].matter_id, 3)
        assert not CheckpointLeaf.objects.filter(matter_id=still[0].matter_id, checkpoint=second).exists()

    def test_more_chains_than_a_page(self, chain_of, monkeypatch):
        monkeypatch.setattr("fazhi.ledger.services.checkpoint.PAGE", 3)
        for _ in range(8):
            chain_of(1)
        assert make(AT).leaf_count == 8

    @pytest.mark.parametrize("sql", ["UPDATE {} SET {}={}", "DELETE FROM {}"])
    @pytest.mark.parametrize(
        ("table", "column"), [("ledger_checkpoint", "leaf_count"), ("ledger_checkpointleaf", "seq")]
    )
    def test_the_database_refuses_to_change_it(self, chain_of, sql, table, column):
        chain_of(1)
        make(AT)
        with (
            pytest.raises(IntegrityError, match="不得修改"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql.format(table, column, column))


@pytest.mark.django_db
class TestProof:
    def test_one_event_stands_under_a_root_that_somebody_kept(self, chain_of, officer):
        chains = [chain_of(n) for n in (3, 4, 2, 1, 5)]
        kept = published(make(AT))
        for _ in range(2):
            chain_of(2)
            make(AT)
        shown = proof(chains[1][0].matter_id, 2)
        assert [line["seq"] for line in shown["events"]] == [2, 3, 4]
        assert shown["leaf"] == [str(chains[1][0].matter_id), 4, chains[1][-1].digest]
        [first, *later] = shown["roots"]
        assert verify_path(
            leaf_text(*shown["leaf"]), shown["index"], shown["size"], shown["path"], first["merkle"]
        )
        assert {k: first[k] for k in kept} == kept == shown["checkpoint"]
        root = first["root"]
        for step in later:
            root = digest((root + step["merkle"]).encode())
            assert root == step["root"]
        assert root == Checkpoint.objects.latest("n").root

    def test_an_event_that_no_checkpoint_covers_has_none(self, chain_of):
        events = chain_of(2)
        with pytest.raises(NotCovered):
            proof(events[0].matter_id, 1)
        with pytest.raises(NotCovered):
            proof(new_id(), 1)
