"""Make what search by meaning ships with: projection, articles' vectors, trees; print their digests.

Usage: FAZHI_HOME=… python -m scripts.build_vectors --laws FOLDER --questions FILE.jsonl [--cache FOLDER] [--check]

FAZHI_HOME holds the library (`fazhi law import`) and its index (`fazhi search rebuild`). FOLDER are Markdown texts that
cite laws; FILE are questions with the articles that answer them: {"query", "gold": [{"law", "article"}]}. Encoding the
seed takes ten minutes of two cores the first time; it is kept in the cache folder. --check measures the trees on fifths
of the questions that they have not seen, and writes nothing. Needs lightgbm besides the extra `semantic`.

1. Pairs are mined from the texts (semantic_pairs), the projection is learned from them (semantic_projection).
2. Articles are encoded, projected, and written with four bits a number.
3. Trees are grown (semantic_trees) on the questions and on a part of the mined pairs. Of each mined pair the features
   come from a projection that has not seen it.
"""

import argparse
import io
import json
import os
import pickle
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from scripts import semantic_pairs, semantic_projection, semantic_trees
from scripts.semantic_pairs import Pair
from scripts.semantic_trees import Asked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fazhi.search.lexical import Lexical
    from fazhi.search.semantic.meaning import Meaning
    from fazhi.search.semantic.model import Projection
    from fazhi.search.semantic.passage import Passage

    Floats = NDArray[np.float32]

SEED = 20261122
DAY = date(2026, 11, 22)
FOLDS = 5
MINED_FOR_TREES = 500
MINED_WEIGHT = 0.3
HARD = 50
PORTION = 1024
STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the keys of the articles that answer it."""

    text: str
    right: frozenset[int]


@dataclass(slots=True)
class Corpus:
    """The library's articles with their encodings, in the order of their keys."""

    home: Path
    lexical: "Lexical"
    passages: "list[Passage]"
    marks: list[bytes]
    in_force: dict[tuple[str, str], tuple[int, str]]
    encoded: "Floats"
    rows: dict[int, int]


def read(home: Path, cache: Path) -> Corpus:
    """The library's articles and their encodings; what the cache lacks is encoded and added to it."""
    import numpy as np

    from fazhi.search.laws import day_number
    from fazhi.search.lexical import Lexical
    from fazhi.search.semantic.laws import passage
    from fazhi.search.semantic.making import encode_passages
    from fazhi.search.semantic.passage import DIGEST_BYTES, digest

    lexical = Lexical.load(home)
    held = sorted((row for row in lexical.every_row() if not row.region), key=lambda row: row.key)
    passages = [passage(row) for row in held]
    marks = [digest(one.name, one.text) for one in passages]
    kept: dict[bytes, Floats] = {}
    path = cache / "encoded.npz"
    if path.is_file():
        with np.load(path) as found:
            kept = dict(zip(map(bytes, found["digests"]), found["vectors"], strict=True))
    wanted = [(mark, one) for mark, one in zip(marks, passages, strict=True) if mark not in kept]
    for start in range(0, len(wanted), PORTION):
        part = wanted[start : start + PORTION]
        made = encode_passages(home, [one for _, one in part]).astype(np.float16)
        kept.update(zip((mark for mark, _ in part), made, strict=True))
        cache.mkdir(parents=True, exist_ok=True)
        digests = np.frombuffer(b"".join(kept), np.uint8).reshape(-1, DIGEST_BYTES)
        np.savez(path, digests=digests, vectors=np.array(list(kept.values())))
        print(f"encoded {start + len(part)} of {len(wanted)}", flush=True)
    day = day_number(DAY)
    in_force = {
        (row.law.removeprefix(STATE), row.article): (row.key, row.text)
        for row in held
        if row.starts <= day < row.ends
    }
    encoded = np.array([kept[mark] for mark in marks], np.float32)
    rows = {one.key: at for at, one in enumerate(passages)}
    return Corpus(home, lexical, passages, marks, in_force, encoded, rows)


