"""A process that is killed while it writes leaves the index as it was before, or as it is after."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi.search.embedded import EmbeddedIndex
from fazhi.search.index import Entry, Question
from tests.search.conftest import ENTRIES, THINGS

# Writes without end, in one call of the index, and says when the entries have begun to go in.
WRITER = """
import sys
from pathlib import Path
from fazhi.search.embedded import EmbeddedIndex
from fazhi.search.index import Entry
from tests.search.conftest import THINGS

def endless():
    for key in range(1, 10_000_000):
        if key == 3000:
            print("writing", flush=True)
        yield Entry(key, {"text": f"新的文字 {key}"})

index = EmbeddedIndex(Path(sys.argv[1]), THINGS)
if sys.argv[2] == "rebuild":
    index.rebuild(endless(), stamp="new")
else:
    index.put(endless(), stamp="new")
"""


@pytest.mark.parametrize("way", ["rebuild", "put"])
def test_killed_while_writing(tmp_path: Path, way: str) -> None:
    index = EmbeddedIndex(tmp_path, THINGS)
    index.rebuild(ENTRIES, stamp="old", manifest={"10": "a"})
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), way],
        stdout=subprocess.PIPE, env=environment, cwd=Path(__file__).parents[2],
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        assert {hit.key for hit in index.search(Question("借款"))} == {1, 3, 4}
        time.sleep(0.2)
        writer.send_signal(signal.SIGKILL)
    fresh = EmbeddedIndex(tmp_path, THINGS)
    state = fresh.state()
    assert state is not None
    assert (state.stamp, state.entries) == ("old", 4)
    assert {hit.key for hit in fresh.search(Question("借款"))} == {1, 3, 4}
    assert fresh.search(Question("新的文字")) == []
    # The lock died with the process, and what it left is cleared away.
    fresh.put([Entry(8, {"text": "借款担保"})], stamp="after")
    assert {hit.key for hit in fresh.search(Question("借款"))} == {1, 3, 4, 8}
    fresh.rebuild(ENTRIES, stamp="again")
    assert len(list((tmp_path / THINGS.key).glob("g-*"))) == 1
    assert len(list((tmp_path / THINGS.key).glob("m-*"))) == 1


def test_a_reader_follows_what_another_process_writes(tmp_path: Path) -> None:
    reader = EmbeddedIndex(tmp_path, THINGS)
    writer = EmbeddedIndex(tmp_path, THINGS)
    writer.rebuild(ENTRIES, stamp="old")
    assert {hit.key for hit in reader.search(Question("借款"))} == {1, 3, 4}
    writer.remove([1])
    assert {hit.key for hit in reader.search(Question("借款"))} == {3, 4}
    writer.rebuild([Entry(9, {"text": "借款"})], stamp="new")
    assert {hit.key for hit in reader.search(Question("借款"))} == {9}


def test_a_find_is_read_as_it_was_found(tmp_path: Path) -> None:
    reader, writer = EmbeddedIndex(tmp_path, THINGS), EmbeddedIndex(tmp_path, THINGS)
    writer.rebuild(ENTRIES, stamp="first")
    find = reader.candidates(Question("返还借款"))[0]
    writer.rebuild([replace(ENTRIES[1], shown={"title": "另一份"})], stamp="second")
    assert reader.state().stamp == "second"  # type: ignore[union-attr]
    assert reader.shown(find) == {"title": "借款办法"}
