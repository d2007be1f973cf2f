"""Make what search by meaning ships with: projection, articles' vectors, trees; print their digests.

Usage: FAZHI_HOME=… python -m scripts.build_vectors --laws FOLDER --questions FILE.jsonl [--cache FOLDER] [--check]

FAZHI_HOME holds the library (`fazhi law import`) and its index (`fazhi search rebuild`). FOLDER are Markdown texts that
cite laws; FILE are questions with the articles that answer them: {"query", "gold": [{"law", "article"}]}. Encoding the
seed takes ten minutes of two cores the first time; it is kept in the cache folder. --check measures the trees on fifths
of the questions that they have not seen, and writes nothing. Needs lightgbm besides the extra `semantic`.

1. Pairs are mined from the texts (semantic_pairs); the projection is learned from them and from the questions
   (semantic_projection).
2. Articles are encoded, projected, and written with four bits a number.
3. For each contiguous fifth of the questions a projection is learned that has not seen it. What it finds is what is
   measured, and what the trees are grown from (semantic_trees).
"""

import argparse
import io
import json
import os
import pickle
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.search.semantic.features import NAMES
from scripts import semantic_pairs, semantic_projection, semantic_trees
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
SEEDS = 3
HARD = 50
PORTION = 1024
STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the keys of the articles that answer it."""

    text: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """An encoded question, the rows of articles that answer it, and rows that only look as if they did."""

    asked: "Floats"
    right: list[int]
    wrong: "NDArray[np.int64]"


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


def taught(corpus: Corpus, told: Sequence[Question]) -> list[Lesson]:
    """What the projection learns from: encoded questions, rows that answer them, rows that only seem to."""
    from fazhi.search.semantic.encoder import QUESTION
    from fazhi.search.semantic.meaning import cache_folder, encoder

    asked = encoder(cache_folder(corpus.home)).encode([one.text for one in told], QUESTION)
    right = [sorted(corpus.rows[key] for key in one.right) for one in told]
    wrong = [hard(corpus, one, row, good) for one, row, good in zip(told, asked, right, strict=True)]
    return [Lesson(*parts) for parts in zip(asked, right, wrong, strict=True)]


def learn(corpus: Corpus, lessons: Sequence[Lesson], seeds: int = 1) -> "Projection":
    """The projection learned from lessons: the mean of what several seeds give, in half precision as it ships."""
    import numpy as np

    from fazhi.search.semantic.model import Projection

    asked = np.array([one.asked for one in lessons])
    right, wrong = [one.right for one in lessons], [one.wrong for one in lessons]
    learned = [
        semantic_projection.learn(asked, corpus.encoded, right, wrong, SEED + more) for more in range(seeds)
    ]
    question, article = (np.mean([one[side] for one in learned], axis=0) for side in (0, 1))
    axes, centre, spread = semantic_projection.shorten(corpus.encoded, article)
    parts = [part.astype(np.float16).astype(np.float32) for part in (question, article, axes, centre, spread)]
    return Projection(*parts, mark="learned")


def hard(corpus: Corpus, one: Question, asked: "Floats", right: list[int]) -> "NDArray[np.int64]":
    """Rows that look right for a question and are not: the best by words and by meaning."""
    import numpy as np

    from fazhi.search.index import Question as Searched
    from fazhi.search.laws import day_number

    words = corpus.lexical.index.candidates(Searched(one.text, day=day_number(DAY)), depth=HARD)
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


def features(corpus: Corpus, meaning: "Meaning", one: Question) -> Asked:
    """A question's candidates as the trees see them."""
    import numpy as np

    from fazhi.search.index import Question as Searched
    from fazhi.search.laws import day_number
    from fazhi.search.ranking import standing
    from fazhi.search.semantic.blend import gather

    found = gather(corpus.lexical.index, meaning, Searched(one.text, day=day_number(DAY)), standing)
    keys = np.array([find.key for find in found.finds])
    return Asked(found.rows, np.isin(keys, list(one.right)), len(one.right))


def unseen(
    corpus: Corpus, asked: Sequence[Question], lessons: Sequence[Lesson], others: Sequence[Lesson], room: Path
) -> list[Asked]:
    """Candidates of each contiguous fifth of the questions, by a projection that has not seen that fifth."""
    fifth = -(-len(asked) // FOLDS)
    made: list[Asked] = []
    for start in range(0, len(asked), fifth):
        rest = [*others, *lessons[:start], *lessons[start + fifth :]]
        meaning = stand_in(corpus, learn(corpus, rest), room)
        made += [features(corpus, meaning, one) for one in asked[start : start + fifth]]
        print(f"fifths done to question {len(made)}", flush=True)
    return made


def check(asked: Sequence[Asked]) -> None:
    """Measure by contiguous fifths: words alone, the plain sum, and trees that have not seen the fifth they rank."""
    for name in ("lexical", "meaning", "base"):
        print(f"{name:<8}", semantic_trees.measure(asked, [one.rows[:, NAMES.index(name)] for one in asked]))
    fifth = -(-len(asked) // FOLDS)
    told: list[Floats] = []
    for start in range(0, len(asked), fifth):
        grown = semantic_trees.grow([*asked[:start], *asked[start + fifth :]], SEED)
        told += semantic_trees.scores(grown, asked[start : start + fifth])
    print("trees   ", semantic_trees.measure(asked, told), flush=True)


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
    lessons = taught(corpus, asked)
    others = taught(corpus, [Question(one.question, frozenset(one.answers)) for one in mined])
    with tempfile.TemporaryDirectory() as folder:
        rows = unseen(corpus, asked, lessons, others, Path(folder))
    if options.keep:
        options.keep.write_bytes(pickle.dumps(rows))
    check(rows)
    if not options.check:
        write(corpus, learn(corpus, [*others, *lessons], SEEDS), semantic_trees.grow(rows, SEED), counts)


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--laws", type=Path, required=True)
    given.add_argument("--questions", type=Path, required=True)
    given.add_argument("--cache", type=Path, default=Path("build/semantic"))
    given.add_argument("--home", type=Path, default=Path(os.environ.get("FAZHI_HOME", "var")))
    given.add_argument("--keep", type=Path, help="the trees' rows, for trying other trees")
    given.add_argument("--check", action="store_true")
    main(given.parse_args())
