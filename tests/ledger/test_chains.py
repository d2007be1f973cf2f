"""The pure check of chains: thousands of random acts against a small ledger, each found and named."""

import random
import uuid
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.digests import canonical_json
from fazhi.ledger.chains import Known, Tally, What, first_fault
from fazhi.ledger.entries import Entry
from tests.ledger.tampering import ACTS, Rows, flat, heads, sound, tamper


def a_ledger(seed: int, lengths: tuple[int, ...] = (1, 2, 3, 5, 8)) -> dict[str, Rows]:
    draw = random.Random(seed)

    def some_id() -> str:
        return str(uuid.UUID(int=draw.getrandbits(128)))

    ledger = {}
    for length in lengths:
        matter, officer = some_id(), some_id()
        ledger[matter] = sound(
            [
                Entry(
                    matter_id=matter,
                    seq=n,
                    id=some_id(),
                    kind="acted",
                    action=f"act{n}",
                    recorded_at=f"2026-11-20T09:{n:02d}:00.000000+08:00",
                    occurred_at=f"2026-11-19T09:{n:02d}:00.000000+08:00",
                    actor_id=officer,
                    actor_name="乌兰",
                    data=canonical_json({"n": n, "cause": "未公示"}).decode(),
                    files=canonical_json([f"sm3:{n:064x}"] if n % 2 else []).decode(),
                    prev="",
                    digest="",
                    idem=f"k{n}" if n % 3 else None,
                )
                for n in range(1, length + 1)
            ]
        )
    return ledger


LEDGER = a_ledger(1)
MATTER = max(LEDGER, key=lambda m: len(LEDGER[m]))


def test_a_whole_ledger_passes():
    tally = Tally()
    assert first_fault(flat(LEDGER), heads(LEDGER), tally=tally) is None
    assert (tally.chains, tally.events) == (5, 19)
    assert first_fault([]) is None


@pytest.mark.parametrize("act", sorted(set(ACTS), key=lambda a: a.__name__), ids=lambda a: a.__name__)
def test_each_act_is_found_and_named_every_time(act):
    for seed in range(60):
        draw = random.Random(seed)
        chains = {m: list(rows) for m, rows in LEDGER.items()}
        matter = draw.choice(sorted(chains))
        where = act(chains, matter, draw)
        finding = first_fault(flat(chains), heads(LEDGER))
        assert finding is not None, (act.__name__, seed)
        assert finding.matter_id == matter
        assert finding.seq in where, (seed, finding)
        assert matter in finding.sentence


def test_three_thousand_random_acts():
    draw = random.Random(20261120)
    missed = []
    for turn in range(3000):
        name, rows, matter, where = tamper(LEDGER, draw)
        finding = first_fault(rows, heads(LEDGER))
        if finding is None or finding.matter_id != matter or finding.seq not in where:
            missed.append((turn, name, where, finding))
    assert not missed


def test_two_acts_at_once_name_the_first_in_order():
    for seed in range(200):
        draw = random.Random(seed)
        chains = {m: list(rows) for m, rows in LEDGER.items()}
        first, second = sorted(draw.sample(sorted(chains), 2))
        for matter in (first, second):
            at = draw.randrange(len(chains[matter]))
            chains[matter][at] = replace(chains[matter][at], action="forged")
        finding = first_fault(flat(chains), heads(LEDGER))
        assert finding is not None
        assert finding.matter_id == first


def named(rows: Rows, known: list[Known] | None = None) -> tuple[What, int]:
    finding = first_fault(flat({MATTER: rows}), known or [])
    assert finding is not None
    return finding.what, finding.seq


class TestWords:
    """What is said of an act, with nothing known but the chain itself."""

    def test_changed(self):
        rows = list(LEDGER[MATTER])
        rows[3] = replace(rows[3], data='{"n":5}')
        assert named(rows) == (What.CHANGED, 4)

    def test_changed_and_digested_anew(self):
        rows = list(LEDGER[MATTER])
        forged = replace(rows[3], data='{"n":5}')
        rows[3] = replace(forged, digest=forged.computed())
        assert named(rows) == (What.CHANGED, 4)

    def test_missing(self):
        rows = list(LEDGER[MATTER])
        del rows[2]
        assert named(rows) == (What.MISSING, 3)
        assert named([replace(r, seq=n) for n, r in enumerate(rows, start=1)]) == (What.MISSING, 3)

    def test_the_first_is_missing(self):
        assert named(LEDGER[MATTER][1:]) == (What.MISSING, 1)

    def test_reordered(self):
        rows = list(LEDGER[MATTER])
        rows[2], rows[5] = replace(rows[5], seq=3), replace(rows[2], seq=6)
        assert named(rows) == (What.REORDERED, 3)

    def test_inserted(self):
        rows = list(LEDGER[MATTER])
        forged = replace(rows[4], seq=5, prev=rows[3].digest, data='{"forged":1}')
        rows.insert(4, replace(forged, digest=forged.computed()))
        assert named([replace(r, seq=n) for n, r in enumerate(rows, start=1)]) == (What.INSERTED, 5)

    def test_the_tail_is_missing_by_what_a_checkpoint_or_the_matter_knows(self):
        rows = LEDGER[MATTER]
        for known in (
            [Known(MATTER, 8, rows[-1].digest, "存证点第1号")],
            [Known(MATTER, 8, "", "事项登记", is_end=True)],
        ):
            assert named(rows[:5], known) == (What.MISSING, 6)

    def test_an_event_behind_the_known_end_is_inserted(self):
        rows = LEDGER[MATTER]
        assert named(rows, [Known(MATTER, 7, rows[6].digest, "事项登记", is_end=True)]) == (What.INSERTED, 8)

    def test_a_whole_chain_is_gone(self):
        finding = first_fault([], [Known(MATTER, 8, "", "事项登记")])
        assert finding is not None
        assert (finding.what, finding.seq, finding.matter_id) == (What.CHAIN_GONE, 1, MATTER)

    def test_the_stretch_is_named_when_all_was_digested_anew(self):
        rows = LEDGER[MATTER]
        known = [Known(MATTER, n, rows[n - 1].digest, f"存证点第{n}号") for n in (3, 6, 8)]
        forged = list(rows)
        forged[4] = replace(forged[4], action="forged")
        finding = first_fault(sound(forged), known)
        assert finding is not None
        assert (finding.what, finding.seq) == (What.REWRITTEN, 4)
        assert "第4条至第6条" in finding.detail

    def test_heads_out_of_order_are_a_mistake_of_the_caller(self):
        with pytest.raises(ValueError):
            first_fault(flat(LEDGER), list(reversed(heads(LEDGER))))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_single_change_of_any_column_is_found(data):
    rows = list(LEDGER[MATTER])
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(
        st.sampled_from(["data", "action", "actor_name", "recorded_at", "files", "kind", "digest", "prev"])
    )
    new = data.draw(st.text(max_size=30).filter(lambda text: text != getattr(rows[at], column)))
    rows[at] = replace(rows[at], **{column: new})
    assert named(rows)[1] == at + 1