def questions(path: Path, corpus: Corpus) -> list[Question]:
    """The questions all of whose answers are in force in the library."""
    found: list[Question] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        named = [(gold["law"].removeprefix(STATE), str(gold["article"])) for gold in told["gold"]]
        if all(one in corpus.in_force for one in named):
            found.append(Question(told["query"], frozenset(corpus.in_force[one][0] for one in named)))
    return found


def learn(corpus: Corpus, mined: Sequence[Pair]) -> "Projection":
    """The projection learned from mined pairs; wrong answers are what words and meaning find beside the right ones."""
    import numpy as np

    from fazhi.search.semantic.encoder import QUESTION
    from fazhi.search.semantic.meaning import cache_folder, encoder
    from fazhi.search.semantic.model import Projection

    asked = encoder(cache_folder(corpus.home)).encode([one.question for one in mined], QUESTION)
    right = [[corpus.rows[key] for key in one.answers] for one in mined]
    wrong = [hard(corpus, one, row, good) for one, row, good in zip(mined, asked, right, strict=True)]
    question, article = semantic_projection.learn(asked, corpus.encoded, right, wrong, SEED)
    axes, centre, spread = semantic_projection.shorten(corpus.encoded, article)
    parts = [part.astype(np.float16).astype(np.float32) for part in (question, article, axes, centre, spread)]
    return Projection(*parts, mark="learned")


def hard(corpus: Corpus, pair: Pair, asked: "Floats", right: list[int]) -> "NDArray[np.int64]":
    """Rows that look right for a question and are not: the best by words and by meaning."""
    import numpy as np

    from fazhi.search.index import Question as Searched
    from fazhi.search.laws import day_number

    words = corpus.lexical.index.candidates(Searched(pair.question, day=day_number(DAY)), depth=HARD)
    near = np.argpartition(-(corpus.encoded @ asked), HARD)[:HARD]
    found = {corpus.rows[find.key] for find in words if find.key in corpus.rows} | {int(row) for row in near}
    return np.array(sorted(found - set(right)))


def stand_in(corpus: Corpus, projected: "Projection", room: Path) -> "Meaning":
    """Search by meaning with a projection that does not ship yet, through the same four bits."""
    from fazhi.search.semantic import book
    from fazhi.search.semantic.meaning import Meaning, cache_folder
    from fazhi.search.semantic.store import Place

    numbers = book.unpack(book.pack(projected.of_articles(corpus.encoded)))
    keys = [one.key for one in corpus.passages]
    place = Place(room)
    place.write(corpus.passages, dict(zip(keys, numbers, strict=True)), projected.width, "")
    return Meaning(place, cache_folder(corpus.home), lambda: projected)


def features(corpus: Corpus, meaning: "Meaning", one: Question, weight: float = 1.0) -> Asked:
    """A question's candidates as the trees see them."""
    import numpy as np

    from fazhi.search.index import Question as Searched
    from fazhi.search.laws import day_number
    from fazhi.search.ranking import standing
    from fazhi.search.semantic.blend import gather

    found = gather(corpus.lexical.index, meaning, Searched(one.text, day=day_number(DAY)), standing)
    keys = np.array([find.key for find in found.finds])
    return Asked(found.rows, np.isin(keys, list(one.right)), len(one.right), weight)


def mined_features(corpus: Corpus, mined: Sequence[Pair], room: Path) -> list[Asked]:
    """Candidates of some mined pairs, each through a projection learned from the other half of the texts."""
    halves = [[pair for pair in mined if crc32(pair.source.encode()) % 2 == side] for side in (0, 1)]
    made: list[Asked] = []
    for side, pairs in enumerate(halves):
        folder = room / str(side)
        meaning = stand_in(corpus, learn(corpus, halves[1 - side]), folder)
        step = max(len(pairs) * 2 // MINED_FOR_TREES, 1)
        drawn = (Question(pair.question, frozenset(pair.answers)) for pair in pairs[::step])
        made += [features(corpus, meaning, one, MINED_WEIGHT) for one in drawn]
        shutil.rmtree(folder)
    return made


def check(asked: Sequence[Asked], others: Sequence[Asked]) -> None:
    """Measure by contiguous fifths: trees that have not seen a fifth rank it; also without any of the questions."""
    fifth = -(-len(asked) // FOLDS)
    parts = [asked[at : at + fifth] for at in range(0, len(asked), fifth)]
    plain = [one.rows[:, 0] for one in asked]
    print("plain sum       ", semantic_trees.measure(asked, plain))
    unseen = semantic_trees.scores(semantic_trees.grow(others, SEED), asked)
    print("mined pairs only", semantic_trees.measure(asked, unseen))
    for name, more in (("questions only", []), ("both", list(others))):
        told: list[Floats] = []
        for part in parts:
            rest = [one for other in parts if other is not part for one in other]
            told += semantic_trees.scores(semantic_trees.grow(rest + more, SEED), part)
        print(f"{name:<16}", semantic_trees.measure(asked, told))


def write(
    corpus: Corpus, projected: "Projection", grown: "dict[str, NDArray[Any]]", counts: dict[str, int]
) -> None:
    """Write the files that ship, with their digests and what they were made from."""
    import numpy as np

    from fazhi.search.semantic.book import Book
    from fazhi.search.semantic.model import DATA, MANIFEST, PROJECTION, TREES, VECTORS, sha256_of

    DATA.mkdir(exist_ok=True)
    parts = {name: getattr(projected, name) for name in ("question", "article", "axes", "centre", "spread")}
    save(DATA / PROJECTION, {name: part.astype(np.float16) for name, part in parts.items()})
    save(DATA / TREES, grown)
    (DATA / VECTORS).unlink(missing_ok=True)
    once = {mark: at for at, mark in enumerate(corpus.marks)}
    marks = sorted(once)
    Book(DATA / VECTORS, projected.width).add(
        marks, projected.of_articles(corpus.encoded[[once[m] for m in marks]])
    )
    files = {name: sha256_of(DATA / name) for name in (PROJECTION, TREES, VECTORS)}
    told = {"seed": SEED, "width": projected.width, **counts, "vectors": len(marks), "files": files}
    (DATA / MANIFEST).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=2))


def save(path: Path, columns: "dict[str, NDArray[Any]]") -> None:
    """Write arrays so that the same arrays give the same bytes: numpy's own archive carries the hour."""
    import numpy as np

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(columns):
            held = io.BytesIO()
            np.save(held, columns[name])
            out.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED)


def main(options: argparse.Namespace) -> None:
    corpus = read(options.home, options.cache)
    asked = questions(options.questions, corpus)
    mined = semantic_pairs.pairs(options.laws, corpus.in_force)
    counts = {"articles": len(corpus.passages), "questions": len(asked), "pairs": len(mined)}
    print(json.dumps(counts), flush=True)
    projected = learn(corpus, mined)
    with tempfile.TemporaryDirectory() as folder:
        meaning = stand_in(corpus, projected, Path(folder) / "all")
        shown = [features(corpus, meaning, one) for one in asked]
        others = mined_features(corpus, mined, Path(folder))
    if options.keep:
        options.keep.write_bytes(pickle.dumps((shown, others)))
    check(shown, others)
    if not options.check:
        write(corpus, projected, semantic_trees.grow([*shown, *others], SEED), counts)


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--laws", type=Path, required=True)
    given.add_argument("--questions", type=Path, required=True)
    given.add_argument("--cache", type=Path, default=Path("build/semantic"))
    given.add_argument("--home", type=Path, default=Path(os.environ.get("FAZHI_HOME", "var")))
    given.add_argument("--keep", type=Path, help="the trees' rows, for trying other trees")
    given.add_argument("--check", action="store_true")
    main(given.parse_args())
